import { sql } from 'kysely';
import { Problem, serve } from '@openward/platform/http';
import { patientContract } from '../contract/patient.ts';
import { refuseUnseen } from './hold.ts';
import { openNumber } from './secret.ts';

/** Reads one secret number in full, for somebody who may; the audit event names the row. */
export const readIdentifier = serve(patientContract.readIdentifier, async ({ patient_id, identifier_id }, act) => {
  const { rows } = await sql<{ id: string | null; sealed: Buffer | null }>`
    select i.id, i.value_encrypted as sealed
    from patients.patient p left join patients.identifier i on i.patient_id = p.id and i.id = ${identifier_id}::uuid
    where p.id = ${patient_id}::uuid`.execute(act.tx);
  const [row] = rows;
  if (row === undefined) return refuseUnseen(act, patient_id);
  if (row.sealed === null) {
    throw new Problem(404, 'patients.no_secret_number', 'There is no such number', { field: 'identifier_id' });
  }
  act.audit.detail({ identifier_id });
  return { value: openNumber(row.sealed, identifier_id) };
});
