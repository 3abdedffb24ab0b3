import { createHash } from 'node:crypto';
import { type CompiledQuery, sql } from 'kysely';
import { seal, unseal } from '../crypto/index.ts';
import { compiled, type Tx } from '../db/index.ts';
import { Problem } from './problem.ts';

export interface KeptAnswer {
  status: number;
  answer: string;
}

/** SHA-256 over the request as validated, with object keys in order, so that spacing does not matter. */
export function hashOf(value: unknown): Buffer {
  return createHash('sha256').update(canonical(value)).digest();
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  ) ?? '';
}

const placeOf = (account_id: string, key: string) =>
  ({ table: 'platform.idempotency', column: 'answer', row: `${account_id}/${key}` });

/**
 * Claims the key for this transaction, or returns the answer that was kept under it. A second call with the same key
 * waits here until the first has committed. Throws 422 when the key was used for something else.
 */
export async function claimKey(
  tx: Tx, account_id: string, key: string, endpoint: string, body_hash: Buffer,
): Promise<KeptAnswer | null> {
  const claimed = await sql`insert into platform.idempotency (account_id, key, endpoint, body_hash, status, answer)
    values (${account_id}::uuid, ${key}, ${endpoint}, ${body_hash}, 0, ''::bytea)
    on conflict (account_id, key) do nothing returning key`.execute(tx);
  if (claimed.rows.length > 0) return null;
  const kept = await sql<{ endpoint: string; body_hash: Buffer; status: number; answer: Buffer }>`select endpoint, body_hash, status, answer
    from platform.idempotency where account_id = ${account_id}::uuid and key = ${key}`.execute(tx);
  const row = kept.rows[0];
  if (row === undefined) throw new Problem(409, 'idempotency.busy', 'The same call is still under way; try again');
  if (row.endpoint !== endpoint || !row.body_hash.equals(body_hash)) {
    throw new Problem(422, 'idempotency.key_reused', 'This Idempotency-Key was used for another call');
  }
  return { status: row.status, answer: unseal(row.answer, placeOf(account_id, key)).toString('utf8') };
}

/** Keeps the answer under the key: a statement for the transaction of the act. */
export function answerStatement(account_id: string, key: string, kept: KeptAnswer): CompiledQuery {
  return compiled(sql`update platform.idempotency set status = ${kept.status}, answer = ${seal(kept.answer, placeOf(account_id, key))}
    where account_id = ${account_id}::uuid and key = ${key}`);
}

/**
 * Claims the key and keeps the answer under it at once, for a transaction of several who act: fails where the key was used
 * before.
 */
export function keepStatements(account_id: string, key: string, endpoint: string, body_hash: Buffer, kept: KeptAnswer): CompiledQuery[] {
  return [
    // A key belongs to its caller, as whom it is written.
    compiled(sql`select set_config('openward.actor', ${account_id}, true)`),
    compiled(sql`insert into platform.idempotency (account_id, key, endpoint, body_hash, status, answer) values (${account_id}::uuid,
      ${key}, ${endpoint}, ${body_hash}, ${kept.status}, ${seal(kept.answer, placeOf(account_id, key))})`),
  ];
}

/** Removes answers older than a day. */
export async function forgetOldAnswers(tx: Tx): Promise<void> {
  await sql`delete from platform.idempotency where at < now() - interval '24 hours'`.execute(tx);
}
