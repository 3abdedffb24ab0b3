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
const { medicines, allergies, prescriptions, orders } = recordsContract;

beforeAll(async () => {
  hospital = await openHospital({ records: routes });
  [doctor, colleague] = [await hospital.signIn('doctor'), await hospital.signIn('doctor')];
});
afterAll(() => hospital.close());

type Tx = Parameters<typeof records.put>[0];
const system = <T>(fn: (tx: Tx) => Promise<T>) => hospital.database.transaction({ scope: 'system' }, fn);
async function newPatient(): Promise<string> {
  const patient_id = randomUUID();
  await system(async (tx) => {
    await records.setCompartment(tx, patient_id, { restricted: false });
    await records.put(tx, { resource: { resourceType: 'Patient', id: patient_id, name: [{ family: 'Okonkwo' }], birthDate: '1980-02-03' } });
  });
  return patient_id;
}
const atc = (code: string, display: string) => ({ system: 'http://www.whocc.no/atc', code, display });
const amoxicillin = atc('J01CA04', 'amoxicillin');
const cefalexin = atc('J01DB01', 'cefalexin');
const paracetamol = atc('N02BE01', 'paracetamol');
const dosage = { dose: { value: 0.5, unit: 'g' }, route: 'oral', frequency: { times: 3, period: 1, unit: 'd' }, duration: { value: 7, unit: 'd' } };
const allergy = (patient_id: string, more: object = {}) => doctor.call(allergies.add, { patient_id, statement: { concept: { text: 'Penicillin' }, categories: ['medication'], criticality: 'high', ...more } });
const issuesOf = (patient_id: string) => hospital.asSuperuser<{ body: Record<string, unknown> }>(`select body from records.resource where type = 'DetectedIssue' and patient_id = $1`, [patient_id]);
const hide = { meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }] } };

