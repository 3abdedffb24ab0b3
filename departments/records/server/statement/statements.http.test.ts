import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { Client, TestHospital } from '@openward/platform/testing';
import { recordsContract } from '../../contract/index.ts';
import { records } from '../api.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let doctor: Client;
let colleague: Client;
const { problems, allergies } = recordsContract;

beforeAll(async () => {
  hospital = await openHospital({ records: routes });
  [doctor, colleague] = [await hospital.signIn('doctor'), await hospital.signIn('nurse')];
});
afterAll(() => hospital.close());

const system = <T>(fn: (tx: Parameters<typeof records.put>[0]) => Promise<T>) => hospital.database.transaction({ scope: 'system' }, fn);
async function newPatient(restricted = false): Promise<string> {
  const patient_id = randomUUID();
  await system((tx) => records.setCompartment(tx, patient_id, { restricted }));
  return patient_id;
}
const stored = async (type: string, id: string) => JSON.parse((await system((tx) => records.get(tx, type, id)))!.json!) as Record<string, unknown>;
const asthma = { system: 'http://hl7.org/fhir/sid/icd-10', code: 'J45.9', display: 'Asthma, unspecified' };

describe('a problem', () => {
  test('is written down as a Condition of US Core, listed, changed, and ended', async () => {
    const patient_id = await newPatient();
    await system((tx) => records.put(tx, { resource: { resourceType: 'Encounter', id: `e-${patient_id}`, status: 'in-progress', class: { code: 'AMB' }, subject: { reference: `Patient/${patient_id}` } } }));
    const added = await doctor.call(problems.add, { patient_id, visit_id: `e-${patient_id}`, statement: { concept: asthma, onset: '2019-03', severity: 'moderate' } });
    expect(added).toMatchObject({ status: 201, body: { version: 1, title: 'Asthma, unspecified', status: 'active', date: '2019-03', visit_id: `e-${patient_id}`, statement: { clinical: 'active', verification: 'confirmed' } } });
    const { id } = added.body;
    expect(await stored('Condition', id)).toMatchObject({
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' }] }],
      clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
      code: { coding: [asthma] }, subject: { reference: `Patient/${patient_id}` }, encounter: { reference: `Encounter/e-${patient_id}` },
      onsetDateTime: '2019-03', recordedDate: expect.any(String), recorder: { display: expect.stringMatching(/^doctor/) },
    });
    const ended = await doctor.call(problems.change, { patient_id, id, version: 1, statement: { ...added.body['statement'], clinical: 'resolved', abatement: '2024' } });
    expect(ended).toMatchObject({ status: 200, body: { version: 2, status: 'resolved', by: { account_id: doctor.account_id } } });
    const listed = await colleague.call(problems.list, { patient_id });
    expect(listed.body['statements']).toMatchObject([{ id, version: 2, statement: { abatement: '2024', onset: '2019-03' } }]);
    const events = await hospital.asSuperuser(`select name from audit.event where patient_id = $1 and name like 'records.%' order by at`, [patient_id]);
    expect(events.map(({ name }) => name)).toEqual(['records.problem.create', 'records.problem.update', 'records.problem.list']);
  });

  test('of another hospital keeps all that the form does not know', async () => {
    const patient_id = await newPatient();
    const json = `{"resourceType":"Condition","id":"x-${patient_id}","extension":[{"url":"http://example.org/score","valueDecimal":1.50}],"text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">Asthma</div>"},`
      + `"code":{"coding":[{"system":"http://snomed.info/sct","code":"195967001","display":"Asthma"},{"system":"http://x.org","code":"9"}]},"subject":{"reference":"Patient/${patient_id}"},"onsetDateTime":"2001-02-03T10:00:00Z","stage":[{"summary":{"text":"II"}}]}`;
    await system((tx) => records.put(tx, { json, source: 'elsewhere' }));
    const [shown] = (await doctor.call(problems.list, { patient_id })).body['statements'];
    expect(shown).toMatchObject({ source: 'elsewhere', statement: { concept: { code: '195967001' }, onset: '2001-02-03', clinical: 'active' } });
    const answer = await doctor.call(problems.change, { patient_id, id: shown.id, version: 1, statement: { ...shown.statement, severity: 'mild' } });
    expect(answer.status).toBe(200);
    const now = (await system((tx) => records.get(tx, 'Condition', shown.id)))!.json!;
    expect(now).toContain('"valueDecimal":1.50');
    expect(now).toContain('"onsetDateTime":"2001-02-03T10:00:00Z"');
    expect(JSON.parse(now)).toMatchObject({ code: { coding: [{ code: '195967001' }, { code: '9' }] }, stage: [{ summary: { text: 'II' } }], severity: { text: 'Mild' } });
    // The narrative was made from what has changed.
    expect(now).not.toContain('<div');
  });

  test('that the form cannot hold is listed, and not edited', async () => {
    const patient_id = await newPatient();
    await system((tx) => records.put(tx, { resource: { resourceType: 'Condition', id: `n-${patient_id}`, subject: { reference: `Patient/${patient_id}` } } }));
    const [shown] = (await doctor.call(problems.list, { patient_id })).body['statements'];
    expect(shown).toMatchObject({ title: 'Condition', statement: null });
    const answer = await doctor.call(problems.change, { patient_id, id: shown.id, version: 1, statement: { concept: asthma } });
    expect(answer).toMatchObject({ status: 409, body: { code: 'records.not_editable' } });
  });

  test('that two change at once is changed by one, and the other is told by whom', async () => {
    const patient_id = await newPatient();
    const { id } = (await doctor.call(problems.add, { patient_id, statement: { concept: asthma } })).body;
    const answers = await Promise.all(Array.from({ length: 10 }, (_each, at) =>
      (at % 2 ? doctor : colleague).call(problems.change, { patient_id, id, version: 1, statement: { concept: asthma, note: `n${at}` } })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status === 409 && body['code'] === 'records.changed')).toHaveLength(9);
    const late = await doctor.call(problems.change, { patient_id, id, version: 1, statement: { concept: asthma } });
    expect(late).toMatchObject({ status: 409, body: { version: 2, changed_by: { name: expect.stringMatching(/^(doctor|nurse)/) }, changed_at: expect.any(String) } });
  });

  test.each([
    ['without saying what', { }, 'statement.concept'],
    ['that ends before it begins', { concept: asthma, clinical: 'resolved', onset: '2020-05', abatement: '2019' }, 'statement.abatement'],
    ['that is active and over', { concept: asthma, abatement: '2019' }, 'statement.abatement'],
    ['on a day that does not exist', { concept: asthma, onset: '2019-02-30' }, 'statement.onset'],
    ['with a word that nobody knows', { concept: asthma, severity: 'awful' }, 'statement.severity'],
  ])('%s is refused, and the field is named', async (_what, statement, field) => {
    const answer = await doctor.call(problems.add, { patient_id: await newPatient(), statement });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });

  test('needs a record, a visit of it, and somebody who may', async () => {
    const [patient_id, restricted_id] = [await newPatient(), await newPatient(true)];
    const statement = { concept: asthma };
    expect(await doctor.call(problems.add, { patient_id: randomUUID(), statement })).toMatchObject({ status: 404, body: { code: 'records.unknown_patient' } });
    expect(await doctor.call(problems.add, { patient_id, visit_id: 'nowhere', statement })).toMatchObject({ status: 422, body: { code: 'records.unknown_visit' } });
    expect((await doctor.call(problems.add, { patient_id: restricted_id, statement })).status).toBe(403);
    expect((await doctor.call(problems.list, { patient_id: restricted_id })).status).toBe(403);
    const clerk = await hospital.signIn('front-desk');
    expect((await clerk.call(problems.list, { patient_id })).status).toBe(403);
    const { id } = (await doctor.call(problems.add, { patient_id, statement })).body;
    expect(await doctor.call(problems.change, { patient_id: await newPatient(), id, version: 1, statement })).toMatchObject({ status: 404, body: { code: 'records.unknown' } });
  });

  test('is one only, however often a lost answer is asked for again', async () => {
    const patient_id = await newPatient();
    const ask = () => doctor.call(problems.add, { patient_id, statement: { concept: asthma } }, { idempotency_key: `again-${patient_id}` });
    const [first, second] = [await ask(), await ask()];
    expect(second.body).toEqual(first.body);
    expect((await doctor.call(problems.list, { patient_id })).body['statements']).toHaveLength(1);
  });
});

