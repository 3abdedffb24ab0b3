import type { FastifyReply, FastifyRequest } from 'fastify';
import { eventStatement, writeEvent } from '../audit/index.ts';
import { type CompiledQuery, sql } from 'kysely';
import type { Actor } from '../auth/actor.ts';
import { decide, type DenialReason, type Resource } from '../auth/decide.ts';
import type { Database, Tx } from '../db/index.ts';
import { type Act, AuditNotes } from './act.ts';
import { originOf, type RequestOrigin, settingsOf } from './actor-context.ts';
import { authenticate, guessActor, originOfRequest, refuseForgery, type Authenticator, type RememberedActor, webOriginOf } from './authenticate.ts';
import type { Declaration } from './contract.ts';
import { isRetryable, problemOf } from './database-problem.ts';
import { answerStatement, claimKey, hashOf } from './idempotency.ts';
import { coerceText, readQuery, validate } from './input.ts';
import { AuditedFailure, Problem } from './problem.ts';
import { ReadTogether } from './read-together.ts';
import { Reply, sendReply } from './reply.ts';
import { Document, sendDocument } from './secured.ts';
import type { FastRead, Served } from './serve.ts';
import { stepsOf } from './steps.ts';

export interface Services {
  database: Database;
  authenticator: Authenticator;
}

const tries_max = 3;

/** A denial by `decide()`: answered with 401 or 403, and audited in a transaction of its own. */
class Denial extends Problem {
  readonly reason: DenialReason;
  readonly resource: Resource;
  constructor(reason: DenialReason, resource: Resource, state?: string) {
    const { status, code, message } = refused(reason);
    super(status, code, message, state === undefined ? {} : { state });
    this.reason = reason;
    this.resource = resource;
  }
}

/** The answer to a denial that has been audited. */
function refused(reason: DenialReason): Problem {
  return new Problem(reason === 'not-signed-in' ? 401 : 403, `access.${reason.replaceAll('-', '_')}`, denialText[reason]);
}

const denialText: Record<DenialReason, string> = {
  'not-signed-in': 'Sign in first',
  state: 'Finish signing in first',
  permission: 'Your role does not allow this',
  'own-record-only': 'You may see your own record only',
  restricted: 'This record is restricted',
};