describe('a medicine is compared with the recorded allergies', () => {
  test.each([
    ['the same ingredient by its words', { text: 'Amoxicillin' }, amoxicillin, 'ingredient', true],
    ['the class', { text: 'Penicillin' }, amoxicillin, 'class', true],
    ['a class that cross-reacts', { text: 'penicillins' }, cefalexin, 'cross_reactivity', true],
    ['the class by its code', atc('J01C', 'penicillins'), amoxicillin, 'class', true],
    ['aspirin and another of its kind', { text: 'Aspirin' }, atc('M01AE01', 'ibuprofen'), 'cross_reactivity', true],
  ])('%s', async (_what, concept, medicine, by, severe) => {
    const patient_id = await newPatient();
    await allergy(patient_id, { concept });
    const check = await doctor.call(medicines.check, { patient_id, concept: medicine });
    expect(check.body).toMatchObject({ state: 'match', matches: [{ by, severe }] });
  });

  test('what does not match says so, and what cannot be compared is told', async () => {
    const patient_id = await newPatient();
    await allergy(patient_id);
    expect((await doctor.call(medicines.check, { patient_id, concept: paracetamol })).body).toMatchObject({ state: 'no_match', matches: [], not_checked: [] });
    await allergy(patient_id, { concept: { text: 'the yellow pills' } });
    expect((await doctor.call(medicines.check, { patient_id, concept: paracetamol })).body).toMatchObject({ state: 'no_match', not_checked: ['the yellow pills'] });
    expect((await doctor.call(medicines.check, { patient_id, concept: { text: 'Grandmother’s tea' } })).body).toMatchObject({ state: 'not_checked' });
  });

  test('a mild intolerance is told, and does not interrupt', async () => {
    const patient_id = await newPatient();
    await allergy(patient_id, { criticality: 'low' });
    const added = await doctor.call(prescriptions.add, { patient_id, statement: { concept: amoxicillin, dosage } });
    expect(added.status).toBe(201);
    expect((await doctor.call(medicines.check, { patient_id, concept: amoxicillin })).body).toMatchObject({ state: 'match', matches: [{ severe: false }], duplicates: [{ same: true }] });
  });

  test('a severe one interrupts; the reason to go on is kept', async () => {
    const patient_id = await newPatient();
    const { id: allergy_id } = (await allergy(patient_id)).body;
    const statement = { concept: amoxicillin, dosage };
    expect(await doctor.call(prescriptions.add, { patient_id, statement })).toMatchObject({
      status: 409, body: { code: 'records.allergy_match', check: { matches: [{ allergy_id, substance: 'Penicillin', severe: true }] } },
    });
    expect((await doctor.call(prescriptions.list, { patient_id })).body['statements']).toEqual([]);
    const added = await doctor.call(prescriptions.add, { patient_id, statement, override: 'Tolerated twice since, under watch' });
    expect(added.status).toBe(201);
    const [issue] = await issuesOf(patient_id);
    expect(issue?.body).toMatchObject({
      severity: 'high', mitigation: [{ action: { text: 'Tolerated twice since, under watch' } }],
      implicated: [{ reference: `MedicationRequest/${added.body['id']}` }, { reference: `AllergyIntolerance/${allergy_id}` }],
    });
  });

  test('one that is hidden interrupts too, and is not told', async () => {
    const patient_id = await newPatient();
    await system((tx) => records.put(tx, { resource: { resourceType: 'AllergyIntolerance', id: `h-${patient_id}`, ...hide, patient: { reference: `Patient/${patient_id}` }, code: { text: 'Penicillin' }, criticality: 'high' } }));
    const refused = await doctor.call(prescriptions.add, { patient_id, statement: { concept: amoxicillin, dosage } });
    expect(refused).toMatchObject({ status: 409, body: { check: { matches: [{ allergy_id: null, substance: null, danger: 'restricted item' }] } } });
    expect(refused.text).not.toContain('enicillin');
    await doctor.call(prescriptions.add, { patient_id, statement: { concept: amoxicillin, dosage }, override: 'Life at risk' });
    const [issue] = await issuesOf(patient_id);
    expect(JSON.stringify(issue?.body)).not.toMatch(/enicillin|h-/);
  });

  test('what is taken already is compared too where it is hidden, and not told', async () => {
    const patient_id = await newPatient();
    const taken = (id: string, status: string) => system((tx) => records.put(tx, {
      resource: { resourceType: 'MedicationStatement', id: `${id}-${patient_id}`, ...hide, status, subject: { reference: `Patient/${patient_id}` }, medicationCodeableConcept: { text: 'Amoxicillin' } },
    }));
    const check = async () => (await doctor.call(medicines.check, { patient_id, concept: amoxicillin })).body;
    await taken('over', 'stopped');
    expect(await check()).toMatchObject({ duplicates: [], duplicates_restricted: 0 });
    await taken('hidden', 'active');
    expect(await check()).toMatchObject({ duplicates: [], duplicates_restricted: 1 });
    expect(JSON.stringify(await check())).not.toContain('hidden-');
  });

  test('one that is changed is compared again, with what is recorded by now', async () => {
    const patient_id = await newPatient();
    const [taken, prescribed] = [
      (await doctor.call(medicines.add, { patient_id, statement: { concept: amoxicillin } })).body, (await doctor.call(prescriptions.add, { patient_id, statement: { concept: amoxicillin, dosage } })).body,
    ];
    await allergy(patient_id);
    const statement = { concept: amoxicillin, dosage: { ...dosage, dose: { value: 1, unit: 'g' } } };
    const override = 'Tolerated twice since';
    for (const [one, call] of [[taken, medicines.change], [prescribed, prescriptions.change]] as const) {
      const change = (more: object) => doctor.call(call, { patient_id, id: one['id'], version: 1, statement, ...more });
      expect(await change({})).toMatchObject({ status: 409, body: { code: 'records.allergy_match', errors: [{ field: 'override' }] } });
      expect(await change({ override })).toMatchObject({ status: 200, body: { version: 2, statement: { dosage: { dose: { value: 1 } } } } });
    }
    expect(await doctor.call(medicines.change, { patient_id, id: taken['id'], version: 2, statement: { concept: amoxicillin, status: 'stopped' } })).toMatchObject({ status: 200 });
    expect(await issuesOf(patient_id)).toHaveLength(2);
    const reconcile = (more: object) => doctor.call(medicines.reconcile, {
      patient_id, lines: [{ type: 'MedicationRequest', id: prescribed['id'], version: 2, act: 'change', reason: 'Kidneys', dosage, ...more }],
    });
    expect(await reconcile({})).toMatchObject({ status: 409, body: { code: 'records.allergy_match', errors: [{ field: 'lines[0].override' }] } });
    expect((await reconcile({ override })).status).toBe(201);
    expect(await issuesOf(patient_id)).toHaveLength(3);
  });

  test('one that was made in error warns no more', async () => {
    const patient_id = await newPatient();
    const { id, version } = (await allergy(patient_id)).body;
    expect((await doctor.call(recordsContract.enteredInError, { patient_id, type: 'AllergyIntolerance', id, version, reason: 'Wrong patient was asked' })).status).toBe(200);
    expect((await doctor.call(medicines.check, { patient_id, concept: amoxicillin })).body).toMatchObject({ state: 'no_match', matches: [] });
  });
});

