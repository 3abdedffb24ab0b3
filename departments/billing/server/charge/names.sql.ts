import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** What patients and services are called. */
export async function namesOf(tx: Tx, events: readonly { patient_id: string; services: readonly string[] }[]) {
  const { rows: patients } = await sql<{ id: string; name: string; number: string }>`select id, display_name as name, hospital_number as number from patients.patient
    where id = any (${[...new Set(events.map(({ patient_id }) => patient_id))]}::uuid[])`.execute(tx);
  const { rows: services } = await sql<{ id: string; name: string }>`select id, name from billing.service where id = any (${[...new Set(events.flatMap((event) => event.services))]}::uuid[])`.execute(tx);
  return { patients: new Map(patients.map((each) => [each.id, each])), services: new Map(services.map(({ id, name }) => [id, name])) };
}
