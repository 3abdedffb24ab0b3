import { birthDateFromAge, isAfter } from '../rules/birth-date.ts';
import { displayName, sortName } from '../rules/display-name.ts';
import { withoutNarrative } from '../rules/fhir/patient.ts';
import type { Registration, RegistrationChange } from '../contract/registration.ts';
import { badInput } from '@openward/platform/http';
import type { Draft } from '../rules/draft.ts';
import { newId } from './ids.ts';
import { completed, identifierRows, rowsFrom } from './rows.ts';

/** The day that it is somewhere on earth at the latest: a birth or death after it is a mistake everywhere. */
export const latestToday = (): string => new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10);

/** A registration that says nothing yet. */
function blank(): Draft {
  return {
    id: newId(), version: 0, act: 'register', reason: null, sent: false, display_name: '', sort_name: '', unknown: false,
    birth_date: null, birth_date_estimated: false, multiple_birth_order: null, sex: 'unknown', gender_identity: null,
    sex_for_clinical_use: null, sex_for_clinical_use_note: null, marital_status: null, language: null,
    interpreter_needed: null, religion: null, occupation: null, referrer_name: null, referrer_organisation: null,
    referrer_phone: null, mother_id: null, deceased: false, deceased_date: null, restricted: false,
    restricted_reason: null, photo_id: null, source: null, names: [], telecoms: [], addresses: [], related_people: [],
    identifiers: [], contact_rule: null, coverages: [],
  };
}

/** The draft of a new patient. `temporary_name` is given to an unknown one without a name. */
export function draftOfRegistration(registration: Registration, temporary_name: string | null): Draft {
  const { unknown, duplicates_reviewed: _reviewed, coverages, ...fields } = registration;
  const draft = changed(blank(), fields, '');
  const names =
    temporary_name === null ? draft.names : [{ ...nameOf(temporary_name), id: newId(), source: null }, ...draft.names];
  return named({ ...draft, unknown, names, coverages: rowsFrom('coverages', coverages, []) });
}

const nameOf = (text: string) => ({
  use: 'temp' as const, script: null, text, family: null, given: [], prefix: [], suffix: [], valid_from: null, valid_to: null,
});

/** The draft with its names written as lists show and order them. */
export const named = (draft: Draft): Draft => ({
  ...draft,
  display_name: displayName(draft.names),
  sort_name: sortName(draft.names),
});

const blankRule = { hours_from: null, hours_to: null, instruction: null, alternative_name: null, alternative_phone: null };

/**
 * The draft with a change in it: what the change does not name stays. `path` is where the change stands in the input, so
 * that a refusal names the field as the form does.
 */
export function changed(draft: Draft, change: RegistrationChange, path: string): Draft {
  const { age_estimate: _age, names, telecoms, addresses, related_people, identifiers, contact_rule, referrer, ...columns } = change;
  const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
  const next: Draft = { ...draft, ...given, ...birthOf(change) };
  if (names !== undefined) next.names = rowsFrom('names', names, draft.names, `${path}names`);
  if (telecoms !== undefined) next.telecoms = rowsFrom('telecoms', telecoms, draft.telecoms, `${path}telecoms`);
  if (addresses !== undefined) next.addresses = rowsFrom('addresses', addresses, draft.addresses, `${path}addresses`);
  if (related_people !== undefined) {
    next.related_people = rowsFrom('related_people', related_people, draft.related_people, `${path}related_people`);
  }
  if (identifiers !== undefined) next.identifiers = identifierRows(identifiers, draft.identifiers, `${path}identifiers`);
  if (contact_rule !== undefined) next.contact_rule = contact_rule === null ? null : completed(blankRule, contact_rule);
  if (referrer !== undefined) {
    next.referrer_name = referrer?.name ?? null;
    next.referrer_organisation = referrer?.organisation ?? null;
    next.referrer_phone = referrer?.phone ?? null;
  }
  if (next.sex_for_clinical_use === null) next.sex_for_clinical_use_note = null;
  if (change.deceased === false) next.deceased_date = null;
  if (change.deceased_date != null) next.deceased = true;
  refuseImpossible(next, path);
  return named({ ...next, source: withoutNarrative(next.source) });
}

function birthOf(change: RegistrationChange): Partial<Pick<Draft, 'birth_date' | 'birth_date_estimated'>> {
  if (change.age_estimate != null) return birthDateFromAge(change.age_estimate, latestToday());
  if (change.birth_date === undefined) return {};
  return { birth_date_estimated: change.birth_date !== null && (change.birth_date_estimated ?? false) };
}

/** What the calendar or the record does not allow, told by field. */
function refuseImpossible(draft: Draft, path: string): void {
  const today = latestToday();
  const fail = (field: string, code: string, message: string): never => {
    throw badInput(`${path}${field}`, code, message);
  };
  if (draft.birth_date !== null && isAfter(draft.birth_date, today)) fail('birth_date', 'patients.in_the_future', 'Lies in the future');
  const died = draft.deceased_date?.slice(0, 10) ?? null;
  if (died !== null && isAfter(died, today)) fail('deceased_date', 'patients.in_the_future', 'Lies in the future');
  if (died !== null && draft.birth_date !== null && died < draft.birth_date.slice(0, died.length)) {
    fail('deceased_date', 'patients.before_birth', 'Lies before the birth');
  }
  if (draft.birth_date_estimated && draft.birth_date === null) {
    fail('birth_date_estimated', 'patients.nothing_estimated', 'There is no birth date that could be estimated');
  }
  if (draft.sex_for_clinical_use === 'specified' && draft.sex_for_clinical_use_note === null) {
    fail('sex_for_clinical_use_note', 'patients.note_missing', 'Say what is to be used');
  }
  if (draft.mother_id === draft.id) fail('mother_id', 'patients.own_relative', 'Is this patient');
  draft.related_people.forEach((person, index) => {
    if (person.linked_patient_id === draft.id) {
      fail(`related_people[${index}].linked_patient_id`, 'patients.own_relative', 'Is this patient');
    }
  });
}