describe('the medication list', () => {
  test('is one by ingredient, of what is stated, prescribed and imported', async () => {
    const patient_id = await newPatient();
    await doctor.call(medicines.add, { patient_id, statement: { concept: paracetamol, dosage: { text: 'now and then' } } });
    await doctor.call(prescriptions.add, { patient_id, statement: { concept: paracetamol, dosage } });
    await system((tx) => records.putMany(tx, [
      { source: 'clinic', resource: { resourceType: 'Medication', id: `m-${patient_id}`, code: { text: 'Ibuprofen 400 MG Oral Tablet' } } },
      { source: 'clinic', resource: { resourceType: 'MedicationRequest', id: `r-${patient_id}`, status: 'stopped', intent: 'order', subject: { reference: `Patient/${patient_id}` }, medicationReference: { reference: `Medication/m-${patient_id}` } } },
    ]));
    const { body } = await doctor.call(medicines.byIngredient, { patient_id });
    expect(body).toMatchObject({ reconciled: null, ingredients: [
      { name: 'paracetamol', current: true, lines: [{ type: 'MedicationRequest', dosage: '0.5 grams — by mouth — 3 times a day — for 7 days' }, { type: 'MedicationStatement', dosage: 'now and then' }] },
      { name: 'Ibuprofen 400 MG Oral Tablet', current: false, lines: [{ source: 'clinic', status: 'stopped' }] },
    ] });
  });

  test('is gone through line by line, and no line is passed over', async () => {
    const patient_id = await newPatient();
    const one = (await doctor.call(medicines.add, { patient_id, statement: { concept: paracetamol } })).body;
    const two = (await doctor.call(prescriptions.add, { patient_id, statement: { concept: amoxicillin, dosage } })).body;
    const line = (each: Record<string, unknown>, act: string, more: object = {}) => ({ type: each['type'], id: each['id'], version: each['version'], act, ...more });
    const reconcile = (lines: object[]) => doctor.call(medicines.reconcile, { patient_id, lines });
    expect(await reconcile([line(one, 'continue')])).toMatchObject({ status: 422, body: { code: 'records.medicines_missing', missing: [{ id: two['id'] }] } });
    expect(await reconcile([line(one, 'stop'), line(two, 'continue')])).toMatchObject({ status: 422, body: { code: 'records.reason_needed', errors: [{ field: 'lines[0].reason' }] } });
    const done = await reconcile([line(one, 'stop', { reason: 'No pain any more' }), line(two, 'change', { reason: 'Kidneys', dosage: { ...dosage, frequency: { times: 2, period: 1, unit: 'd' } } })]);
    expect(done.status).toBe(201);
    const after = (await doctor.call(medicines.byIngredient, { patient_id })).body;
    expect(after['reconciled']).toMatchObject({ id: done.body['id'] });
    expect(after['ingredients']).toMatchObject([{ name: 'amoxicillin', lines: [{ dosage: expect.stringContaining('twice a day') }] }, { name: 'paracetamol', current: false, lines: [{ status: 'stopped' }] }]);
    const [kept] = await hospital.asSuperuser<{ body: Record<string, unknown> }>(`select body from records.resource where type = 'List' and patient_id = $1`, [patient_id]);
    expect(kept?.body).toMatchObject({ mode: 'snapshot', entry: [{ flag: { text: 'Stopped: No pain any more' }, item: { display: 'paracetamol' } }, { flag: { text: 'Changed: Kidneys' } }] });
    // Somebody who saw the list before it was changed changes nothing.
    expect(await reconcile([line(two, 'continue')])).toMatchObject({ status: 409, body: { code: 'records.changed' } });
  });
});

