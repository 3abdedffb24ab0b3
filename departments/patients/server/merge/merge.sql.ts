import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Links } from '../project.ts';

/** The records that were merged into this one, at any depth. */
export async function aliasesOf(tx: Tx, patient_id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from patients.patient where survivor_id = ${patient_id}::uuid order by id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** How the merges that hold show in the FHIR resource of a record. */
export async function getLinks(tx: Tx, patient_id: string): Promise<Links> {
  const { rows } = await sql<{ other: string; replaces: boolean }>`
    select case when surviving_id = ${patient_id}::uuid then merged_id else surviving_id end as other,
      surviving_id = ${patient_id}::uuid as replaces
    from patients.merge
    where undone_at is null and (surviving_id = ${patient_id}::uuid or merged_id = ${patient_id}::uuid)
    order by id`.execute(tx);
  return {
    replaced_by: rows.find(({ replaces }) => !replaces)?.other ?? null,
    replaces: rows.filter(({ replaces }) => replaces).map(({ other }) => other),
  };
}

export interface MergeRow {
  id: string;
  surviving_id: string;
  merged_id: string;
  merged_hospital_number: string;
  reason: string;
  at: Date;
  account_id: string | null;
  name: string;
  surviving_version_before: number;
  merged_version_before: number;
  copied: Record<string, string>;
  undone_at: Date | null;
  undone_by: string | null;
  undone_name: string;
  undone_reason: string | null;
}

const mergeColumns = sql.raw(`m.id, m.surviving_id, m.merged_id, p.hospital_number as merged_hospital_number, m.reason, m.at,
  m.actor_id as account_id, coalesce(a.display_name, 'OpenWard') as name, m.surviving_version_before, m.merged_version_before,
  m.copied, m.undone_at, m.undone_by, coalesce(u.display_name, 'OpenWard') as undone_name, m.undone_reason
  from patients.merge m join patients.patient p on p.id = m.merged_id
  left join auth.account a on a.id = m.actor_id left join auth.account u on u.id = m.undone_by`);

/** One merge, whether it holds or not. */
export async function readMerge(tx: Tx, id: string): Promise<MergeRow | undefined> {
  const { rows } = await sql<MergeRow>`select ${mergeColumns} where m.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/** The merges that a record took part in, newest first. */
export async function readMergesOf(tx: Tx, patient_id: string): Promise<MergeRow[]> {
  const { rows } = await sql<MergeRow>`select ${mergeColumns}
    where m.surviving_id = ${patient_id}::uuid or m.merged_id = ${patient_id}::uuid order by m.id desc`.execute(tx);
  return rows;
}

/** The key of a later merge into the same record that holds; it must be undone first. */
export async function laterMerge(tx: Tx, { id, surviving_id }: MergeRow): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from patients.merge
    where surviving_id = ${surviving_id}::uuid and undone_at is null and id > ${id}::uuid order by id desc limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}

export interface NewMerge {
  id: string;
  surviving_id: string;
  merged_id: string;
  reason: string;
  surviving_version_before: number;
  merged_version_before: number;
  choices: Readonly<Record<string, string>>;
  copied: Readonly<Record<string, string>>;
}

export async function insertMerge(tx: Tx, merge: NewMerge): Promise<void> {
  await sql`insert into patients.merge (id, surviving_id, merged_id, reason, surviving_version_before, merged_version_before,
      choices, copied)
    values (${merge.id}::uuid, ${merge.surviving_id}::uuid, ${merge.merged_id}::uuid, ${merge.reason},
      ${merge.surviving_version_before}, ${merge.merged_version_before}, ${JSON.stringify(merge.choices)}::jsonb,
      ${JSON.stringify(merge.copied)}::jsonb)`.execute(tx);
}

export async function markUndone(
  tx: Tx, id: string, reason: string, assignments: Readonly<Record<string, string>>,
): Promise<void> {
  await sql`update patients.merge set undone_at = now(), undone_by = platform.actor_id(), undone_reason = ${reason},
    assignments = ${JSON.stringify(assignments)}::jsonb where id = ${id}::uuid`.execute(tx);
}

/** The records that are read with this one and below it, itself included. */
export async function mergedInto(tx: Tx, patient_id: string): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`select patients.merged_into(${patient_id}::uuid) as ids`.execute(tx);
  return rows[0]?.ids ?? [patient_id];
}
