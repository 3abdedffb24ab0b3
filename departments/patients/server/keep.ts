import { Problem } from '@openward/platform/http';
import { elementOf, elementsOf, textOf, type Element } from '@openward/platform/fhir';
import type { Tx } from '@openward/platform/db';
import { arrivalOf, createPatients, draftOfArrival, refuseStrangers, refuseUnstorable, type Arrival } from './adopt.ts';
import { numberSystem } from './adopt.sql.ts';
import { named } from './change.ts';
import { getLinks } from './merge/merge.sql.ts';
import { amendDraft, holdPatients, type Held } from './patient.sql.ts';
import { project, type Links } from './project.ts';
import { draftOf, type Draft } from '../rules/draft.ts';
import { sealedRowOf } from '../rules/fhir/identifier.ts';

/** What became of a patient who was written as a FHIR resource. */
export interface Kept {
  outcome: 'created' | 'updated';
  hospital_number: string;
}

/**
 * Registers a patient as a FHIR Patient says, or changes one who is here to what it says. What FHIR does not tell of them
 * (who pays, how to reach them, the photograph) stays. The caller has decided that this person may. `source` names the way.
 */
export async function keepPatient(tx: Tx, { resource_text, patient_id }: { resource_text: string; patient_id: string }, source: string): Promise<Kept> {
  const arrival = arrivalOf({ resource: {}, resource_text, patient_id });
  const number_system = await numberSystem(tx);
  const held = (await holdPatients(tx, [patient_id])).get(patient_id);
  if (held !== undefined) return change(tx, arrival, held, number_system, source);
  const draft = { ...draftOfArrival(arrival, number_system, null, source), act: 'register' };
  const adoption = (await createPatients(tx, [{ place: 0, draft }], source)).get(0);
  if (adoption === undefined) throw new Error('a patient who was registered is not told');
  if ('refused' in adoption) throw adoption.refused;
  return { outcome: 'created', hospital_number: adoption.hospital_number };
}

async function change(tx: Tx, arrival: Arrival, held: Held, number_system: string, source: string): Promise<Kept> {
  if (held.survivor_id !== null) {
    throw new Problem(409, 'patients.merged', 'This record was merged into another: change that one', { surviving_id: held.survivor_id });
  }
  const { patient_id } = arrival;
  const links = await getLinks(tx, patient_id);
  const before = draftOf(held);
  const resource = withoutOwnLinks(arrival.resource, links);
  const here = {
    patient_id, hospital_number: held.document.hospital_number, version: held.version, restricted: before.restricted,
    restricted_reason: before.restricted_reason, import_digest: null, act: 'update',
  };
  const said = draftOfArrival({ ...arrival, resource }, number_system, here, source);
  const draft: Draft = named({
    ...said, act: 'update', identifiers: withSealed(resource, said, before),
    contact_rule: before.contact_rule, coverages: before.coverages, photo_id: before.photo_id, referrer_name: before.referrer_name,
    referrer_organisation: before.referrer_organisation, referrer_phone: before.referrer_phone,
  });
  refuseUnstorable(draft);
  const { fresh } = await refuseStrangers(tx, [{ place: 0, draft }]);
  if (fresh.length === 0) throw new Problem(422, 'patients.unknown_relative', 'Names a relative who is no patient here', { field: 'extension' });
  const written = await amendDraft(tx, draft);
  if (written === null) throw new Problem(409, 'conflict.busy', 'Others were changing the same patient; try again');
  await project(tx, draft, written, links);
  return { outcome: 'updated', hospital_number: written.hospital_number };
}

/** The hospital itself writes which records were merged: what a client read of that comes back with the rest. */
function withoutOwnLinks(resource: Element, { replaced_by, replaces = [] }: Links): Element {
  const own = new Set([...replaces, ...(replaced_by == null ? [] : [replaced_by])].map((id) => `Patient/${id}`));
  const link = elementsOf(resource['link']).filter((each) => !own.has(textOf(elementOf(each['other'])['reference']) ?? ''));
  const { link: _link, ...rest } = resource;
  return link.length === 0 ? rest : { ...rest, link };
}

/** A secret number is shown masked: one that comes back masked stays the number that is sealed here. */
function withSealed(resource: Element, said: Draft, before: Draft): Draft['identifiers'] {
  const masked = elementsOf(resource['identifier']).map(sealedRowOf).filter((row) => row !== null);
  const stay = before.identifiers.filter(({ id }) => masked.includes(id));
  const systems = new Set(elementsOf(resource['identifier']).filter((each) => sealedRowOf(each) !== null).map((each) => textOf(each['system'])));
  const others = said.identifiers.filter(({ value, system, value_encrypted }) => value !== null || value_encrypted !== undefined || !systems.has(system));
  return [...others, ...stay];
}