describe('an order', () => {
  const request = (patient_id: string, more: object = {}, extra: object = {}) =>
    doctor.call(orders.add, { patient_id, statement: { concept: { text: 'Full blood count' }, category: 'laboratory', ...more }, ...extra });

  test('is open until it is done, and says why it was cancelled', async () => {
    const patient_id = await newPatient();
    const [first, second] = [(await request(patient_id)).body, (await request(patient_id, { category: 'referral', concept: { text: 'Cardiology' }, performer: 'Heart centre' })).body];
    const open = async () => (await doctor.call(recordsContract.patientLoops, { patient_id })).body['loops'].map(({ kind }: { kind: string }) => kind).sort();
    expect(await open()).toEqual(['order', 'referral']);
    const state = (order: Record<string, unknown>, more: object) => doctor.call(orders.state, { patient_id, type: 'ServiceRequest', id: order['id'], version: order['version'], ...more });
    expect(await state(first, { state: 'cancelled' })).toMatchObject({ status: 422, body: { errors: [{ field: 'reason' }] } });
    expect(await state(first, { state: 'cancelled', reason: 'Ordered twice' })).toMatchObject({ status: 200, body: { status: 'revoked', version: 2 } });
    expect(await state({ ...first, version: 2 }, { state: 'active' })).toMatchObject({ status: 409, body: { code: 'records.order_state' } });
    expect(await open()).toEqual(['referral']);
    const procedure = await doctor.call(recordsContract.procedures.add, { patient_id, statement: { concept: { text: 'Echocardiography' }, start: '2024-05-01', outcome: 'successful', order_id: second['id'] } });
    expect(procedure.status).toBe(201);
    expect(await open()).toEqual([]);
    expect((await doctor.call(orders.list, { patient_id })).body['statements']).toMatchObject([{ status: 'completed' }, { status: 'revoked' }]);
  });

  test('of high risk asks again who the patient is', async () => {
    const patient_id = await newPatient();
    const stat = { priority: 'stat' };
    expect(await request(patient_id, stat)).toMatchObject({ status: 409, body: { code: 'records.identity_needed', ask: 'birth_date' } });
    expect(await request(patient_id, stat, { identity: '1980-02-04' })).toMatchObject({ status: 409, body: { code: 'records.identity_differs' } });
    expect((await request(patient_id, stat, { identity: '1980-02-03' })).status).toBe(201);
    const insulin = { concept: atc('A10AB01', 'insulin (human)'), dosage: { dose: { value: 4, unit: '[iU]' } } };
    expect((await doctor.call(prescriptions.add, { patient_id, statement: insulin })).body['code']).toBe('records.identity_needed');
    const { status, body: { id } } = await doctor.call(prescriptions.add, { patient_id, statement: insulin, identity: '1980-02-03' });
    expect(status).toBe(201);

    // So it does when it is changed, however that is done.
    const more = { ...insulin, dosage: { dose: { value: 40, unit: '[iU]' } } };
    const change = (extra: object) => doctor.call(prescriptions.change, { patient_id, id, version: 1, statement: more, ...extra });
    expect(await change({})).toMatchObject({ status: 409, body: { code: 'records.identity_needed' } });
    expect((await change({ identity: '1980-02-03' })).status).toBe(200);
    const reconcile = (extra: object) => doctor.call(medicines.reconcile, {
      patient_id, lines: [{ type: 'MedicationRequest', id, version: 2, act: 'change', reason: 'Low sugar', dosage: insulin.dosage }], ...extra,
    });
    expect(await reconcile({})).toMatchObject({ status: 409, body: { code: 'records.identity_needed' } });
    expect((await reconcile({ identity: '1980-02-03' })).status).toBe(201);
    const routine = (await request(patient_id)).body;
    const hasten = (extra: object) => doctor.call(orders.change, { patient_id, id: routine['id'], version: 1, statement: { concept: { text: 'Full blood count' }, category: 'laboratory', ...stat }, ...extra });
    expect(await hasten({ identity: '1980-02-04' })).toMatchObject({ status: 409, body: { code: 'records.identity_differs' } });
    expect((await hasten({ identity: '1980-02-03' })).status).toBe(200);
  });

  test('is given by those who may order', async () => {
    const patient_id = await newPatient();
    const nurse = await hospital.signIn('nurse');
    expect((await nurse.call(orders.add, { patient_id, statement: { concept: { text: 'x' }, category: 'laboratory' } })).status).toBe(403);
    expect((await nurse.call(orders.list, { patient_id })).status).toBe(200);
  });
});

