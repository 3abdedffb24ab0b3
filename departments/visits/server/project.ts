import { sql } from 'kysely';
import { announce, type Tx } from '@openward/platform/db';
import { records } from '@openward/records/api';
import type { Diagnosis } from '../contract/visit.ts';
import type { EmergencyFacts } from '../rules/emergency/fhir.ts';
import { type DiagnosisReference, toCondition, toEncounter } from '../rules/fhir.ts';
import type { Author } from './author.ts';
import { chargeVisits } from './charges.ts';
import { readVisits, type WholeVisit } from './visit.sql.ts';

/** Gives the FHIR record visits as they are now, in the transaction of the act, and charges what they have come to. Returns them. */
export async function projectVisits(tx: Tx, ids: readonly string[], author: Author): Promise<WholeVisit[]> {
  const visits = await readVisits(tx, ids);
  const emergencies = await emergencyFacts(tx, visits);
  const diagnoses = await diagnosisReferences(tx, ids);
  await records.putMany(tx, visits.map((visit) => ({ resource: toEncounter(visit, diagnoses.get(visit.id) ?? [], emergencies.get(visit.id)), patient_id: visit.patient_id, author })));
  await chargeVisits(tx, visits, author);
  if (emergencies.size > 0) announce(tx, 'emergency');
  return visits;
}

/** All diagnoses of visits, also those that a label hides from who acts: none falls out of the record because somebody else writes it. */
async function diagnosisReferences(tx: Tx, ids: readonly string[]): Promise<Map<string, DiagnosisReference[]>> {
  const { rows } = await sql<DiagnosisReference & { visit_id: string }>`select visit_id, id, use, rank from visits.diagnosis_references(${ids}::uuid[])`.execute(tx);
  return Map.groupBy(rows, ({ visit_id }) => visit_id);
}

/** What those of the visits that are emergencies add to their Encounter. */
async function emergencyFacts(tx: Tx, visits: readonly WholeVisit[]): Promise<Map<string, EmergencyFacts>> {
  const ids = visits.filter((visit) => visit.class === 'emergency').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const { rows } = await sql<EmergencyFacts & { visit_id: string }>`select visit_id, arrival_mode, level, disposition from visits.emergency where visit_id = any (${ids}::uuid[])`.execute(tx);
  return new Map(rows.map(({ visit_id, ...facts }) => [visit_id, facts]));
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
