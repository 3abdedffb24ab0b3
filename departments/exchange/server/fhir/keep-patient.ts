import { Problem } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { get } from '@openward/records/api';
import { keepPatient as keepRegistered } from '@openward/patients/api';
import { isUuid } from '../ids.ts';
import type { WrittenAnswer } from './answer.ts';
import { source, staleVersion } from './keeping.ts';
import type { Keeping } from './keeping.ts';
import { openRecord } from './see.ts';

/**
 * Keeps a patient, through the department of patients: its tables are the truth, and the resource is their face. A patient
 * of another id than a UUID cannot be: the record’s id is the hospital’s key.
 */
export async function keepPatient(act: Act, { id, resource, if_version }: Keeping): Promise<WrittenAnswer> {
  if (!isUuid(id)) {
    throw new Problem(422, 'fhir.patient_id', 'The id of a patient is a UUID here: create the patient (POST), and the hospital gives one', { field: 'id' });
  }
  const patient_id = id.toLowerCase();
  const before = await get(act.tx, 'Patient', patient_id);
  if (if_version !== undefined && (before?.version ?? 0) !== if_version) throw staleVersion('Patient', patient_id, before?.version ?? 0);
  if (before !== undefined) await openRecord(act, patient_id);
  const { outcome } = await keepRegistered(act.tx, { resource_text: resource.text, patient_id }, source);
  act.audit.patient(patient_id);
  const stands = await get(act.tx, 'Patient', patient_id);
  if (stands === undefined) {
    act.authorise({ patient_id, restricted: true });
    throw new Error('a patient who was kept is not there');
  }
  act.audit.detail({ type: 'Patient', id: patient_id, version: stands.version });
  return { ...stands, created: outcome === 'created', changed: stands.version !== before?.version };
}