describe('what was prescribed', () => {
  const identity = '1980-02-03';
  const insulin = { concept: atc('A10AB01', 'insulin (human)'), dosage: { dose: { value: 4, unit: '[iU]' } } };
  const prescribed = async (patient_id: string, statement: object) => {
    const answer = await doctor.call(prescriptions.add, { patient_id, statement, identity });
    expect(answer.status, answer.text).toBe(201);
    return answer.body as { id: string; version: number };
  };
  const become = (patient_id: string, { id, version }: { id: string; version: number }, state: string, more: object = {}) =>
    doctor.call(orders.state, { patient_id, type: 'MedicationRequest', id, version, state, ...more });
  const open = async (patient_id: string) => (await doctor.call(recordsContract.patientLoops, { patient_id })).body['loops'] as { due: string }[];
  const handOut = (patient_id: string, id: string, status = 'completed') => system((tx) => records.put(tx, { resource: {
    resourceType: 'MedicationDispense', id: randomUUID(), status, medicationCodeableConcept: { text: 'amoxicillin' },
    subject: { reference: `Patient/${patient_id}` }, authorizingPrescription: [{ reference: `MedicationRequest/${id}` }] } }));

  test('is changed and stopped in reconciliation by those who may prescribe, and said not to be taken by anybody who writes', async () => {
    const nurse = await hospital.signIn('nurse');
    const patient_id = await newPatient();
    const { id } = await prescribed(patient_id, { concept: amoxicillin, dosage });
    const stated = (await doctor.call(medicines.add, { patient_id, statement: { concept: paracetamol } })).body;
    const less = { ...dosage, frequency: { times: 2, period: 1, unit: 'd' } };
    const reconcile = (client: Client, act: object, of_stated: object = { act: 'continue', version: 1 }, version = 1) => client.call(medicines.reconcile, {
      patient_id, lines: [{ type: 'MedicationStatement', id: stated['id'], ...of_stated }, { type: 'MedicationRequest', id, version, ...act }] });
    for (const act of [{ act: 'change', reason: 'Kidneys', dosage: less }, { act: 'stop', reason: 'Kidneys' }]) {
      expect(await reconcile(nurse, act)).toMatchObject({ status: 403, body: { code: 'access.permission', errors: [{ field: 'lines[1].act' }] } });
    }
    expect((await doctor.call(prescriptions.list, { patient_id })).body['statements']).toMatchObject([{ version: 1, status: 'active' }]);
    // What the patient takes is hers to write down, as it is outside of reconciliation.
    expect((await reconcile(nurse, { act: 'continue' }, { act: 'change', version: 1, reason: 'Weight', dosage: less })).status).toBe(201);
    expect((await reconcile(nurse, { act: 'not_taking', reason: 'It was never bought' }, { act: 'continue', version: 2 })).status).toBe(201);
    expect((await doctor.call(prescriptions.list, { patient_id })).body['statements']).toMatchObject([{ version: 1, status: 'active' }]);
    expect((await reconcile(doctor, { act: 'change', reason: 'Kidneys', dosage: less }, { act: 'continue', version: 2 })).status).toBe(201);
    expect((await reconcile(doctor, { act: 'stop', reason: 'Cured' }, { act: 'continue', version: 2 }, 2)).status).toBe(201);
    expect(await open(patient_id)).toEqual([]);
  });

  test('and held is compared again when it is resumed: with the allergies of now, hidden ones too, and not with itself', async () => {
    const patient_id = await newPatient();
    const one = await prescribed(patient_id, { concept: amoxicillin, dosage });
    const held = (await become(patient_id, one, 'on-hold', { reason: 'Vomits' })).body as { id: string; version: number };
    const twin = await prescribed(patient_id, { concept: amoxicillin, dosage });
    const resumed = await become(patient_id, held, 'active');
    expect(resumed).toMatchObject({ status: 200, body: { status: 'active', check: { state: 'no_match', duplicates: [{ id: twin.id, same: true }] } } });
    const again = (await become(patient_id, resumed.body as typeof held, 'on-hold', { reason: 'Vomits' })).body as typeof held;
    await system((tx) => records.put(tx, { resource: { resourceType: 'AllergyIntolerance', id: randomUUID(), ...hide, criticality: 'high', code: { text: 'Penicillin' }, patient: { reference: `Patient/${patient_id}` } } }));
    const refused = await become(patient_id, again, 'active');
    expect(refused).toMatchObject({ status: 409, body: { code: 'records.allergy_match', check: { matches: [{ allergy_id: null, substance: null, danger: 'restricted item' }] } } });
    expect(refused.text).not.toContain('Penicillin');
    expect(await become(patient_id, again, 'active', { override: 'Tolerated last year' })).toMatchObject({ status: 200, body: { status: 'active' } });
    expect(await issuesOf(patient_id)).toMatchObject([{ body: { implicated: [{ reference: `MedicationRequest/${one.id}` }], mitigation: [{ action: { text: 'Tolerated last year' } }] } }]);
  });

  test('and held asks again who the patient is when it is resumed, where it is of high risk', async () => {
    const patient_id = await newPatient();
    const held = (await become(patient_id, await prescribed(patient_id, insulin), 'on-hold', { reason: 'Low sugar' })).body as { id: string; version: number };
    expect(await become(patient_id, held, 'active')).toMatchObject({ status: 409, body: { code: 'records.identity_needed', ask: 'birth_date' } });
    expect(await become(patient_id, held, 'active', { identity: '1980-02-04' })).toMatchObject({ status: 409, body: { code: 'records.identity_differs' } });
    expect(await become(patient_id, held, 'active', { identity })).toMatchObject({ status: 200, body: { status: 'active' } });
  });

  test('is open with the prescriber until its supply ends, and is closed when it is stopped or done', async () => {
    const patient_id = await newPatient();
    const days = (due: string): number => Math.round((Date.parse(due) - Date.now()) / 86_400_000);
    const week = await prescribed(patient_id, { concept: amoxicillin, dosage });
    expect(await open(patient_id)).toMatchObject([{ kind: 'order', owner: { kind: 'account', id: doctor.account_id }, about: { type: 'MedicationRequest', id: week.id } }]);
    expect(days((await open(patient_id))[0]?.due ?? '')).toBe(7);
    const longer = { concept: amoxicillin, dosage: { ...dosage, duration: { value: 2, unit: 'wk' } } };
    const { version } = (await doctor.call(prescriptions.change, { patient_id, id: week.id, version: week.version, statement: longer })).body as { version: number };
    expect(days((await open(patient_id))[0]?.due ?? '')).toBe(14);
    expect((await become(patient_id, { id: week.id, version }, 'stopped', { reason: 'Rash' })).status).toBe(200);
    expect(await open(patient_id)).toEqual([]);
    expect((await become(patient_id, await prescribed(patient_id, { concept: paracetamol }), 'completed')).status).toBe(200);
    expect((await doctor.call(recordsContract.patientLoops, { patient_id, closed: true })).body['loops']).toEqual(expect.arrayContaining([
      expect.objectContaining({ state: 'done', outcome: 'done', title: 'paracetamol' }), expect.objectContaining({ state: 'cancelled', note: 'Rash' })]));
  });

  test('is closed by the last of the times that it may be handed out, and by nothing of another record', async () => {
    const [patient_id, other] = [await newPatient(), await newPatient()];
    const { id } = await prescribed(patient_id, { concept: amoxicillin, dosage, refills: 1 });
    await handOut(patient_id, id, 'in-progress');
    await handOut(other, id);
    await handOut(other, id);
    await handOut(patient_id, id);
    expect(await open(patient_id)).toHaveLength(1);
    await handOut(patient_id, id);
    expect(await open(patient_id)).toEqual([]);
    expect((await doctor.call(recordsContract.patientLoops, { patient_id, closed: true })).body['loops']).toMatchObject([{ state: 'done', note: 'It was handed out' }]);
  });
});

