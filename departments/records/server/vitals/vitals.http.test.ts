import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { Client, TestHospital } from '@openward/platform/testing';
import { recordsContract } from '../../contract/index.ts';
import { records } from '../api.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let doctor: Client;
let nurse: Client;
let patient_id: string;

beforeAll(async () => {
  hospital = await openHospital({ records: routes });
  doctor = await hospital.signIn('doctor');
  nurse = await hospital.signIn('nurse');
});
afterAll(() => hospital.close());

const asSystem = <T>(fn: Parameters<typeof hospital.database.transaction<T>>[1]) => hospital.database.transaction({ scope: 'system' }, fn);
async function newPatient(birthDate = '1970-03-04', restricted = false): Promise<string> {
  const id = randomUUID();
  await asSystem(async (tx) => {
    await records.setCompartment(tx, id, { restricted });
    await records.put(tx, { resource: { resourceType: 'Patient', id, birthDate, gender: 'female' }, patient_id: id });
  });
  return id;
}
beforeEach(async () => { patient_id = await newPatient(); });

const complete = { respiratory_rate: 18, oxygen_saturation: 94, breathing: 'air', systolic: 118, diastolic: 74, heart_rate: 96, consciousness: 'alert', temperature: 38.2 };
const at = (minute: number) => `2026-05-01T10:${String(minute).padStart(2, '0')}:00Z`;
const record = (values: object, more: object = {}, client = nurse) =>
  client.call(recordsContract.recordVitals, { patient_id, measured_at: at(0), values, ...more });
const read = async () => (await nurse.call(recordsContract.vitals, { patient_id })).body;
const news2Rows = () => hospital.asSuperuser<{ status: string; body: { derivedFrom: { reference: string }[] } }>(
  `select status, body from records.resource where patient_id = $1 and codes @> array['http://snomed.info/sct|1104051000000101'] order by happened_at`, [patient_id]);

describe('a round of vital signs', () => {
  test('is one act: observations, a score that names what it was reckoned from, and one event', async () => {
    const answer = await record(complete);
    expect(answer).toMatchObject({ status: 201, body: { news2: { scored: true, score: 3, band: 'low', scale: 1 } } });
    expect(answer.body['ids']).toHaveLength(6);
    const body = await read();
    expect(body['points'].map(({ measure, value, flag }: Record<string, unknown>) => [measure, value, flag]).sort()).toEqual([
      ['diastolic', 74, null], ['heart_rate', 96, 'H'], ['oxygen_concentration', 21, null], ['oxygen_saturation', 94, 'L'], ['respiratory_rate', 18, null], ['systolic', 118, null],
      ['temperature', 38.2, 'H'],
    ]);
    expect(body['scores']).toMatchObject([{ score: 3, band: 'low', scale: 1 }]);
    const [score] = await news2Rows();
    expect(score!.body.derivedFrom.map(({ reference }) => reference.slice(12)).sort()).toEqual((answer.body['ids'] as string[]).toSorted());
    const events = await hospital.asSuperuser('select from audit.event where name = $1 and patient_id = $2', ['records.vitals.record', patient_id]);
    expect(events).toHaveLength(1);
  });

  test('is kept in UCUM whatever it was typed in, with when it was measured and when it was entered', async () => {
    await record({ temperature: 98.6, weight: 154, height: 68.9 }, { units: { temperature: '[degF]', weight: '[lb_av]', length: '[in_i]' }, measured_by: 'Student A' });
    const { points } = await read();
    expect(points.map(({ measure, value, at: when, measured_by }: Record<string, unknown>) => [measure, value, when, measured_by]).sort()).toEqual([
      ['body_mass_index', 22.8, '2026-05-01T10:00:00.000Z', 'Student A'], ['height', 175, '2026-05-01T10:00:00.000Z', 'Student A'],
      ['temperature', 37, '2026-05-01T10:00:00.000Z', 'Student A'], ['weight', 69.853, '2026-05-01T10:00:00.000Z', 'Student A'],
    ]);
    expect(Date.parse(points[0].entered_at)).toBeGreaterThan(Date.parse(points[0].at));
  });

  test.each([
    ['an impossible value', { temperature: 370 }, {}, 'values.temperature', 'vitals.impossible'],
    ['a diastolic above the systolic', { systolic: 80, diastolic: 120 }, {}, 'values.diastolic', 'vitals.impossible'],
    ['nothing at all', {}, {}, 'values', 'vitals.empty'],
    ['a time that has not come', { pain: 3 }, { measured_at: '2999-01-01T00:00:00Z' }, 'measured_at', 'vitals.in_future'],
    ['a time before birth', { pain: 3 }, { measured_at: '1970-03-03T00:00:00Z' }, 'measured_at', 'vitals.before_birth'],
    ['a half heart beat', { heart_rate: 70.5 }, {}, 'values.heart_rate', 'input.invalid_type'],
  ])('%s is refused by its field, and nothing is kept', async (_what, values, more, field, code) => {
    expect(await record({ heart_rate: 80, ...(Object.keys(values).length === 0 ? { heart_rate: undefined } : {}), ...values }, more)).toMatchObject({ status: 400, body: { errors: [{ field, code }] } });
    expect((await read())['points']).toEqual([]);
  });

  test('an improbable value is asked about again, and taken when it is confirmed', async () => {
    expect(await record({ weight: 12 })).toMatchObject({ status: 409, body: { code: 'vitals.improbable', asked: ['weight'], errors: [{ field: 'values.weight' }] } });
    expect((await read())['points']).toEqual([]);
    expect(await record({ weight: 12 }, { confirmed: ['weight'] })).toMatchObject({ status: 201 });
    expect(await record({ weight: 55 }, { measured_at: at(10) })).toMatchObject({ status: 409, body: { errors: [{ code: 'vitals.changed' }] } });
  });

  test('of a visit of this record, and of no other', async () => {
    const other = await newPatient();
    await asSystem((tx) => records.putMany(tx, [patient_id, other].map((id, index) => ({
      resource: { resourceType: 'Encounter', id: `visit-${index}-${id}`, status: 'in-progress', class: { code: 'AMB' }, subject: { reference: `Patient/${id}` } },
    }))));
    expect(await record({ pain: 2 }, { visit_id: `visit-0-${patient_id}` })).toMatchObject({ status: 201 });
    expect((await read())['points']).toMatchObject([{ visit_id: `visit-0-${patient_id}` }]);
    expect(await record({ pain: 2 }, { visit_id: `visit-1-${other}` })).toMatchObject({ status: 422, body: { code: 'records.unknown_visit' } });
  });

  test('sent twice with one key is kept once', async () => {
    const input = { patient_id, measured_at: at(0), values: { pain: 4 } };
    const key = randomUUID();
    const [one, two] = [await nurse.call(recordsContract.recordVitals, input, { idempotency_key: key }), await nurse.call(recordsContract.recordVitals, input, { idempotency_key: key })];
    expect(two.body).toEqual(one.body);
    expect((await read())['points']).toHaveLength(1);
  });
});

