import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { Problem } from '@openward/platform/http';
import type { NewEntry } from '../rules/entry.ts';

export interface Posted {
  entry_id: string;
  number: string;
  /** False where an entry with this key stood already. */
  fresh: boolean;
}

/**
 * Posts entries in the caller's transaction, all or none, in one round trip; the answers are in their order. An entry whose request key
 * was posted already is answered with what stands. Throws Problem 409 `ledger.key_reused` where it was posted with another body;
 * what the database refuses (an imbalance, a closed period, an account that takes none) is told by `constraints.ts`.
 */
export async function post(tx: Tx, entries: readonly NewEntry[]): Promise<Posted[]> {
  if (entries.length === 0) return [];
  const { rows } = await sql<Posted & { place: number; key_reused: boolean }>`
    select place, entry_id, number::text as number, fresh, key_reused from ledger.post(${JSON.stringify(entries.map(asked))}::jsonb) order by place`.execute(tx);
  if (rows.some(({ key_reused }) => key_reused)) throw new Problem(409, 'ledger.key_reused', 'This was posted already, with another body');
  if (rows.length !== entries.length) throw new Problem(409, 'ledger.key_reused', 'Two entries of one request have the same key');
  return rows.map(({ entry_id, number, fresh }) => ({ entry_id, number, fresh }));
}

/** Amounts travel as text: a JSON number would be a float. */
const asked = ({ source, postings, ...entry }: NewEntry) => ({
  ...entry, source_kind: source?.kind, source_id: source?.id, postings: postings.map((posting) => ({ ...posting, amount_minor: posting.amount_minor.toString() })),
});
