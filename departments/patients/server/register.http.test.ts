import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHospital, type Client, type TestHospital } from '@openward/platform/testing';
import { hasCheckDigit, patientsContract } from '../contract/index.ts';
import { routes } from './mount.ts';

let hospital: TestHospital;
let desk: Client;

beforeAll(async () => {
  hospital = await openHospital({ patients: routes });
  desk = await hospital.signIn('front-desk');
});
afterAll(() => hospital.close());

const eventsOf = (patient_id: string) =>
  hospital.asSuperuser<{ name: string; outcome: string; actor_id: string }>(
    'select name, outcome, actor_id from audit.event where patient_id = $1 order by at', [patient_id]);

const fhirOf = async (patient_id: string): Promise<Record<string, unknown>> => {
  const [row] = await hospital.asSuperuser<{ body: Record<string, unknown> }>(
    `select body from records.resource where type = 'Patient' and id = $1`, [patient_id]);
  return row?.body ?? {};
};

describe('registering a patient', () => {
  it('keeps everything that a hospital writes down, and answers it', async () => {
    const mother = await desk.call(patientsContract.register, { names: [{ family: 'Okafor', given: ['Ngozi'] }], sex: 'female' });
    const payer = await (await hospital.signIn('biller')).call(patientsContract.addPayer, { name: 'Aid Insurance', kind: 'insurer' });
    const answer = await desk.call(patientsContract.register, {
      names: [
        { use: 'official', family: 'Okafor', given: ['Chidera', 'Ada'], prefix: ['Dr'] },
        { use: 'nickname', text: 'Dera', script: 'Latn', valid_from: '2001-05' },
      ],
      birth_date: '1999-02-28',
      sex: 'female',
      gender_identity: 'non-binary',
      sex_for_clinical_use: 'specified',
      sex_for_clinical_use_note: 'Use female ranges for haemoglobin',
      marital_status: 'M',
      language: 'ig',
      interpreter_needed: true,
      religion: 'Anglican',
      occupation: 'Welder',
      referrer: { name: 'Dr Bello', organisation: 'Garki Clinic' },
      mother_id: mother.body['id'],
      multiple_birth_order: 2,
      identifiers: [
        { kind: 'national_id', system: 'urn:nin', value: '123 4567 8901' },
        { kind: 'other_hospital', issuer: 'Garki Clinic', value: 'G-77' },
      ],
      telecoms: [{ system: 'phone', use: 'mobile', value: '+234 (0) 803 123 4567', rank: 1 }, { system: 'email', value: 'c@example.org' }],
      addresses: [{ use: 'home', lines: ['12 Aba Road'], city: 'Enugu', postal_code: '400001', country: 'NG' }],
      related_people: [
        { roles: ['next_of_kin', 'emergency_contact'], relationship: 'husband', name: 'Emeka Okafor', phone: '0803 765 4321' },
        { roles: ['guarantor'], name: 'Okafor & Sons Ltd' },
        { roles: ['legal_guardian'], linked_patient_id: mother.body['id'] },
      ],
      contact_rule: {
        consent: 'given', channels: ['call'], may_leave_message: false, hours_from: '09:00', hours_to: '12:30',
        instruction: 'Never the home number', alternative_name: 'Ngozi',
      },
      coverages: [{ payer_id: payer.body['id'], policy_number: 'P-1', valid_from: '2026-01-01', valid_to: '2026-12-31' }],
    });
    expect(answer.status).toBe(201);
    const { body } = answer;
    expect(body).toMatchObject({
      version: 1, unknown: false, display_name: 'OKAFOR, Chidera Ada (Dr)', birth_date: '1999-02-28', sex: 'female',
      gender_identity: 'non-binary', sex_for_clinical_use_note: 'Use female ranges for haemoglobin', language: 'ig',
      interpreter_needed: true, referrer: { name: 'Dr Bello', organisation: 'Garki Clinic', phone: null },
      mother_id: mother.body['id'], multiple_birth_order: 2, restricted: false, deceased: false, photo: null,
      identifiers: [
        { kind: 'national_id', value: null, masked: '••••01' },
        { kind: 'other_hospital', value: 'G-77', masked: null },
      ],
      telecoms: [{ value: '+234 (0) 803 123 4567', rank: 1 }, { system: 'email', e164: null }],
      related_people: [
        { roles: ['next_of_kin', 'emergency_contact'], relationship: 'husband' },
        { roles: ['guarantor'], name: 'Okafor & Sons Ltd' },
        { roles: ['legal_guardian'], linked_patient_id: mother.body['id'] },
      ],
      contact_rule: { consent: 'given', channels: ['call'], may_leave_message: false, hours_from: '09:00', hours_to: '12:30' },
      coverages: [{ payer_name: 'Aid Insurance', valid_from: '2026-01-01', valid_to: '2026-12-31', relationship: 'self' }],
    });
    expect(hasCheckDigit(body['hospital_number'])).toBe(true);

    const opened = await desk.call(patientsContract.read, { patient_id: body['id'] });
    expect(opened.body).toEqual({ patient: body, asked_for: null, aliases: [], contradictions: 0 });
    // What the caller made of the registration is what the rows say.
    const [row] = await hospital.asSuperuser<{ kept: unknown; read: unknown }>(
      `select document as kept, patients.document_of(patient_id) as read
       from patients.version where patient_id = $1`, [body['id']]);
    expect(row?.kept).toEqual(row?.read);
    expect(await eventsOf(body['id'])).toEqual([
      { name: 'patients.patient.create', outcome: 'success', actor_id: desk.account_id },
      { name: 'patients.patient.read', outcome: 'success', actor_id: desk.account_id },
    ]);
  });

  it('keeps the FHIR Patient in the same act, with the secret number masked', async () => {
    const { body } = await desk.call(patientsContract.register, {
      names: [{ family: 'Sørensen', given: ['Åse'] }], birth_date: '1960-07', sex: 'female',
      identifiers: [{ kind: 'passport', value: 'X 123 456 7' }],
    });
    const fhir = await fhirOf(body['id']);
    expect(fhir).toMatchObject({
      resourceType: 'Patient', birthDate: '1960-07', gender: 'female', name: [{ family: 'Sørensen', given: ['Åse'] }],
      identifier: [{ value: body['hospital_number'] }, { type: { coding: [{ code: 'PPN' }] } }],
    });
    expect(JSON.stringify(fhir)).not.toContain('123');
    const rows = await hospital.asSuperuser<{ value: null; masked: string; value_encrypted: Buffer }>('select value, masked, value_encrypted from patients.identifier where patient_id = $1', [body['id']]);
    expect(rows).toMatchObject([{ value: null, masked: '••••67' }]);
    expect(rows[0]?.value_encrypted.toString('latin1')).not.toContain('1234567');
  });

  it('gives an unknown patient a temporary identity, and the number stays when they are identified', async () => {
    const first = await desk.call(patientsContract.register, { unknown: true, sex: 'male', age_estimate: 40 });
    const second = await desk.call(patientsContract.register, { unknown: true, sex: 'male' });
    const today = new Date().toISOString().slice(0, 10);
    expect(first.body).toMatchObject({ unknown: true, birth_date_estimated: true, display_name: `Unknown Male ${today} #1` });
    expect(second.body['display_name']).toBe(`Unknown Male ${today} #2`);
    expect(Number(today.slice(0, 4)) - Number(first.body['birth_date'])).toBeGreaterThanOrEqual(39);

    const known = await desk.call(patientsContract.identify, {
      patient_id: first.body['id'], version: 1,
      changes: { names: [{ family: 'Petrov', given: ['Ivan'] }], birth_date: '1985-01-02' },
    });
    expect(known.body).toMatchObject({
      hospital_number: first.body['hospital_number'], unknown: false, version: 2, display_name: 'PETROV, Ivan',
      birth_date: '1985-01-02', birth_date_estimated: false, names: [{ family: 'Petrov' }, { use: 'old' }],
    });
    const again = await desk.call(patientsContract.identify, { patient_id: first.body['id'], version: 2, changes: { names: [{ family: 'X' }] } });
    expect(again).toMatchObject({ status: 409, body: { code: 'patients.already_identified' } });
  });

  it('shows likely duplicates before it saves, and saves once somebody has looked at them', async () => {
    const person = { names: [{ family: 'Haddad', given: ['Layla'] }], birth_date: '1977-11-03', sex: 'female' };
    const first = await desk.call(patientsContract.register, person);
    const refused = await desk.call(patientsContract.register, person);
    expect(refused).toMatchObject({ status: 409, body: { code: 'patients.likely_duplicate', candidates: [{ patient_id: first.body['id'] }] } });
    const [{ count } = { count: 0 }] = await hospital.asSuperuser<{ count: number }>(
      `select count(*)::int as count from patients.name where family = 'Haddad'`);
    expect(count).toBe(1);
    const saved = await desk.call(patientsContract.register, { ...person, duplicates_reviewed: [first.body['id']] });
    expect(saved.status).toBe(201);
    expect(saved.body['hospital_number']).not.toBe(first.body['hospital_number']);
  });

  it('creates one patient when a call is sent again with its key, and refuses the key with another body', async () => {
    const person = { names: [{ family: 'Nakamura', given: ['Jun'] }], sex: 'male' };
    const key = { idempotency_key: 'a-lost-answer-1' };
    const first = await desk.call(patientsContract.register, person, key);
    const again = await desk.call(patientsContract.register, person, key);
    expect(again.body).toEqual(first.body);
    const other = await desk.call(patientsContract.register, { ...person, sex: 'female' }, key);
    expect(other.status).toBeGreaterThanOrEqual(400);
    const rows = await hospital.asSuperuser(`select id from patients.name where family = 'Nakamura'`);
    expect(rows).toHaveLength(1);
  });

  it.each([
    ['birth_date', { names: [{ family: 'A' }], birth_date: '2023-02-29' }],
    ['birth_date', { names: [{ family: 'A' }], birth_date: '2999-01-01' }],
    ['names', {}],
    ['names[0].family', { names: [{ use: 'official' }] }],
    ['telecoms[0].value', { names: [{ family: 'A' }], telecoms: [{ system: 'email', value: 'nobody' }] }],
    ['age_estimate', { names: [{ family: 'A' }], birth_date: '1990', age_estimate: 30 }],
    ['sex_for_clinical_use_note', { names: [{ family: 'A' }], sex_for_clinical_use: 'specified' }],
    ['hospital_number', { names: [{ family: 'A' }], hospital_number: '10000004' }],
    ['identifiers[0].value', { names: [{ family: 'A' }], identifiers: [{ kind: 'passport' }] }],
    ['contact_rule.hours_to', { names: [{ family: 'A' }], contact_rule: { consent: 'given', hours_from: '08:00' } }],
    ['coverages[0].valid_to', { names: [{ family: 'A' }], coverages: [{ payer_id: crypto.randomUUID(), policy_number: 'x', valid_from: '2026-02-01', valid_to: '2026-01-01' }] }],
    ['names[0].id', { names: [{ family: 'A', id: crypto.randomUUID() }] }],
  ])('refuses what does not fit and names %s', async (field, input) => {
    const answer = await desk.call(patientsContract.register, input);
    expect(answer.status).toBe(400);
    expect(answer.body['errors'].map((each: { field: string }) => each.field)).toContain(field);
  });

  it('refuses a relative or payer that does not exist, by field', async () => {
    const nobody = crypto.randomUUID();
    const cases = { mother_id: { mother_id: nobody }, related_people: { related_people: [{ roles: ['other'], linked_patient_id: nobody }] },
      coverages: { coverages: [{ payer_id: nobody, policy_number: '1' }] } };
    for (const [field, more] of Object.entries(cases)) {
      const answer = await desk.call(patientsContract.register, { names: [{ family: 'Brown' }], ...more });
      expect(answer).toMatchObject({ status: 409, body: { errors: [{ field }] } });
    }
  });

  it('lets nobody register whose role does not say so, and audits the attempt', async () => {
    const cashier = await hospital.signIn('cashier');
    const answer = await cashier.call(patientsContract.register, { names: [{ family: 'A' }] });
    expect(answer.status).toBe(403);
    const nurse = await hospital.signIn('nurse');
    const covered = await nurse.call(patientsContract.register, { names: [{ family: 'A' }], coverages: [{ payer_id: crypto.randomUUID(), policy_number: '1' }] });
    expect(covered).toMatchObject({ status: 403, body: { errors: [{ field: 'coverages' }] } });
    const denials = await hospital.asSuperuser(`select name from audit.event where outcome = 'denied' and actor_id = $1`, [cashier.account_id]);
    expect(denials).toEqual([{ name: 'patients.patient.create' }]);
  });
});

