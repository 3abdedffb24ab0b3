import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Contradiction } from '../../contract/merge.ts';
import type { Found, Said } from '../../rules/merge/contradictions.ts';

interface ContradictionRow {
  id: string;
  kind: Found['kind'];
  subject: string;
  statements: Said[];
  reconciled_at: Date | null;
  reconciled_by: string | null;
  name: string;
  reconciled_reason: string | null;
  holds: string | null;
}

/** Keeps what a merge brought together. */
export async function insertContradictions(tx: Tx, merge_id: string, found: readonly Found[]): Promise<void> {
  if (found.length === 0) return;
  await sql`insert into patients.contradiction (merge_id, kind, subject, statements)
    select ${merge_id}::uuid, kind, subject, statements
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as f (kind text, subject text, statements jsonb)`.execute(tx);
}

/** The contradictions of the merges that hold into these records; the open ones first. */
export async function readContradictions(tx: Tx, patient_id: string): Promise<Contradiction[]> {
  const { rows } = await sql<ContradictionRow>`
    select c.id, c.kind, c.subject, c.statements, c.reconciled_at, c.reconciled_by, coalesce(a.display_name, 'OpenWard') as name,
      c.reconciled_reason, c.holds
    from patients.merge m join patients.contradiction c on c.merge_id = m.id left join auth.account a on a.id = c.reconciled_by
    where m.undone_at is null and m.merged_id in (
      select id from patients.patient where survivor_id = coalesce(
        (select survivor_id from patients.patient where id = ${patient_id}::uuid), ${patient_id}::uuid))
    order by c.reconciled_at desc nulls first, c.kind, c.subject, c.id`.execute(tx);
  return rows.map(toContradiction);
}

/** Says which statement holds; false where the contradiction has been reconciled already. */
export async function reconcileContradiction(tx: Tx, id: string, holds: string | null, reason: string): Promise<boolean> {
  const { rows } = await sql`update patients.contradiction
    set reconciled_at = now(), reconciled_by = platform.actor_id(), reconciled_reason = ${reason}, holds = ${holds}
    where id = ${id}::uuid and reconciled_at is null returning id`.execute(tx);
  return rows.length > 0;
}

function toContradiction(row: ContradictionRow): Contradiction {
  const { id, kind, subject, statements, reconciled_at, reconciled_by, name, reconciled_reason, holds } = row;
  const keyOf = ({ resource_type, resource_id }: Said): string => `${resource_type}/${resource_id}`;
  const reconciled =
    reconciled_at === null
      ? null
      : { by: { account_id: reconciled_by, name }, at: reconciled_at.toISOString(), reason: reconciled_reason ?? '', holds };
  // Once somebody has said which one holds, that one prevails and no other.
  const shown = reconciled === null ? statements : statements.map((each) => ({ ...each, prevails: keyOf(each) === holds }));
  return { id, kind, subject, statements: shown, reconciled };
}
