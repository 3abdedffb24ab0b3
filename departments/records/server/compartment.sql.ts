import { sql } from 'kysely';
import { Problem } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';

/** Opens the record of a patient, or changes its label; the label follows to every resource of the record. */
export async function setCompartment(tx: Tx, patient_id: string, label: { restricted: boolean }): Promise<void> {
  await sql`select records.set_compartment(${patient_id}::uuid, ${label.restricted})`.execute(tx);
}

/** As `setCompartment`, for many. */
export async function setCompartments(tx: Tx, labels: readonly { patient_id: string; restricted: boolean }[]): Promise<void> {
  await sql`select records.set_compartment(patient_id, restricted) from unnest(
    ${labels.map((label) => label.patient_id)}::uuid[], ${labels.map((label) => label.restricted)}::boolean[])
    as label (patient_id, restricted) order by patient_id`.execute(tx);
}

/** Whether a record, or one merged with it, is restricted; undefined when there is no such record. */
export async function labelOf(tx: Tx, patient_id: string): Promise<{ restricted: boolean } | undefined> {
  const { rows } = await sql<{ restricted: boolean | null }>`select records.label_of(${patient_id}::uuid) as restricted`.execute(tx);
  const restricted = rows[0]?.restricted ?? null;
  return restricted === null ? undefined : { restricted };
}

/** Which of these patients have a record that may be seen. */
export async function knownPatients(tx: Tx, patient_ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ patient_id: string }>`
    select patient_id from records.compartment where patient_id = any (${patient_ids}::uuid[])`.execute(tx);
  return new Set(rows.map((row) => row.patient_id));
}

/** Whether nothing is left of one of these records but its number. */
export async function anyErased(tx: Tx, patient_ids: readonly string[]): Promise<boolean> {
  const { rows } = await sql`select from records.compartment where patient_id = any (${patient_ids}::uuid[]) and erased_at is not null limit 1`.execute(tx);
  return rows.length > 0;
}

/** All records that are read as one with this one; the surviving one first. */
export async function aliasSet(tx: Tx, patient_id: string): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`select records.alias_set(${patient_id}::uuid) as ids`.execute(tx);
  return rows[0]?.ids ?? [patient_id];
}

/** From now on the record is read together with the surviving one. Nothing of it is rewritten. */
export async function addAlias(tx: Tx, patient_id: string, surviving_id: string): Promise<void> {
  if ((await aliasSet(tx, patient_id)).includes(surviving_id)) {
    throw new Problem(409, 'records.merged_already', 'These two records are read as one already');
  }
  await sql`insert into records.alias (patient_id, surviving_id) values (${patient_id}::uuid, ${surviving_id}::uuid)`.execute(tx);
}

/** Undoes `addAlias`. What was written since is told by `writtenSince`, and put where it belongs by `move`. */
export async function removeAlias(tx: Tx, patient_id: string): Promise<void> {
  const { rows } = await sql`delete from records.alias where patient_id = ${patient_id}::uuid returning patient_id`.execute(tx);
  if (rows.length === 0) throw new Problem(409, 'records.not_merged', 'This record is not merged into another');
}
