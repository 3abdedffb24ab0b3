import type { FastifyReply, FastifyRequest } from 'fastify';
import { writeEvent } from '../audit/index.ts';
import type { Actor } from '../auth/actor.ts';
import type { Resource } from '../auth/decide.ts';
import type { Database } from '../db/index.ts';
import { carryOut } from './act-together.ts';
import { originOf, type RequestOrigin, settingsOf } from './actor-context.ts';
import { authenticate, guessActor, originOfRequest, refuseForgery, type Authenticator, type RememberedActor, webOriginOf } from './authenticate.ts';
import type { Declaration } from './contract.ts';
import { problemOf } from './database-problem.ts';
import { auditDenial, authorise, Denial, refused } from './denial.ts';
import { coerceText, readQuery, validate } from './input.ts';
import { AuditedFailure, Problem } from './problem.ts';
import { ReadTogether } from './read-together.ts';
import { Reply, sendReply } from './reply.ts';
import { Document, sendDocument } from './secured.ts';
import type { FastRead, Served } from './serve.ts';
import { stepsOf } from './steps.ts';
import { StaleGuess, transact } from './transact.ts';

export interface Services {
  database: Database;
  authenticator: Authenticator;
}

/** One request from its arrival to its answer: authenticate, authorise, validate, begin, act, audit, commit, present. */
export async function runEndpoint(
  served: Served, services: Services, request: FastifyRequest, reply: FastifyReply,
): Promise<unknown> {
  const { declaration } = served;
  const origin = originOfRequest(request);
  const call = { served, database: services.database, origin, request, reply };
  if (served.fast !== undefined) {
    const answer = await readOnGuess(served, served.fast, services, request, origin);
    if (answer !== null) return present(reply, declaration, answer);
  } else if (served.steps === undefined) {
    const guess = guessActor(services.authenticator, request);
    if (guess !== null && guess.session_token !== null) refuseForgery(request);
    const input = guess === null ? undefined : await admitGuess(served, request, guess.actor);
    if (guess !== null && input !== undefined) {
      try {
        return present(reply, declaration, await carryOut({ ...call, input: input.value, actor: guess.actor, session_token: guess.session_token, guess }));
      } catch (error) {
        if (!(error instanceof StaleGuess)) throw await refusalOf(error, services.database, declaration, guess.actor, origin);
      }
    }
  }
  const { actor, session_token } = await authenticate(services.authenticator, request);
  if (session_token !== null) refuseForgery(request);
  try {
    const input = await admit(served, request, actor);
    if (served.fast !== undefined && actor !== null && served.fast.when?.(input as never) !== false) {
      const answer = await readFast(served.fast, input, services, { actor }, declaration, origin);
      if (answer !== null) return present(reply, declaration, answer);
    }
    if (served.steps !== undefined) {
      return present(reply, declaration, await runSteps(served, input, services, actor, origin, request, reply, session_token));
    }
    const answer = await transact({ ...call, input, actor, session_token, guess: null });
    return present(reply, declaration, answer);
  } catch (error) {
    throw await refusalOf(error, services.database, declaration, actor, origin);
  }
}

/** What an error is told as; a denial, and a failure that the audit log must know of, is audited first. */
async function refusalOf(
  error: unknown, database: Database, declaration: Declaration, actor: Actor | null, origin: RequestOrigin,
): Promise<unknown> {
  if (error instanceof Denial) await auditDenial(database, declaration, actor, origin, error);
  if (error instanceof AuditedFailure) await auditFailure(database, declaration, actor, origin, error);
  return problemOf(error);
}

/** The input of somebody who may as far as is remembered of them; undefined where the long way must say what is wrong. */
async function admitGuess(served: Served, request: FastifyRequest, actor: Actor): Promise<{ value: unknown } | undefined> {
  try {
    return { value: await admit(served, request, actor) };
  } catch {
    return undefined;
  }
}

/** The input of somebody who may: the door first, so that a denial is a denial also where the input is broken. */
async function admit(served: Served, request: FastifyRequest, actor: Actor | null): Promise<unknown> {
  const { declaration, input_of } = served;
  const values = input_of === undefined ? rawInput(served, request) : null;
  authoriseAtDoor(actor, declaration, { patient_id: values === null ? null : namedPatient(declaration, values) });
  const input = input_of === undefined ? await validate(served.input, values) : input_of(request);
  for (const permission of served.needs?.(input as never) ?? []) authoriseAtDoor(actor, { ...declaration, permission }, {});
  return input;
}

/** The flat input: path parameters over the query (GET) or the body (others); `If-Match` gives the version. */
function rawInput(served: Served, request: FastifyRequest): unknown {
  const params = request.params as Record<string, unknown>;
  const ifMatch = /^(?:W\/)?"(\d+)"$/.exec(request.headers['if-match'] ?? '')?.[1];
  if (served.declaration.method === 'GET') {
    const question = request.url.indexOf('?');
    const query = question < 0 ? {} : readQuery(request.url.slice(question + 1));
    return coerceText(served.input, { ...query, ...params });
  }
  const body = request.body ?? {};
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw new Problem(400, 'input.invalid', 'The body must be a JSON object', { field: 'body' });
  }
  const shape = (served.input as { shape?: Record<string, unknown> } | undefined)?.shape;
  const version = ifMatch !== undefined && shape?.['version'] !== undefined ? { version: Number(ifMatch) } : {};
  return { ...version, ...body, ...coerceText(served.input, params) };
}

