import type { Tx } from '@openward/platform/db';
import { records } from '@openward/records/api';
import type { Diagnosis } from '../contract/visit.ts';
import { toCondition, toEncounter } from '../rules/fhir.ts';
import type { Author } from './author.ts';
import { readVisits, type WholeVisit } from './visit.sql.ts';

/** Gives the FHIR record visits as they are now, in the transaction of the act. Returns them. */
export async function projectVisits(tx: Tx, ids: readonly string[], author: Author): Promise<WholeVisit[]> {
  const visits = await readVisits(tx, ids);
  await records.putMany(tx, visits.map((visit) => ({ resource: toEncounter(visit), patient_id: visit.patient_id, author })));
  return visits;
}

/** Gives the FHIR record the diagnoses of a visit; those that were taken off are entered in error. */
export async function projectDiagnoses(
  tx: Tx, visit: WholeVisit, { at, taken_off }: { at: string; taken_off: readonly Diagnosis[] }, author: Author,
): Promise<void> {
  const recorded = { at, by: author.name };
  const resources = [
    ...visit.clinical.diagnoses.map((diagnosis) => toCondition(diagnosis, visit, recorded)),
    ...taken_off.map((diagnosis) => toCondition(diagnosis, visit, recorded, true)),
  ];
  await records.putMany(tx, resources.map((resource) => ({ resource, patient_id: visit.patient_id, author })));
}