describe('NEWS2', () => {
  test('is made when the set is complete within half an hour, not from what is older', async () => {
    const { temperature, ...rest } = complete;
    expect((await record(rest)).body['news2']).toEqual({ scored: false, reason: 'incomplete', missing: ['temperature'] });
    expect((await record({ temperature }, { measured_at: at(29) })).body['news2']).toMatchObject({ scored: true, score: 3 });
    expect((await record({ temperature }, { measured_at: at(45) })).body['news2']).toMatchObject({ scored: false, reason: 'incomplete' });
  });

  test('counts in what is entered late', async () => {
    const { temperature, ...rest } = complete;
    await record(rest, { measured_at: at(20) });
    await record({ temperature }, { measured_at: at(10) });
    expect((await read())['scores']).toMatchObject([{ at: '2026-05-01T10:20:00.000Z', score: 3 }]);
  });

  test.each([['a child', '2015-01-01', 'too_young'], ['somebody whose year of birth may be too late', '2010', 'too_young']])('is not made for %s', async (_who, birth, reason) => {
    patient_id = await newPatient(birth);
    expect((await record(complete)).body['news2']).toMatchObject({ scored: false, reason });
    expect(await news2Rows()).toEqual([]);
  });

  test('is not made in pregnancy, nor where only a hidden entry tells of one; that is not told', async () => {
    const pregnancy = (meta: object) => asSystem((tx) => records.put(tx, { resource: {
      resourceType: 'Observation', id: `p-${patient_id}`, status: 'final', ...meta, subject: { reference: `Patient/${patient_id}` }, effectiveDateTime: '2026-04-01',
      code: { coding: [{ system: 'http://loinc.org', code: '82810-3' }] }, valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '77386006' }] },
    } }));
    await pregnancy({});
    expect((await record(complete)).body['news2']).toMatchObject({ scored: false, reason: 'pregnant' });
    await pregnancy({ meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PREGNANT' }] } });
    expect((await record(complete, { measured_at: at(5) })).body['news2']).toMatchObject({ scored: false, reason: 'restricted_item' });
  });

  test('uses scale 2 only where a clinician prescribed it, and scale 1 for what was measured before', async () => {
    const now = Date.now();
    const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
    const low = { ...complete, oxygen_saturation: 90 };
    expect((await record(low, { measured_at: minutesAgo(90) })).body['news2']).toMatchObject({ scale: 1, score: 5 });
    const set = (input: object, client = doctor) => client.call(recordsContract.setOxygenScale, { patient_id, reason: 'Hypercapnia on last admission', ...input });
    expect((await set({ scale: 2 }, nurse)).status).toBe(403);
    const prescribed = await set({ scale: 2 });
    expect(prescribed).toMatchObject({ status: 200, body: { scale: 2, version: 1 } });
    expect((await record(low, { measured_at: new Date().toISOString() })).body['news2']).toMatchObject({ scale: 2, score: 2 });
    expect((await record({ pain: 1 }, { measured_at: minutesAgo(89) })).body['news2']).toMatchObject({ scale: 1 });
    expect(await set({ scale: 1 })).toMatchObject({ status: 409, body: { code: 'records.changed' } });
    expect(await set({ scale: 1, version: 1 })).toMatchObject({ body: { scale: 1, version: 2 } });
    expect((await read())['oxygen_scale']).toMatchObject({ scale: 1 });
  });

  test('two who complete a set at the same moment make one score', async () => {
    const { temperature, heart_rate, ...rest } = complete;
    await record(rest);
    const answers = await Promise.all([record({ temperature }), record({ heart_rate }, {}, doctor)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect((await news2Rows()).map(({ status }) => status)).toEqual(['final']);
  });
});

describe('a correction', () => {
  const idOf = async (measure: string) => (await read())['points'].find((point: { measure: string }) => point.measure === measure) as { id: string; version: number };

  test('is a new version; the score that was made of it follows, and the original stays readable', async () => {
    await record(complete);
    const { id, version } = await idOf('temperature');
    const correct = (more: object) => nurse.call(recordsContract.correctVitals, { patient_id, id, version, reason: 'Misread', ...more });
    expect(await correct({ values: { heart_rate: 70 } })).toMatchObject({ status: 400, body: { errors: [{ field: 'values.heart_rate' }] } });
    expect(await correct({ values: { temperature: 36.8 } })).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await read())['scores']).toMatchObject([{ score: 2 }]);
    expect(await correct({ values: { temperature: 36.9 } })).toMatchObject({ status: 409, body: { code: 'records.changed' } });
    const old = await nurse.send('GET', `/patients/${patient_id}/resources/Observation/${id}?version=1`);
    expect(old.body['valueQuantity'].value).toBe(38.2);
    expect((await nurse.send('GET', `/patients/${patient_id}/resources/Observation/${id}`)).body).toMatchObject({ status: 'corrected', note: [{ text: 'Misread' }] });
  });

  test('entered in error goes out of the lists with its score and its body mass index', async () => {
    await record({ ...complete, weight: 70, height: 170 });
    const { id, version } = await idOf('heart_rate');
    const inError = (input: object) => nurse.call(recordsContract.vitalsInError, { patient_id, reason: 'Of another patient', ...input });
    expect(await inError({ id, version })).toMatchObject({ status: 200 });
    expect(await inError({ id, version: 2 })).toMatchObject({ status: 409, body: { code: 'vitals.in_error' } });
    const weight = await idOf('weight');
    await inError({ id: weight.id, version: weight.version });
    const body = await read();
    expect(body['scores']).toEqual([]);
    expect(body['points'].map(({ measure }: { measure: string }) => measure)).not.toEqual(expect.arrayContaining(['heart_rate']));
    expect(body['points'].map(({ measure }: { measure: string }) => measure)).not.toEqual(expect.arrayContaining(['body_mass_index']));
    expect((await news2Rows()).map(({ status }) => status)).toEqual(['entered-in-error']);
  });

  test('of what was reckoned, of another record or of what is none is refused', async () => {
    await record({ weight: 70, height: 170 });
    const index = await idOf('body_mass_index');
    const correct = (id: string, patient = patient_id) => nurse.call(recordsContract.correctVitals, { patient_id: patient, id, version: 1, values: { weight: 60 }, reason: 'Misread' });
    expect(await correct(index.id)).toMatchObject({ status: 409, body: { code: 'vitals.derived' } });
    const { id } = await idOf('weight');
    expect(await correct(id, await newPatient())).toMatchObject({ status: 404, body: { code: 'vitals.unknown' } });
    expect(await correct('nothing')).toMatchObject({ status: 404 });
  });
});

