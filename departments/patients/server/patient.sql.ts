import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Author } from '@openward/records/api';
import type { PatientRecord } from '../contract/record.ts';
import type { Draft, Standing } from '../rules/draft.ts';
import { packChange, packNew } from './pack.ts';

/** What writing a draft answers. */
export interface Written {
  id: string;
  hospital_number: string;
  number_system: string;
  document: PatientRecord;
}

interface WrittenRow extends Omit<Written, 'document'> {
  document: string;
}

const read = ({ document, ...row }: WrittenRow): Written => ({ ...row, document: JSON.parse(document) as PatientRecord });

/**
 * Registers patients: numbers are given, rows and first versions written, in one round trip. `authors` says of each who registers
 * it: whoever acts in this transaction, unless told.
 */
export async function registerDrafts(tx: Tx, drafts: readonly Draft[], authors: readonly Author[] = []): Promise<Written[]> {
  if (drafts.length === 0) return [];
  const { rows } = await sql<WrittenRow>`select id, hospital_number, number_system, document
    from patients.register(${packNew(drafts, authors)}::jsonb)`.execute(tx);
  return rows.map(read);
}

/** Changes a patient to what the draft says; null where the patient no longer has the draft's version. */
export async function amendDraft(tx: Tx, draft: Draft): Promise<Written | null> {
  const { rows } = await sql<Omit<WrittenRow, 'id'>>`select hospital_number, number_system, document
    from patients.amend(${packChange(draft)}::jsonb)`.execute(tx);
  return rows[0] === undefined ? null : read({ id: draft.id, ...rows[0] });
}

export interface Held extends Standing {
  version: number;
  survivor_id: string | null;
  registered_at: Date;
}

/**
 * Patients as they stand now, locked in the order of their ids until the transaction ends, so that two changes of the
 * same patients never wait for each other in a circle. Those that may not be seen are left out.
 */
export async function holdPatients(tx: Tx, ids: readonly string[]): Promise<Map<string, Held>> {
  // The lock comes first and the reading after it: a version that was written while we waited must be read.
  await sql`select id from patients.patient where id = any (${ids}::uuid[]) order by id for update`.execute(tx);
  const { rows } = await sql<Held & { id: string }>`
    select p.id, p.version, p.survivor_id, p.registered_at, v.document, v.sources
    from patients.patient p join patients.version v on v.patient_id = p.id and v.version = p.version
    where p.id = any (${ids}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, ...held }) => [id, held]));
}

/** The record under which a patient is read: itself, or the one that it was merged into; null where none is to be seen. */
export async function standingId(tx: Tx, id: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select coalesce(survivor_id, id) as id from patients.patient
    where id = ${id}::uuid`.execute(tx);
  return rows[0]?.id ?? null;
}

/** Whether a patient is restricted, past row-level security: null where there is no such patient. */
export async function restrictionOf(tx: Tx, id: string): Promise<boolean | null> {
  const { rows } = await sql<{ restricted: boolean | null }>`select patients.restriction_of(${id}::uuid) as restricted`.execute(tx);
  return rows[0]?.restricted ?? null;
}

/** The next temporary identity of the day, by the hospital's clock. */
export async function nextTemporaryIdentity(tx: Tx, sex: string): Promise<{ day: string; count: number }> {
  const { rows } = await sql<{ day: string; count: number }>`
    insert into patients.temporary_identity as t (day, sex, last)
    values ((now() at time zone coalesce((select time_zone from platform.installation), 'Etc/UTC'))::date, ${sex}, 1)
    on conflict (day, sex) do update set last = t.last + 1
    returning day, last as count`.execute(tx);
  return rows[0] as { day: string; count: number };
}
