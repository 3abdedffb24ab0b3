import { randomUUID } from 'node:crypto';
import { Problem } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import type { MedicineCheck } from '../../contract/medicines.ts';
import type { Concept } from '../../contract/statement.ts';
import { checkAllergies, duplicatesOf, type Substance } from '../../rules/medicines/allergy-check.ts';
import { isHighRisk } from '../../rules/medicines/high-risk.ts';
import { put } from '../put.ts';
import { authorReference } from '../statement/author.ts';
import { hiddenMedicines, takenMedicines } from './list.ts';
import { allergiesOf, substanceOf } from './substances.ts';

/** A medicine against the whole record: allergies, and what is taken already. */
export async function checkMedicine(act: Act, patient_id: string, concept: Concept): Promise<MedicineCheck> {
  return checkSubstance(act, patient_id, await substanceOf(act.tx, concept));
}

/** The same for a medicine that is already known by what it is compared by. */
export async function checkSubstance(act: Act, patient_id: string, substance: Substance): Promise<MedicineCheck> {
  const [allergies, taken] = [await allergiesOf(act.tx, patient_id), await takenMedicines(act.tx, patient_id)];
  return {
    ...checkAllergies(substance, allergies),
    duplicates_restricted: duplicatesOf(substance, await hiddenMedicines(act.tx, patient_id)).length,
    duplicates: duplicatesOf(substance, taken.filter(({ current }) => current)).map(({ taken: { type, id, title }, same }) => ({ type, id, title, same })),
    high_risk: isHighRisk(substance),
  };
}

/** Refuses a medicine with a severe match until a reason is given. */
export function refuseSevere(check: MedicineCheck, override: string | undefined, field = 'override'): void {
  if (override !== undefined || !check.matches.some(({ severe }) => severe)) return;
  throw new Problem(409, 'records.allergy_match', 'A recorded allergy speaks against this medicine: to go on, say why', { field, check });
}

/** Keeps that a warning was overridden: what it warned of, who went on, and why. */
export async function keepOverride(
  act: Act, check: MedicineCheck, { type, id, patient_id, reason }: { type: string; id: string; patient_id: string; reason: string | undefined },
): Promise<void> {
  const severe = check.matches.filter((match) => match.severe);
  if (reason === undefined || severe.length === 0) return;
  const now = new Date().toISOString();
  // What the reader may not see is not named here either: this is an entry that everybody may read.
  const told = severe.map(({ substance, danger }) => (substance === null ? 'a restricted item' : `${substance} (${danger})`)).join(', ');
  await put(act.tx, {
    resource: {
      resourceType: 'DetectedIssue', id: randomUUID(), status: 'final',
      code: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'ALGY', display: 'Allergy Alert' }], text: 'Allergy warning overridden' },
      severity: 'high', patient: { reference: `Patient/${patient_id}` }, identifiedDateTime: now, author: await authorReference(act),
      implicated: [{ reference: `${type}/${id}` }, ...severe.flatMap(({ allergy_id }) => (allergy_id === null ? [] : [{ reference: `AllergyIntolerance/${allergy_id}` }]))],
      detail: `Recorded allergy: ${told}`,
      mitigation: [{ action: { text: reason }, date: now, author: await authorReference(act) }],
    },
    if_version: 0,
  });
}