describe('allergies', () => {
  const penicillin = { concept: { text: 'Penicillin' }, categories: ['medication'], criticality: 'high', reactions: [{ manifestations: [{ text: 'Anaphylaxis' }], severity: 'severe' }] };
  const summary = async (patient_id: string) => (await doctor.call(recordsContract.summary, { patient_id })).body['allergies'];

  test('recording one retires the statement that there is none', async () => {
    const patient_id = await newPatient();
    expect((await doctor.call(allergies.noneKnown, { patient_id, of: 'medication' })).status).toBe(201);
    expect((await doctor.call(allergies.noneKnown, { patient_id, of: 'food' })).status).toBe(201);
    expect((await doctor.call(allergies.noneKnown, { patient_id, of: 'all' })).status).toBe(201);
    expect((await summary(patient_id)).state).toBe('none_known');
    expect((await doctor.call(allergies.add, { patient_id, statement: penicillin })).status).toBe(201);
    const after = await summary(patient_id);
    expect(after).toMatchObject({ state: 'recorded', active: [{ substance: 'Penicillin', criticality: 'high', severity: 'severe', reactions: ['Anaphylaxis'] }] });
    // That no food allergy is known is as true as before.
    expect(after.none_known.map((each: { statement: string }) => each.statement)).toEqual(['No known food allergy']);
  });

  test('that there is none cannot be said while one is recorded, also one that is hidden', async () => {
    const patient_id = await newPatient();
    const { id } = (await doctor.call(allergies.add, { patient_id, statement: penicillin })).body;
    expect(await doctor.call(allergies.noneKnown, { patient_id, of: 'medication' })).toMatchObject({
      status: 409, body: { code: 'records.allergy_recorded', allergies: [{ id, substance: 'Penicillin' }], restricted: false },
    });
    expect((await doctor.call(allergies.noneKnown, { patient_id, of: 'food' })).status).toBe(201);
    const hidden_id = await newPatient();
    await system((tx) => records.put(tx, { resource: {
      resourceType: 'AllergyIntolerance', id: `h-${hidden_id}`, patient: { reference: `Patient/${hidden_id}` }, code: { text: 'Abacavir' },
      meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }] },
    } }));
    const refused = await doctor.call(allergies.noneKnown, { patient_id: hidden_id, of: 'all' });
    expect(refused).toMatchObject({ status: 409, body: { allergies: [], restricted: true } });
    expect(refused.text).not.toContain('Abacavir');
  });

  test('one person who names one and another who says that there is none, at once, are never both right', async () => {
    for (let round = 0; round < 5; round += 1) {
      const patient_id = await newPatient();
      const [named, none] = await Promise.all([
        doctor.call(allergies.add, { patient_id, statement: penicillin }),
        colleague.call(allergies.noneKnown, { patient_id, of: 'all' }),
      ]);
      expect(named.status).toBe(201);
      expect([201, 409]).toContain(none.status);
      const standing = (await summary(patient_id));
      expect(standing.active).toHaveLength(1);
      expect(standing.none_known).toEqual([]);
    }
  });

  test('one that was resolved may be followed by “none known”; calling it active again retires that', async () => {
    const patient_id = await newPatient();
    const added = (await doctor.call(allergies.add, { patient_id, statement: penicillin })).body;
    const change = (version: number, clinical: string) => doctor.call(allergies.change, { patient_id, id: added.id, version, statement: { ...added['statement'], clinical } });
    expect((await change(1, 'resolved')).status).toBe(200);
    expect((await doctor.call(allergies.noneKnown, { patient_id, of: 'all' })).status).toBe(201);
    expect((await change(2, 'active')).status).toBe(200);
    expect(await summary(patient_id)).toMatchObject({ state: 'recorded', none_known: [] });
  });
});
