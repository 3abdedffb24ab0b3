// Broken glass over the FHIR API: it opens what it opens in the chart, and stands in the audit log as emergency treatment.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addAlias, putMany, setCompartment } from '@openward/records/api';
import { type AnyJson, type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let doctor: Client;
const [ordinary, restricted, merged, other] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const confidential = { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PSY' }] };

beforeAll(async () => {
  hospital = await openHospital(routes);
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    for (const id of [ordinary, restricted, merged, other]) await setCompartment(tx, id, { restricted: id === restricted });
    await addAlias(tx, merged, restricted);
    const observation = (id: string, patient: string, meta: object = {}) => ({ resource: {
      resourceType: 'Observation', id, status: 'final', subject: { reference: `Patient/${patient}` }, code: { coding: [{ system: 'urn:g', code: id }] }, effectiveDateTime: '2024-01-01', meta } });
    await putMany(tx, [...[ordinary, restricted, merged, other].map((id) => ({ resource: { resourceType: 'Patient', id } })), observation('g-plain', ordinary), observation('g-label', ordinary, confidential), observation('g-restricted', restricted), observation('g-merged', merged), observation('g-other', other)]);
  });
});
beforeEach(async () => {
  doctor = await hospital.signIn('doctor');
});
afterAll(() => hospital.close());

const get = (path: string, client = doctor) => client.send('GET', `/fhir/R4/${path}`);
const breakGlass = (patient_id: string, records: string[], client = doctor) => hospital.asSuperuser(
  `insert into auth.broken_glass (account_id, patient_id, record_ids, reason, ends_at) values ($1, $2, $3::uuid[], 'unconscious', now() + interval '1 hour')`, [client.account_id, patient_id, records]);
const lastEvent = async () => (await hospital.asSuperuser<{ name: string; outcome: string; purpose: string }>(
  'select name, outcome, purpose from audit.event where actor_id = $1 order by at desc, id desc limit 1', [doctor.account_id]))[0];
const idsOf = (answer: { body: AnyJson }): string[] => (answer.body['entry'] ?? []).map(({ resource }: { resource: { id: string } }) => resource.id).sort();

describe('a record that is read as one with a restricted one', () => {
  test('is closed, by reading and by searching, until the glass is broken', async () => {
    for (const id of ['g-restricted', 'g-merged']) {
      expect((await get(`Observation/${id}`)).status, id).toBe(403);
      expect(await lastEvent(), id).toMatchObject({ outcome: 'denied' });
    }
    expect(idsOf(await get('Observation?code=g-merged,g-restricted,g-other'))).toEqual(['g-other']);
    await breakGlass(restricted, [restricted, merged]);
    for (const id of ['g-restricted', 'g-merged']) {
      const answer = await get(`Observation/${id}`);
      expect(answer.status, answer.text).toBe(200);
      expect(await lastEvent(), id).toMatchObject({ outcome: 'success', purpose: 'ETREAT' });
      // The session is remembered by now: the same by the fast way.
      expect((await get(`Observation/${id}`)).status).toBe(200);
      expect(await lastEvent(), id).toMatchObject({ outcome: 'success', purpose: 'ETREAT' });
    }
    expect(idsOf(await get('Observation?code=g-merged,g-restricted,g-other'))).toEqual(['g-merged', 'g-other', 'g-restricted']);
    for (const path of [`Observation?patient=${restricted}`, `Observation?patient=${merged}`, `Patient/${restricted}/$everything`]) {
      const answer = await get(path);
      expect(answer.status, `${path} ${answer.text}`).toBe(200);
      expect(await lastEvent(), path).toMatchObject({ outcome: 'success', purpose: 'ETREAT' });
    }
  });

  test('stays closed to everybody else', async () => {
    const colleague = await hospital.signIn('doctor');
    await breakGlass(restricted, [restricted, merged], colleague);
    expect((await get('Observation/g-merged', colleague)).status).toBe(200);
    expect((await get('Observation/g-merged')).status).toBe(403);
    expect(idsOf(await get('Observation?code=g-merged,g-restricted'))).toEqual([]);
  });
});

describe('what a label hides', () => {
  test('opens with the glass of its record; that read is emergency treatment, one of another record is not', async () => {
    for (const round of ['the first time', 'by a remembered session']) {
      expect((await get('Observation/g-label')).status, round).toBe(404);
      expect(idsOf(await get(`Observation?patient=${ordinary}`)), round).toEqual(['g-plain']);
    }
    await breakGlass(ordinary, [ordinary]);
    for (const round of ['the first time', 'by a remembered session']) {
      expect((await get('Observation/g-label')).status, round).toBe(200);
      expect(await lastEvent(), round).toMatchObject({ purpose: 'ETREAT' });
      expect(idsOf(await get(`Observation?patient=${ordinary}`)), round).toEqual(['g-label', 'g-plain']);
      expect(await lastEvent(), round).toMatchObject({ purpose: 'ETREAT' });
      await get('Observation/g-other');
      expect(await lastEvent(), round).toMatchObject({ purpose: 'TREAT' });
      await get(`Observation?patient=${other}`);
      expect(await lastEvent(), round).toMatchObject({ purpose: 'TREAT' });
    }
    await hospital.asSuperuser(`update auth.broken_glass set ends_at = opened_at + interval '1 microsecond' where account_id = $1`, [doctor.account_id]);
    expect((await get('Observation/g-label')).status).toBe(404);
  });

  test('is written over FHIR by who is cleared for it alone', async () => {
    const body = { resourceType: 'Observation', status: 'final', subject: { reference: `Patient/${ordinary}` }, code: { text: 'x' }, meta: confidential };
    const write = () => doctor.send('POST', '/fhir/R4/Observation', body, { 'content-type': 'application/fhir+json' });
    expect((await write()).status).toBe(403);
    await hospital.asSuperuser(`insert into auth.label_account (label, account_id, given_by) values ('PSY', $1, (select id from auth.account where id <> $1 limit 1))`, [doctor.account_id]);
    expect((await write()).status).toBe(201);
  });
});
