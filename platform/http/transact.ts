import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { eventsStatement, type AuditEvent } from '../audit/index.ts';
import type { Actor } from '../auth/actor.ts';
import type { Database, Tx } from '../db/index.ts';
import { type Act, AuditNotes } from './act.ts';
import { originOf, type RequestOrigin, settingsOf } from './actor-context.ts';
import { type RememberedActor, webOriginOf } from './authenticate.ts';
import type { Declaration } from './contract.ts';
import { isRetryable } from './database-problem.ts';
import { authorise, Denial, writeDenial } from './denial.ts';
import { answerStatement, claimKey, hashOf } from './idempotency.ts';
import { Problem } from './problem.ts';
import { refuseStrangers } from './relation.ts';
import { Reply } from './reply.ts';
import type { Served } from './serve.ts';

/** One request that acts in a transaction, once it is known who asks for what. */
export interface Call {
  served: Served;
  input: unknown;
  database: Database;
  actor: Actor | null;
  session_token: string | null;
  /** What the actor was remembered by: compared in the transaction, and nothing is kept where it no longer holds. */
  guess: RememberedActor | null;
  origin: RequestOrigin;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What was remembered of a session no longer holds: nothing was done, and the session is opened anew. */
export class StaleGuess extends Error {}

const tries_max = 3;

/** Does what one request asks in a transaction of its own, and writes its audit event last. */
export async function transact(call: Call): Promise<unknown> {
  const { served, input, database, actor, guess } = call;
  const { declaration } = served;
  const key = idempotencyKey(call);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { answered, acting } = await database.transaction(settingsOf(actor), async (tx, last) => {
        const acting = actingOf(call, tx);
        const [kept] = await Promise.all([
          key === null || actor === null ? null : claimKey(tx, actor.account_id, key, placeOf(declaration), hashOf(input)),
          guess === null ? null : refuseStale(tx, [guess]),
        ]);
        if (kept !== null) {
          const answered = served.input_of === undefined ? (JSON.parse(kept.answer) as unknown) : new Reply(JSON.parse(kept.answer) as Reply);
          return { answered, acting };
        }
        await refuseStrangers(acting.act, declaration, input);
        const answered = await checked(served, await served.handle(input as never, acting.act));
        if (key !== null && actor !== null) last([answerStatement(actor.account_id, key, keptAnswer(declaration, answered))]);
        await writeDenials(tx, call, acting.act.audit);
        if (declaration.event !== 'none') last([eventsStatement([eventOf(call, acting.act.audit)])]);
        return { answered, acting };
      });
      setHeaders(call, acting);
      return answered;
    } catch (error) {
      if (!isRetryable(error) || attempt >= tries_max) throw error;
    }
  }
}

/** Where a call is kept under its Idempotency-Key. */
export const placeOf = ({ method, path }: Declaration): string => `${method} ${path}`;

/** What the contract says of the answer is true of it. */
export async function checked({ output: schema }: Served, output: unknown): Promise<unknown> {
  return schema === undefined ? output : schema.parseAsync(output);
}

export const keptAnswer = ({ status = 200 }: Declaration, answered: unknown) => ({ status, answer: JSON.stringify(answered ?? null) });

/** Throws where a session is not as it was when it was remembered. */
export async function refuseStale(tx: Tx, guesses: readonly RememberedActor[]): Promise<void> {
  const known = [...new Map(guesses.map((guess) => [guess.token_hash.toString('hex'), guess])).values()];
  const { rows } = await sql<{ stamp: string | null }>`select auth.stamp(token) as stamp
    from unnest(${known.map(({ token_hash }) => token_hash)}::bytea[]) with ordinality as asked (token, place) order by place`.execute(tx);
  if (known.some(({ stamp }, at) => rows[at]?.stamp !== stamp)) throw new StaleGuess();
}

/** The act of a call, and the headers that it sets. */
export interface Acting {
  act: Act;
  headers: ReadonlyMap<string, string>;
}

/** Sets what the act said of the answer, once it is kept. */
export function setHeaders({ reply }: Call, { headers }: Acting): void {
  for (const [name, value] of headers) reply.header(name, value);
}

/** The key under which the answer is to be kept; null where none was sent. */
export function idempotencyKey({ served: { declaration }, request }: Call): string | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined || declaration.method !== 'POST') return null;
  if (typeof key !== 'string' || key.length < 8 || key.length > 200) {
    throw new Problem(400, 'idempotency.key_invalid', 'An Idempotency-Key has 8 to 200 characters', { field: 'Idempotency-Key' });
  }
  return key;
}

/** What the handler of a call is given. */
export function actingOf({ served: { declaration }, actor, origin, request, session_token }: Call, tx: Tx): Acting {
  const headers = new Map<string, string>();
  const act: Act = {
    tx,
    get actor(): Actor {
      if (actor === null) throw new Error(`${declaration.event}: a public endpoint asked for its actor`);
      return actor;
    },
    visitor: actor,
    origin,
    audit: new AuditNotes(),
    authorise: (resource, permission) => authorise(actor, permission === undefined ? declaration : { ...declaration, permission }, resource),
    session_token,
    secure: request.protocol === 'https',
    web_origin: webOriginOf(request),
    header: (name, value) => void headers.set(name, value),
  };
  return { act, headers };
}

/** Writes the refusals of parts of a call whose other parts go on. */
export async function writeDenials(tx: Tx, { served, actor, origin }: Call, audit: AuditNotes): Promise<void> {
  for (const denial of audit.denials) if (denial instanceof Denial) await writeDenial(tx, served.declaration, actor, origin, denial);
}

/** The audit event, last before the commit: what cannot be audited is not done. */
export function eventOf({ served: { declaration }, actor, origin, input }: Call, audit: AuditNotes): AuditEvent {
  if (declaration.patient === 'input' && audit.patients.size === 0) {
    audit.patient((input as { patient_id: string }).patient_id);
  }
  return {
    ...originOf(actor, origin, [...audit.patients, ...(audit.shownPatients ?? [])]),
    ...(audit.purpose === null ? {} : { purpose: audit.purpose }),
    name: declaration.event,
    outcome: 'success',
    subject_account_id: audit.subject_account_id,
    patient_ids: [...audit.patients],
    shown: declaration.patient === 'query' ? (audit.shownPatients ?? []) : audit.shownPatients,
    detail: audit.details,
  };
}