describe('an entry in the wrong record', () => {
  test('is moved by medical records, leaves its visit, and those who read it are told', async () => {
    const [wrong, right] = [await newPatient(), await newPatient()];
    await system((tx) => records.put(tx, { resource: { resourceType: 'Encounter', id: `e-${wrong}`, status: 'in-progress', class: { code: 'AMB' }, subject: { reference: `Patient/${wrong}` } } }));
    const entry = (await doctor.call(recordsContract.problems.add, { patient_id: wrong, visit_id: `e-${wrong}`, statement: { concept: { text: 'Gout' } } })).body;
    await colleague.call(recordsContract.summary, { patient_id: wrong });
    const clerk = await hospital.signIn('medical-records');
    const input = { patient_id: wrong, type: 'Condition', id: entry['id'], version: 1, to_patient_id: right, reason: 'Charts were mixed up' };
    expect((await doctor.call(recordsContract.move, input)).status).toBe(403);
    const moved = await clerk.call(recordsContract.move, input);
    expect(moved).toMatchObject({ status: 200, body: { from_patient_id: wrong, patient_id: right, reason: 'Charts were mixed up' } });
    expect(moved.body['readers'].map(({ account_id }: { account_id: string }) => account_id).sort()).toEqual([doctor.account_id, colleague.account_id].sort());
    expect((await doctor.call(recordsContract.problems.list, { patient_id: wrong })).body['statements']).toEqual([]);
    expect((await doctor.call(recordsContract.problems.list, { patient_id: right })).body['statements']).toMatchObject([{ id: entry['id'], visit_id: null }]);
    const told = (await colleague.call(recordsContract.inbox)).body['loops'];
    expect(told).toContainEqual(expect.objectContaining({ kind: 'message', patient: expect.objectContaining({ id: wrong }) }));
    expect(JSON.stringify(told)).not.toContain('Gout');
    expect((await clerk.call(recordsContract.moves, { patient_id: wrong })).body['moves']).toMatchObject([{ id: moved.body['id'] }]);
    const audited = await hospital.asSuperuser<{ patient_id: string }>(`select patient_id from audit.event where name = 'records.resource.move' and outcome = 'success'`);
    expect(audited.map((event) => event.patient_id).sort()).toEqual([wrong, right].sort());
  });

  test('that was made in error is out of the lists, and what it said stays readable', async () => {
    const patient_id = await newPatient();
    const made = [
      (await doctor.call(recordsContract.problems.add, { patient_id, statement: { concept: { text: 'Gout' } } })).body,
      (await doctor.call(recordsContract.socialHistory.add, { patient_id, statement: { topic: 'smoking', answer: { text: 'never' } } })).body,
      (await doctor.call(recordsContract.familyHistory.add, { patient_id, statement: { relationship: 'mother', conditions: [{ concept: { text: 'Diabetes' } }] } })).body,
      (await doctor.call(recordsContract.immunizations.add, { patient_id, statement: { concept: { system: 'http://hl7.org/fhir/sid/cvx', code: '03', display: 'MMR' }, on: '2020-02', dose_number: 1, series_doses: 2 } })).body,
    ];
    expect((await doctor.call(recordsContract.immunizations.series, { patient_id })).body['series']).toMatchObject([{ name: 'MMR', given: 1, planned: 2, state: 'incomplete' }]);
    for (const { type, id, version } of made) {
      const answer = await doctor.call(recordsContract.enteredInError, { patient_id, type, id, version, reason: 'Another Ada' });
      expect(answer, answer.text).toMatchObject({ status: 200, body: { version: 2 } });
      expect(await doctor.call(recordsContract.enteredInError, { patient_id, type, id, version: 2, reason: 'again' })).toMatchObject({ status: 409, body: { code: 'records.entered_in_error' } });
      const [before, after] = [await doctor.send('GET', `/patients/${patient_id}/resources/${type}/${id}?version=1`), await doctor.send('GET', `/patients/${patient_id}/resources/${type}/${id}`)];
      expect(before.status).toBe(200);
      expect(after.text).toContain('entered-in-error');
      expect(after.text).toContain('Another Ada');
    }
    for (const list of [recordsContract.problems.list, recordsContract.socialHistory.list, recordsContract.familyHistory.list, recordsContract.immunizations.list]) {
      expect((await doctor.call(list, { patient_id })).body['statements']).toEqual([]);
    }
    expect((await doctor.call(recordsContract.summary, { patient_id })).body['problems']).toEqual([]);
    expect(await doctor.call(recordsContract.enteredInError, { patient_id, type: 'Patient', id: patient_id, version: 1, reason: 'x' })).toMatchObject({ status: 422, body: { code: 'records.not_withdrawable' } });
  });
});