/** The patient whom the input names, as far as it is well-formed: a denial is audited even where the rest is broken. */
function namedPatient(declaration: Declaration, values: unknown): string | null {
  if (declaration.patient !== 'input') return null;
  const id = (values as { patient_id?: unknown }).patient_id;
  return typeof id === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(id) ? id : null;
}

/** As `authorise`, before it is known whose record it is: a patient’s own account must hold the permission at least. */
function authoriseAtDoor(actor: Actor | null, declaration: Declaration, resource: Resource): void {
  const own = declaration.patient === 'found' && actor?.kind === 'patient' && actor.state === 'active' && actor.patient_id !== null;
  authorise(actor, declaration, own ? { patient_id: actor.patient_id } : resource);
}

async function runSteps(
  served: Served, input: unknown, services: Services, actor: Actor | null, origin: RequestOrigin,
  request: FastifyRequest, reply: FastifyReply, session_token: string | null,
): Promise<unknown> {
  const headers = new Map<string, string>();
  const known = {
    visitor: actor,
    origin,
    session_token,
    secure: request.protocol === 'https',
    web_origin: webOriginOf(request),
    header: (name: string, value: string) => void headers.set(name, value),
  };
  const output = await served.steps?.(input as never, stepsOf(known, services.database, served.declaration));
  const answered = served.output === undefined ? output : await served.output.parseAsync(output);
  for (const [name, value] of headers) reply.header(name, value);
  return answered;
}

async function auditFailure(
  database: Database, declaration: Declaration, actor: Actor | null, origin: RequestOrigin, { code, patient_id, found }: AuditedFailure,
): Promise<void> {
  await database.transaction({ scope: 'system' }, (tx) =>
    writeEvent(tx, {
      ...originOf(actor, origin), name: declaration.event, outcome: 'failure', patient_ids: patient_id === null ? [] : [patient_id], detail: { code, ...found },
    }),
  );
}

/**
 * A fast read as whom the session was when it was last opened; the statement compares the stamp, and nothing is read or
 * audited where it no longer holds. Null where the request must take the long way: the guess is missing, stale or a denial.
 */
async function readOnGuess(
  served: Served, fast: FastRead, services: Services, request: FastifyRequest, origin: RequestOrigin,
): Promise<RawJson | Reply | null> {
  const guess = guessActor(services.authenticator, request);
  if (guess === null) return null;
  const { declaration } = served;
  let input: unknown;
  try {
    input = await admit(served, request, guess.actor);
  } catch {
    // The long way says what is wrong, and audits a denial, of who it really is.
    return null;
  }
  if (fast.when?.(input as never) === false) return null;
  return readFast(fast, input, services, guess, declaration, origin);
}

/** Null where the actor was a guess that no longer holds, or where only the handler can answer. */
async function readFast(
  fast: FastRead, input: unknown, services: Services, who: RememberedActor | { actor: Actor }, declaration: Declaration,
  origin: RequestOrigin,
): Promise<RawJson | Reply | null> {
  const { actor } = who;
  const context = JSON.stringify({
    ...settingsOf(actor),
    ...originOf(actor, origin, [namedPatient(declaration, input) ?? '']),
    clearance: actor.clearance.join(','),
    glass: actor.glass.join(','),
    withheld: actor.withheld.join(','),
    actor_roles: actor.roles.join(','),
    name: declaration.event,
  });
  const [token_hash, stamp] = 'stamp' in who ? [who.token_hash, who.stamp] : [null, null];
  const row = await togetherOf(services.database, fast).ask({ context, token_hash, stamp, values: fast.values(input as never) });
  const { answer = null, refusal = null } = row ?? {};
  if (refusal === 'stale' || refusal === 'other') return null;
  if (refusal !== null) throw refused(refusal);
  if (row !== undefined && fast.reply !== undefined) return fast.reply(row as never, input as never);
  if (answer === null) throw fast.missing(input as never);
  return new RawJson(answer);
}

const together = new WeakMap<Database, Map<string, ReadTogether>>();

/** What reads this statement for everybody of this process. */
function togetherOf(database: Database, fast: FastRead): ReadTogether {
  const all = together.get(database) ?? new Map<string, ReadTogether>();
  together.set(database, all);
  const one = all.get(fast.name) ?? new ReadTogether(database, fast);
  all.set(fast.name, one);
  return one;
}

/** JSON text straight from the database, passed through as it is. */
class RawJson {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function present(reply: FastifyReply, declaration: Declaration, answer: unknown): unknown {
  const { status = 200 } = declaration;
  reply.code(status);
  reply.header('cache-control', 'no-store');
  if (answer instanceof RawJson) return reply.type('application/json; charset=utf-8').send(answer.text);
  if (answer instanceof Reply) return sendReply(reply, answer);
  if (answer instanceof Document) return sendDocument(reply, answer);
  const version = (answer as { version?: unknown } | null | undefined)?.version;
  if (typeof version === 'number') reply.header('etag', `W/"${version}"`);
  if (answer === undefined || status === 204) return reply.send();
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
}

