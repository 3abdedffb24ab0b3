import { expect, test } from 'vitest';
import { Registration, RegistrationChange, type PatientRecord } from '../../contract/index.ts';
import { changesToSend, registrationToSend } from './send.ts';
import { blankPerson, blankRegistration, blankTelecom, tidyRegistration, valuesOf } from './values.ts';

const id = '0190aaaa-0000-7000-8000-000000000001';
const period = { valid_from: null, valid_to: null };

const record: PatientRecord = {
  id,
  hospital_number: '10000017',
  version: 3,
  unknown: false,
  display_name: 'OKAFOR, Mary Ann (Mrs)',
  names: [{ id, use: 'official', script: null, text: null, family: 'Okafor', given: ['Mary Ann'], prefix: ['Mrs'], suffix: [], ...period }],
  birth_date: '1968-03-04',
  birth_date_estimated: false,
  multiple_birth_order: null,
  sex: 'female',
  gender_identity: null,
  sex_for_clinical_use: null,
  sex_for_clinical_use_note: null,
  marital_status: 'M',
  language: 'en',
  interpreter_needed: false,
  religion: null,
  occupation: null,
  referrer: null,
  mother_id: null,
  deceased: false,
  deceased_date: null,
  restricted: false,
  restricted_reason: null,
  identifiers: [{ id, kind: 'national_id', system: null, issuer: null, value: null, masked: '••••3456', use: null, ...period }],
  telecoms: [{ id, system: 'phone', value: '0803 555 0142', use: 'mobile', rank: null, e164: '+2348035550142', ...period }],
  addresses: [{ id, use: 'home', type: null, text: null, lines: ['14 Harbour Road', 'Flat 2'], city: 'Lagos', district: null, state: null, postal_code: null, country: null, ...period }],
  related_people: [],
  contact_rule: { consent: 'given', channels: ['call'], may_leave_message: false, hours_from: null, hours_to: null, instruction: null, alternative_name: null, alternative_phone: null },
  coverages: [],
  photo: null,
  updated_at: '2026-11-22T08:00:00Z',
};

test('a record that is opened and not changed sends no change', () => {
  const values = valuesOf(record);
  expect(changesToSend(values, valuesOf(record))).toEqual({});
});

test('only what was changed is sent; a field that was emptied is sent as null', () => {
  const opened = valuesOf(record);
  const changes = changesToSend({ ...opened, birth_date: '1968', marital_status: '', language: '' }, opened);
  expect(changes).toEqual({ birth_date: '1968', marital_status: null, language: null });
  expect(RegistrationChange.safeParse(changes).success).toBe(true);
});

test('a list keeps its rows, with their ids, and a given name that holds a space stays one name', () => {
  const opened = valuesOf(record);
  const typed = structuredClone(opened);
  (typed.names[0] as { family: string }).family = 'Okafor-Bello';
  typed.telecoms[0] = { ...typed.telecoms[0], value: '0803 555 0143' };
  const changes = changesToSend(typed, opened);
  expect(changes).toEqual({
    names: [{ id, use: 'official', family: 'Okafor-Bello', given: ['Mary Ann'], prefix: ['Mrs'], suffix: [] }],
    telecoms: [{ id, system: 'phone', use: 'mobile', value: '0803 555 0143' }],
  });
  expect(RegistrationChange.safeParse(changes).success).toBe(true);
});

test('a secret number that is not typed anew keeps its row without its value', () => {
  const opened = valuesOf(record);
  const identifiers = [...opened.identifiers, { kind: 'passport', value: 'C01X00T47', issuer: '', system: '' }];
  expect(changesToSend({ ...opened, identifiers }, opened)).toEqual({
    identifiers: [{ id, kind: 'national_id' }, { kind: 'passport', value: 'C01X00T47' }],
  });
});

test('a registration sends what was typed and nothing that was left blank', () => {
  const blank = blankRegistration();
  const values = tidyRegistration({
    ...blank,
    names: [{ ...(blank.names[0] as (typeof blank.names)[0]), family: 'Okafor', given: 'Amina Joy', prefix: 'Mrs' }],
    birth_date: '1968-03',
    sex: 'female',
    telecoms: [blankTelecom(), { ...blankTelecom(), value: '0803 555 0142' }],
    related_people: [{ ...blankPerson(), name: 'Chidi Okafor' }, blankPerson()],
    interpreter_needed: 'yes',
  });
  const input = registrationToSend(values, []);
  expect(input).toEqual({
    unknown: false,
    names: [{ use: 'official', family: 'Okafor', given: ['Amina', 'Joy'], prefix: ['Mrs'], suffix: [] }],
    birth_date: '1968-03',
    birth_date_estimated: false,
    sex: 'female',
    identifiers: [],
    telecoms: [{ system: 'phone', use: 'mobile', value: '0803 555 0142' }],
    addresses: [],
    related_people: [{ roles: ['next_of_kin'], name: 'Chidi Okafor' }],
    interpreter_needed: true,
    duplicates_reviewed: [],
  });
  expect(Registration.safeParse(input).success).toBe(true);
});

test('rows left blank are not sent, and the first stays to be typed into', () => {
  const tidy = tidyRegistration({ ...blankRegistration(), telecoms: [blankTelecom(), blankTelecom()] });
  expect(tidy.telecoms).toHaveLength(1);
  expect(tidy.names).toHaveLength(1);
  expect(registrationToSend(tidy, [])).toMatchObject({ telecoms: [], addresses: [] });
});

test('a name that is missing is refused at its field, unless nobody knows who it is', () => {
  const refused = Registration.safeParse(registrationToSend(tidyRegistration(blankRegistration()), []));
  expect(refused.error?.issues.map(({ path }) => path.join('.'))).toEqual(['names.0.family']);
  const unknown = registrationToSend(tidyRegistration({ ...blankRegistration(), unknown: true, age_estimate: 40 }), []);
  expect(Registration.safeParse(unknown).success).toBe(true);
});
