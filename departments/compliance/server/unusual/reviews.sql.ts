import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { NewUnusualReview, UnusualReview, UnusualRule } from '../../contract/unusual.ts';

type ReviewRow = Omit<UnusualReview, 'at' | 'first_at' | 'last_at'> & { account_id: string; patient_id: string | null; at: Date; first_at: Date; last_at: Date };
const columns = sql`id, account_id, patient_id, verdict, note, at, by_name, first_at, last_at`;
const shown = ({ at, first_at, last_at, id, verdict, note, by_name }: ReviewRow): UnusualReview =>
  ({ id, verdict, note, by_name, at: at.toISOString(), first_at: first_at.toISOString(), last_at: last_at.toISOString() });

/** Whose access to which record, as the key of a map. */
export const keyOf = (account_id: string, patient_id: string | null): string => `${account_id} ${patient_id ?? ''}`;

/** Who looked at what was done in this time, by person and record; the newest look first. */
export async function readReviews(tx: Tx, from: string, until: string): Promise<Map<string, UnusualReview[]>> {
  const { rows } = await sql<ReviewRow>`select ${columns} from compliance.unusual_review
    where last_at >= ${from}::timestamptz and first_at < ${until}::timestamptz order by at desc, id desc`.execute(tx);
  const looks = new Map<string, UnusualReview[]>();
  for (const row of rows) {
    const key = keyOf(row.account_id, row.patient_id);
    looks.set(key, [...(looks.get(key) ?? []), shown(row)]);
  }
  return looks;
}

/** Keeps that somebody looked. */
export async function insertReview(tx: Tx, { account_id, patient_id, first_at, last_at, verdict, note }: NewUnusualReview, { rules, by_name }: { rules: readonly UnusualRule[]; by_name: string }): Promise<UnusualReview> {
  const { rows } = await sql<ReviewRow>`insert into compliance.unusual_review (account_id, patient_id, rules, first_at, last_at, verdict, note, by_name)
    values (${account_id}::uuid, ${patient_id}::uuid, ${[...rules]}::text[], ${first_at}::timestamptz, ${last_at}::timestamptz, ${verdict}, ${note}, ${by_name})
    returning ${columns}`.execute(tx);
  if (rows[0] === undefined) throw new Error('a review was not kept');
  return shown(rows[0]);
}