/** One request from its arrival to its answer: authenticate, authorise, validate, begin, act, audit, commit, present. */
export async function runEndpoint(
  served: Served, services: Services, request: FastifyRequest, reply: FastifyReply,
): Promise<unknown> {
  const { declaration } = served;
  const origin = originOfRequest(request);
  if (served.fast !== undefined) {
    const answer = await readOnGuess(served, served.fast, services, request, origin);
    if (answer !== null) return present(reply, declaration, answer);
  } else if (served.steps === undefined) {
    const guess = guessActor(services.authenticator, request);
    if (guess !== null && guess.session_token !== null) refuseForgery(request);
    const input = guess === null ? undefined : await admitGuess(served, request, guess.actor);
    if (guess !== null && input !== undefined) {
      try {
        const asked = { actor: guess.actor, session_token: guess.session_token, guess };
        return present(reply, declaration, await transact(served, input.value, services, asked, origin, request, reply));
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
      return present(reply, declaration, answer);
    }
    if (served.steps !== undefined) {
      return present(reply, declaration, await runSteps(served, input, services, actor, origin, request, reply, session_token));
    }
    const answer = await transact(served, input, services, { actor, session_token, guess: null }, origin, request, reply);
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

/** Throws a denial unless the declaration opens the endpoint to this actor. */
export function authorise(actor: Actor | null, declaration: Declaration, resource: Resource): void {
  const { permission, during = [] } = declaration;
  if (permission === 'public') return;
  if (actor === null) throw new Denial('not-signed-in', resource);
  if (actor.state !== 'active') {
    if (!during.includes(actor.state)) throw new Denial('state', resource, actor.state);
    return;
  }
  if (permission === 'signed-in') return;
  const decision = decide(actor, permission, resource);
  if (!decision.allow) throw new Denial(decision.reason, resource);
}

/** Who asks. A guess is compared in the transaction, before anything is done as them. */
interface Asked {
  actor: Actor | null;
  session_token: string | null;
  guess: RememberedActor | null;
}

/** What was remembered of a session no longer holds: nothing was done, and the session is opened anew. */
class StaleGuess extends Error {}

async function transact(
  served: Served, input: unknown, services: Services, { actor, session_token, guess }: Asked, origin: RequestOrigin,
  request: FastifyRequest, reply: FastifyReply,
): Promise<unknown> {
  const { declaration } = served;
  const key = idempotencyKey(declaration, request);
  const place = `${declaration.method} ${declaration.path}`;
  for (let attempt = 1; ; attempt += 1) {
    const headers = new Map<string, string>();
    try {
      const answer = await services.database.transaction(settingsOf(actor), async (tx, last) => {
        const [kept] = await Promise.all([
          key === null || actor === null ? null : claimKey(tx, actor.account_id, key, place, hashOf(input)),
          guess === null ? null : refuseStale(tx, guess),
        ]);
        if (kept !== null) {
          return served.input_of === undefined ? (JSON.parse(kept.answer) as unknown) : new Reply(JSON.parse(kept.answer) as Reply);
        }
        const audit = new AuditNotes();
        const act = actOf({ tx, actor, origin, audit, declaration, request, headers, session_token });
        const output = await served.handle(input as never, act);
        const answered = served.output === undefined ? output : await served.output.parseAsync(output);
        if (key !== null && actor !== null) {
          last([answerStatement(actor.account_id, key, { status: declaration.status ?? 200, answer: JSON.stringify(answered ?? null) })]);
        }
        for (const denial of audit.denials) if (denial instanceof Denial) await writeDenial(tx, declaration, actor, origin, denial);
        if (declaration.event !== 'none') last([auditStatement(declaration, actor, origin, audit, input)]);
        return answered;
      });
      for (const [name, value] of headers) reply.header(name, value);
      return answer;
    } catch (error) {
      if (!isRetryable(error) || attempt >= tries_max) throw error;
    }
  }
}

async function refuseStale(tx: Tx, { token_hash, stamp }: RememberedActor): Promise<void> {
  const { rows } = await sql<{ stamp: string | null }>`select auth.stamp(${token_hash}) as stamp`.execute(tx);
  if (rows[0]?.stamp !== stamp) throw new StaleGuess();
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

function idempotencyKey(declaration: Declaration, request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined || declaration.method !== 'POST') return null;
  if (typeof key !== 'string' || key.length < 8 || key.length > 200) {
    throw new Problem(400, 'idempotency.key_invalid', 'An Idempotency-Key has 8 to 200 characters', { field: 'Idempotency-Key' });
  }
  return key;
}

interface ActParts {
  tx: Tx;
  actor: Actor | null;
  origin: RequestOrigin;
  audit: AuditNotes;
  declaration: Declaration;
  request: FastifyRequest;
  headers: Map<string, string>;
  session_token: string | null;
}

function actOf({ tx, actor, origin, audit, declaration, request, headers, session_token }: ActParts): Act {
  return {
    tx,
    get actor(): Actor {
      if (actor === null) throw new Error(`${declaration.event}: a public endpoint asked for its actor`);
      return actor;
    },
    visitor: actor,
    origin,
    audit,
    authorise: (resource, permission) => authorise(actor, permission === undefined ? declaration : { ...declaration, permission }, resource),
    session_token,
    secure: request.protocol === 'https',
    web_origin: webOriginOf(request),
    header: (name, value) => void headers.set(name, value),
  };
}

/** The audit event, last before the commit: what cannot be audited is not done. */
function auditStatement(
  declaration: Declaration, actor: Actor | null, origin: RequestOrigin, audit: AuditNotes, input: unknown,
): CompiledQuery {
  if (declaration.patient === 'input' && audit.patients.size === 0) {
    audit.patient((input as { patient_id: string }).patient_id);
  }
  return eventStatement({
    ...originOf(actor, origin),
    name: declaration.event,
    outcome: 'success',
    subject_account_id: audit.subject_account_id,
    patient_ids: [...audit.patients],
    shown: declaration.patient === 'query' ? (audit.shownPatients ?? []) : audit.shownPatients,
    detail: audit.details,
  });
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

async function auditDenial(
  database: Database, declaration: Declaration, actor: Actor | null, origin: RequestOrigin, denial: Denial,
): Promise<void> {
  await database.transaction({ scope: 'system' }, (tx) => writeDenial(tx, declaration, actor, origin, denial));
}

async function writeDenial(tx: Tx, declaration: Declaration, actor: Actor | null, origin: RequestOrigin, denial: Denial): Promise<void> {
  const { patient_id } = denial.resource;
  await writeEvent(tx, {
    ...originOf(actor, origin),
    name: declaration.event === 'none' ? 'platform.endpoint.denied' : declaration.event,
    outcome: 'denied',
    patient_ids: patient_id == null ? [] : [patient_id],
    detail: { reason: denial.reason, endpoint: `${declaration.method} ${declaration.base ?? ''}${declaration.path}` },
  });
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

/** Null where the actor was a guess that no longer holds. */
async function readFast(
  fast: FastRead, input: unknown, services: Services, who: RememberedActor | { actor: Actor }, declaration: Declaration,
  origin: RequestOrigin,
): Promise<RawJson | Reply | null> {
  const { actor } = who;
  const context = JSON.stringify({
    ...settingsOf(actor),
    ...originOf(actor, origin),
    clearance: actor.clearance.join(','),
    actor_roles: actor.roles.join(','),
    name: declaration.event,
  });
  const [token_hash, stamp] = 'stamp' in who ? [who.token_hash, who.stamp] : [null, null];
  const row = await togetherOf(services.database, fast).ask({ context, token_hash, stamp, values: fast.values(input as never) });
  const { answer = null, refusal = null } = row ?? {};
  if (refusal === 'stale') return null;
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

