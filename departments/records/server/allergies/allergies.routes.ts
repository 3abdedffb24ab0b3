import { Problem, serve } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { elementOf, setMember, type Element } from '@openward/platform/fhir';
import { allergiesContract } from '../../contract/allergies.ts';
import { allergies as subject, contradict, noneKnownFields, stands } from '../../rules/allergies/allergy.ts';
import { conceptText } from '../../rules/extract/codes.ts';
import { changed, withoutGeneratedText } from '../../rules/statement/subject.ts';
import { noneKnown } from '../../rules/summary/none-known.ts';
import { put } from '../put.ts';
import { seeRecord } from '../see.ts';
import { heldStatement, keep, listStatements, newResource } from '../statement/statements.ts';
import { fieldsOf } from '../../rules/statement/subject.ts';
import { allergiesToCheck, lockAllergies } from './allergies.sql.ts';

const { list, add, change, noneKnown: none } = allergiesContract.allergies;

/**
 * Settles a statement with those that contradict it, under the lock: an allergy retires what said that there is none; that there
 * is none cannot be said while such an allergy stands, also one that the reader may not see.
 */
async function settle(act: Act, patient_id: string, id: string | null, resource: Element): Promise<void> {
  if (!stands(resource)) return;
  const against = (await allergiesToCheck(act.tx, patient_id))
    .filter((each) => each.id !== id && stands(each.resource) && contradict(each.resource, resource));
  if (against.length === 0) return;
  if (noneKnown(resource) !== undefined) {
    const told = against.filter(({ hidden }) => !hidden).map((each) => ({ id: each.id, substance: conceptText(elementOf(each.resource['code'])) ?? '' }));
    throw new Problem(409, 'records.allergy_recorded', 'An allergy is recorded: it is not true that none is known', {
      field: 'of', allergies: told, restricted: told.length < against.length,
    });
  }
  for (const each of against) {
    if (each.hidden) continue;
    const retired = withoutGeneratedText(each.resource);
    setMember(retired, 'clinicalStatus', { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'inactive' }] });
    await put(act.tx, { json: JSON.stringify(retired), if_version: each.version });
  }
}

/** Allergies and intolerances, and that there are none. */
export const allergies = {
  list: serve(list, async ({ patient_id }, act) => ({ statements: await listStatements(act, subject, patient_id) })),
  add: serve(add, async (input, act) => {
    await seeRecord(act, input.patient_id);
    await lockAllergies(act.tx, input.patient_id);
    const resource = await newResource(act, subject, input);
    await settle(act, input.patient_id, null, resource);
    return keep(act, subject, input.patient_id, resource, 0);
  }),
  change: serve(change, async ({ patient_id, id, version, statement }, act) => {
    await seeRecord(act, patient_id);
    await lockAllergies(act.tx, patient_id);
    const row = await heldStatement(act, patient_id, subject.type, id, version);
    if (fieldsOf(subject, row.resource) === null) {
      throw new Problem(409, 'records.not_editable', 'Its sender wrote what this form cannot hold; write a new entry, and mark this one', { field: 'id' });
    }
    const resource = changed(subject, row.resource, statement);
    await settle(act, patient_id, id, resource);
    return keep(act, subject, patient_id, resource, version);
  }),
  noneKnown: serve(none, async ({ patient_id, visit_id, of }, act) => {
    await seeRecord(act, patient_id);
    await lockAllergies(act.tx, patient_id);
    const resource = await newResource(act, subject, { patient_id, visit_id, statement: noneKnownFields(of) });
    await settle(act, patient_id, null, resource);
    return keep(act, subject, patient_id, resource, 0);
  }),
};
