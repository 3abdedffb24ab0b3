import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Element } from '@openward/platform/fhir';
import { revealed, sealedRowsOf } from '../rules/fhir/patient.ts';
import { openNumber } from './secret.ts';

/**
 * A FHIR Patient with its national and passport numbers in clear, for a reader with the permission
 * `patients.national_id`: the caller has decided and audits it. Works for any version of the resource.
 */
export async function revealPatient(tx: Tx, resource: object): Promise<object> {
  const wanted = sealedRowsOf(resource as Element);
  if (wanted.length === 0) return resource;
  const { rows } = await sql<{ id: string; sealed: Buffer }>`select id, value_encrypted as sealed from patients.identifier
    where id = any (${wanted}::uuid[]) and value_encrypted is not null`.execute(tx);
  return revealed(resource as Element, new Map(rows.map(({ id, sealed }) => [id, openNumber(sealed, id)])));
}
