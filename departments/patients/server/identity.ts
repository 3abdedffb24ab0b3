import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { PatientRecord } from '../contract/record.ts';
import { identityLines, type IdentityLines } from '../rules/identity-lines.ts';

/** What a department needs of a patient to print, to open a visit, or to choose a rule by age and sex. */
export interface PatientIdentity extends IdentityLines {
  /** The record under which the patient is read: another id than the one asked for, when it was merged. */
  patient_id: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known. */
  birth_date: string | null;
  deceased: boolean;
  deceased_date: string | null;
}

type Identified = Pick<PatientRecord, 'id' | 'display_name' | 'birth_date' | 'birth_date_estimated' | 'sex' | 'hospital_number' | 'deceased' | 'deceased_date'>;

/** Who a patient is, as everything that is printed says it; null where there is none to see. */
export async function identityOf(tx: Tx, patient_id: string): Promise<PatientIdentity | null> {
  const { rows } = await sql<Identified>`
    select p.id, p.display_name, p.birth_date, p.birth_date_estimated, p.sex, p.hospital_number, p.deceased, p.deceased_date
    from patients.patient asked join patients.patient p on p.id = asked.standing_id
    where asked.id = ${patient_id}::uuid`.execute(tx);
  const [patient] = rows;
  if (patient === undefined) return null;
  const { id, birth_date, deceased, deceased_date } = patient;
  return { ...identityLines(patient), patient_id: id, birth_date, deceased, deceased_date };
}