describe('hospital numbers', () => {
  it('are given once each, with a check digit, however many register at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_each, index) => desk.call(patientsContract.register, { names: [{ text: `Crowd ${crypto.randomUUID()} ${index}` }] })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 201));
    const numbers = new Set(answers.map(({ body }) => body['hospital_number'] as string));
    expect(numbers.size).toBe(40);
    expect([...numbers].every(hasCheckDigit)).toBe(true);
  });

  it('cannot be chosen, changed or given without their check digit, not even past the application', async () => {
    const as = (statement: string) => hospital.database.transaction({ scope: 'system' }, async (tx) => {
      const { sql } = await import('kysely');
      await sql.raw(statement).execute(tx);
    });
    await expect(as(`insert into patients.patient (hospital_number, display_name, sort_name) values ('10000004', 'x', 'x')`)).rejects.toThrow(/permission denied/);
    await expect(as(`update patients.patient set hospital_number = '10000004'`)).rejects.toThrow(/permission denied/);
    await expect(hospital.asSuperuser(`insert into patients.patient (hospital_number, display_name, sort_name) values ('99999990', 'x', 'x')`))
      .rejects.toThrow(/hospital_number_check/);
    await expect(as(`delete from patients.patient`)).rejects.toThrow(/permission denied/);
  });
});
