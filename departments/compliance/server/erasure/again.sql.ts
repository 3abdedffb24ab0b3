import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { ErasureNote } from '../../rules/erasure/note.ts';

/** What was erased here, once or again. */
export async function readDone(tx: Tx): Promise<ErasureNote[]> {
  const { rows } = await sql<Omit<ErasureNote, 'erased_at'> & { erased_at: Date }>`
    select id as erasure_id, record_ids, categories, decided_at as erased_at from compliance.erasure where state = 'done'
    union all select r.erasure_id, r.record_ids, r.categories, r.erased_at from compliance.re_erasure r
      where not exists (select from compliance.erasure e where e.id = r.erasure_id and e.state = 'done')`.execute(tx);
  return rows.map(({ erased_at, ...row }) => ({ ...row, erased_at: erased_at.toISOString() }));
}

/** Erases again; which of the records are here. */
export async function eraseAgain(tx: Tx, { erasure_id, record_ids, categories, erased_at }: ErasureNote): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`select compliance.erase_again(${erasure_id}::uuid, ${record_ids}::uuid[], ${[...categories]}::text[], ${erased_at}::timestamptz) as ids`.execute(tx);
  return rows[0]?.ids ?? [];
}
