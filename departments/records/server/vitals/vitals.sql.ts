import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { VitalUnits } from '../../contract/vitals.ts';
import type { Json } from '../../rules/extract/look.ts';

/** One observation of vital signs, with what the record knows of it. */
export interface VitalRow {
  id: string;
  version: number;
  resource: Json;
  at: Date;
  last_updated: Date;
  status: string | null;
  source: string;
  visit_id: string | null;
  codes: string[];
}

const columns = sql.raw('id, version, body as resource, happened_at as at, last_updated, status, source, visit_id, codes');
// What was measured, and stands.
const standing = sql.raw(`type = 'Observation' and kind = 'vital' and not deleted and happened_at is not null
  and coalesce(status, 'final') in ('final', 'amended', 'corrected', 'preliminary')`);

/** The vital signs of a patient, newest first. */
export async function vitalRows(tx: Tx, patient_id: string, { from, limit }: { from?: Date; limit: number }): Promise<VitalRow[]> {
  const { rows } = await sql<VitalRow>`
    select ${columns} from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and ${standing}
      and (${from ?? null}::timestamptz is null or happened_at >= ${from ?? null}::timestamptz)
    order by happened_at desc, id limit ${limit}`.execute(tx);
  return rows;
}

/** The vital signs of a stretch of time, both ends inclusive, newest first. */
export async function vitalsBetween(tx: Tx, patient_id: string, from: Date, to: Date): Promise<VitalRow[]> {
  const { rows } = await sql<VitalRow>`
    select ${columns} from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and ${standing} and happened_at between ${from} and ${to}
    order by happened_at desc, last_updated desc, id`.execute(tx);
  return rows;
}

/** The newest observation with one of these codes before a moment. */
export async function lastWith(tx: Tx, patient_id: string, codes: readonly string[], before: Date): Promise<VitalRow | undefined> {
  const { rows } = await sql<VitalRow>`
    select ${columns} from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and ${standing}
      and codes && ${[...codes]}::text[] and happened_at <= ${before}
    order by happened_at desc, id limit 1`.execute(tx);
  return rows[0];
}

/** All observations with one of these codes, oldest first. */
export async function rowsWith(tx: Tx, patient_id: string, codes: readonly string[]): Promise<VitalRow[]> {
  const { rows } = await sql<VitalRow>`
    select ${columns} from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and ${standing} and codes && ${[...codes]}::text[]
    order by happened_at, id limit 5000`.execute(tx);
  return rows;
}

/** Birth date and sex, as the record’s own Patient has them. */
export async function personOf(tx: Tx, patient_id: string): Promise<{ birth_date: string | null; sex: string | null }> {
  const { rows } = await sql<{ birth_date: string | null; sex: string | null }>`
    select body ->> 'birthDate' as birth_date, body ->> 'gender' as sex from records.resource
    where type = 'Patient' and id = records.surviving(${patient_id}::uuid)::text and not deleted`.execute(tx);
  return rows[0] ?? { birth_date: null, sex: null };
}

/** Whether the record says that the patient is pregnant: as this reader sees it, and as the whole record has it. */
export async function pregnancyOf(tx: Tx, patient_id: string, at: Date): Promise<{ stated: boolean; whole: boolean }> {
  const { rows } = await sql<{ stated: boolean; whole: boolean }>`
    select records.pregnancy_stated(${patient_id}::uuid, ${at}) as stated,
      records.pregnancy_in_whole_record(${patient_id}::uuid, ${at}) as whole`.execute(tx);
  return rows[0]!;
}

/** Rounds of one patient are scored one after another, so that two people who complete a set at once make one score. */
export async function lockVitals(tx: Tx, patient_id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('records.vitals ' || records.surviving(${patient_id}::uuid)::text, 0))`.execute(tx);
}

export async function readUnits(tx: Tx): Promise<VitalUnits> {
  const { rows } = await sql<VitalUnits>`select temperature, weight, length, glucose from records.vital_unit`.execute(tx);
  return rows[0]!;
}

export async function writeUnits(tx: Tx, { temperature, weight, length, glucose }: VitalUnits): Promise<void> {
  await sql`update records.vital_unit set temperature = ${temperature}, weight = ${weight}, length = ${length}, glucose = ${glucose}`.execute(tx);
}
