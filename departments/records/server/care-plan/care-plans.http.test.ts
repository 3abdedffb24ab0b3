import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { recordsContract } from '../../contract/index.ts';
import { records } from '../api.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let nurse: Client;
const { flags, goals, carePlans } = recordsContract;

beforeAll(async () => {
  hospital = await openHospital({ records: routes });
  nurse = await hospital.signIn('nurse');
});
afterAll(() => hospital.close());

const system = <T>(fn: (tx: Parameters<typeof records.put>[0]) => Promise<T>) => hospital.database.transaction({ scope: 'system' }, fn);
async function newPatient(restricted = false): Promise<string> {
  const patient_id = randomUUID();
  await system((tx) => records.setCompartment(tx, patient_id, { restricted }));
  return patient_id;
}
const stored = async (type: string, id: string) => JSON.parse((await system((tx) => records.get(tx, type, id)))!.json!) as Record<string, unknown>;

describe('a care plan', () => {
  test('is a CarePlan of US Core; an activity that is done keeps what was written of its progress', async () => {
    const patient_id = await newPatient();
    const activity = { what: 'Walk <daily>', owner: 'Physiotherapy', due: '2026-12-01' };
    const added = await nurse.call(carePlans.add, { patient_id, statement: { title: 'After the stroke', description: 'At home & alone', activities: [activity] } });
    expect(added).toMatchObject({ status: 201, body: { title: 'After the stroke', status: 'active' } });
    const { id } = added.body;
    const resource = await stored('CarePlan', id);
    expect(resource).toMatchObject({
      status: 'active', intent: 'plan', category: [{ coding: [{ code: 'assess-plan' }] }],
      text: { status: 'additional', div: expect.stringContaining('At home &amp; alone') },
      activity: [{ detail: { status: 'not-started', description: 'Walk <daily>', performer: [{ display: 'Physiotherapy' }], scheduledPeriod: { end: '2026-12-01' } } }],
    });
    await system((tx) => records.put(tx, { resource: { ...resource, activity: [{ ...(resource['activity'] as object[])[0], progress: [{ text: 'Slowly' }] }] }, if_version: 1 }));
    const done = await nurse.call(carePlans.change, { patient_id, id, version: 2, statement: { ...added.body['statement'], activities: [{ ...activity, state: 'completed', outcome: 'Walks alone' }] } });
    expect(done.status).toBe(200);
    expect((await stored('CarePlan', id))['activity']).toMatchObject([{ progress: [{ text: 'Slowly' }], outcomeCodeableConcept: [{ text: 'Walks alone' }], detail: { status: 'completed' } }]);
  });

  test('that ends before it begins is refused at the field', async () => {
    const answer = await nurse.call(carePlans.add, { patient_id: await newPatient(), statement: { title: 'x', from: '2026-02-01', until: '2026-01-01' } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'statement.until' }] } });
  });
});

test('a goal keeps what is measured when its day moves', async () => {
  const patient_id = await newPatient();
  const target = [{ measure: { text: 'HbA1c' }, detailQuantity: { value: 7, unit: '%' }, dueDate: '2026-06-01' }];
  await system((tx) => records.put(tx, { resource: { resourceType: 'Goal', id: `g-${patient_id}`, lifecycleStatus: 'active', description: { text: 'Sugar' }, subject: { reference: `Patient/${patient_id}` }, target } }));
  const [shown] = (await nurse.call(goals.list, { patient_id })).body['statements'];
  expect(shown.statement).toMatchObject({ concept: { text: 'Sugar' }, due: '2026-06-01', state: 'active' });
  const moved = await nurse.call(goals.change, { patient_id, id: shown.id, version: 1, statement: { ...shown.statement, due: '2026-09-01', achievement: 'improving' } });
  expect(moved.status).toBe(200);
  expect(await stored('Goal', shown.id)).toMatchObject({ target: [{ ...target[0], dueDate: '2026-09-01' }], achievementStatus: { coding: [{ code: 'improving' }] } });
});

test('a flag is raised and taken down; those who may not see the patient see none', async () => {
  const patient_id = await newPatient();
  const fall = { concept: { system: 'http://snomed.info/sct', code: '129839007', display: 'At increased risk for falls' }, category: 'safety', from: '2026-01-01' };
  const { body } = await nurse.call(flags.add, { patient_id, statement: fall });
  expect(await stored('Flag', body['id'])).toMatchObject({ status: 'active', category: [{ coding: [{ code: 'safety' }] }], period: { start: '2026-01-01' }, author: { display: expect.any(String) } });
  expect(await nurse.call(flags.change, { patient_id, id: body['id'], version: 1, statement: { ...fall, state: 'inactive', until: '2026-02-01' } })).toMatchObject({ status: 200, body: { version: 2, status: 'inactive' } });
  const restricted = await newPatient(true);
  expect((await nurse.call(flags.list, { patient_id: restricted })).status).toBe(403);
  expect((await (await hospital.signIn('front-desk')).call(flags.list, { patient_id })).status).toBe(403);
});