describe('a printed prescription', () => {
  test('names the patient, the allergies, and each medicine that is open, as a page and as PDF', async () => {
    const patient_id = await newPatient();
    await allergy(patient_id, { concept: { text: 'Latex' } });
    await doctor.call(prescriptions.add, { patient_id, statement: { concept: amoxicillin, dosage, quantity: { value: 21, unit: '{capsule}' } } });
    const { id, version } = (await doctor.call(prescriptions.add, { patient_id, statement: { concept: paracetamol, dosage } })).body;
    await doctor.call(orders.state, { patient_id, type: 'MedicationRequest', id, version, state: 'cancelled', reason: 'Not needed' });
    const page = await doctor.send('GET', `/patients/${patient_id}/prescription-paper`);
    expect(page.status).toBe(200);
    for (const text of ['OKONKWO', 'Allergies: Latex', 'amoxicillin', '0.5 grams', '21 capsules']) expect(page.text).toContain(text);
    expect(page.text).not.toContain('paracetamol');
    const pdf = await doctor.send('GET', `/patients/${patient_id}/prescription-paper?format=pdf`);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.text.startsWith('%PDF')).toBe(true);
    expect((await doctor.send('GET', `/patients/${await newPatient()}/prescription-paper`)).status).toBe(404);
  });
});