test('a merged record is read and written as one with the record that survives', async () => {
  const merged = patient_id;
  await record({ pain: 1 });
  const surviving = await newPatient();
  await asSystem((tx) => records.addAlias(tx, merged, surviving));
  await record({ pain: 2 }, { measured_at: at(5) });
  const rows = await hospital.asSuperuser<{ patient_id: string }>(`select patient_id from records.resource where kind = 'vital' and patient_id = any ($1) order by happened_at`, [[merged, surviving]]);
  expect(rows.map((row) => row.patient_id)).toEqual([merged, surviving]);
  expect((await nurse.call(recordsContract.vitals, { patient_id: surviving })).body['points']).toHaveLength(2);
});

test('the units of the hospital are set by its administrator', async () => {
  const administrator = await hospital.signIn('administrator');
  const units = { temperature: '[degF]', weight: '[lb_av]', length: '[in_i]', glucose: 'mg/dL' };
  expect((await nurse.call(recordsContract.setVitalUnits, units)).status).toBe(403);
  expect(await administrator.call(recordsContract.setVitalUnits, units)).toMatchObject({ status: 200, body: units });
  expect((await nurse.call(recordsContract.vitalUnits)).body).toEqual(units);
  // Who sets them need not read records.
  expect((await administrator.call(recordsContract.vitalUnits)).body).toEqual(units);
});

test('a restricted record is refused', async () => {
  patient_id = await newPatient('1970', true);
  expect(await record({ pain: 1 })).toMatchObject({ status: 403, body: { code: 'access.restricted' } });
  expect(await nurse.call(recordsContract.vitals, { patient_id })).toMatchObject({ status: 403 });
});
