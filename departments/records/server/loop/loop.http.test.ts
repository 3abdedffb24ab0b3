import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { Answer, Client, TestHospital } from '@openward/platform/testing';
import { recordsContract as contract } from '../../contract/index.ts';
import { records } from '../api.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let doctor: Client;
let colleague: Client;
let patient_id: string;
const department_id = randomUUID();

beforeAll(async () => {
  hospital = await openHospital({ records: routes });
  await system((tx) => records.put(tx, { resource: { resourceType: 'Organization', id: department_id, name: 'Medicine' }, patient_id: null }));
});
beforeEach(async () => {
  [doctor, colleague] = [await hospital.signIn('doctor'), await hospital.signIn('doctor')];
  patient_id = randomUUID();
  await system(async (tx) => {
    await records.setCompartment(tx, patient_id, { restricted: false });
    await records.put(tx, { resource: { resourceType: 'Patient', id: patient_id, name: [{ text: 'YUSUF, Amina' }], birthDate: '1980-02-03' } });
  });
});
afterAll(() => hospital.close());

type Tx = Parameters<Parameters<TestHospital['database']['transaction']>[1]>[0];
const system = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => hospital.database.transaction({ scope: 'system' }, fn);
const soon = () => new Date(Date.now() + 3_600_000).toISOString();
const long_ago = () => new Date(Date.now() - 80 * 3_600_000).toISOString();
const account = (client: Client) => ({ kind: 'account', id: client.account_id });
const given = async (more: object = {}) =>
  (await doctor.call(contract.openLoop, { patient_id, kind: 'task', title: 'Call the family', owner: account(doctor), due: soon(), ...more })).body;
const inboxOf = async (client: Client) => (await client.call(contract.inbox)).body['loops'].map(({ id }: { id: string }) => id) as string[];
const taskOf = async (id: string) => JSON.parse((await system((tx) => records.get(tx, 'Task', id)))?.json ?? 'null') as Answer['body'];

describe('what must be closed', () => {
  test('has an owner and a due time, stands in the inbox of its owner, and has a FHIR Task', async () => {
    const due = soon();
    const loop = await given({ due });
    expect(loop).toMatchObject({
      kind: 'task', title: 'Call the family', state: 'open', level: 'on_time', due, version: 1,
      patient: { id: patient_id, name: 'YUSUF, Amina', birth_date: '1980-02-03' }, owner: { kind: 'account', id: doctor.account_id, name: expect.stringMatching(/^doctor/) as string },
    });
    expect(await inboxOf(doctor)).toEqual([loop['id']]);
    expect(await inboxOf(colleague)).toEqual([]);
    expect(await taskOf(loop['id'])).toMatchObject({ status: 'requested', for: { reference: `Patient/${patient_id}` }, restriction: { period: { end: due } } });
    const [event] = await hospital.asSuperuser(`select detail from audit.event where name = 'records.loop.open' and patient_id = $1`, [patient_id]);
    expect(event).toEqual({ detail: { loop_id: loop['id'], kind: 'task' } });
  });

  test('belongs to a role, or to a department', async () => {
    const ofRole = await given({ owner: { kind: 'role', id: 'pharmacist' } });
    expect(await inboxOf(await hospital.signIn('pharmacist'))).toContain(ofRole['id']);
    const staff_id = randomUUID();
    await hospital.asSuperuser('update auth.account set staff_id = $1 where id = $2', [staff_id, colleague.account_id]);
    await system((tx) => records.put(tx, { resource: {
      resourceType: 'PractitionerRole', id: randomUUID(), active: true, practitioner: { reference: `Practitioner/${staff_id}` }, organization: { reference: `Organization/${department_id}` },
    }, patient_id: null }));
    const ofDepartment = await given({ owner: { kind: 'department', id: department_id } });
    expect(ofDepartment['owner']).toEqual({ kind: 'department', id: department_id, name: 'Medicine' });
    expect(await inboxOf(colleague)).toEqual([ofDepartment['id']]);
    expect(await inboxOf(doctor)).toEqual([]);
  });

  test.each([
    ['a person', { kind: 'account', id: randomUUID() }], ['a role', { kind: 'role', id: 'wizard' }], ['a department', { kind: 'department', id: randomUUID() }],
  ])('is not given to %s whom nobody knows', async (_who, owner) => {
    const answer = await doctor.call(contract.openLoop, { patient_id, kind: 'task', title: 'x', owner, due: soon() });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'owner', code: 'records.unknown_owner' }] } });
  });

  test('cannot be in the database without an owner, or without a due time', async () => {
    const insert = (columns: string, values: string) => hospital.asSuperuser(
      `insert into records.loop (kind, title, patient_id, restricted, ${columns}) values ('task', 'x', $1, false, ${values})`, [patient_id]);
    await expect(insert('due', 'now()')).rejects.toThrow('loop_has_one_owner');
    await expect(insert('due, owner_role, owner_account', `now(), 'doctor', '${doctor.account_id}'`)).rejects.toThrow('loop_has_one_owner');
    await expect(insert('owner_role', `'doctor'`)).rejects.toThrow(/due/);
    await expect(insert('due, owner_department', `now(), 'nowhere'`)).rejects.toThrow('loop_owner_department');
  });

  test('is not shown to those who may not see the record, who are told that something is hidden', async () => {
    const loop = await given();
    await system((tx) => records.setCompartment(tx, patient_id, { restricted: true }));
    const { body } = await doctor.call(contract.inbox);
    expect(body).toMatchObject({ loops: [], hidden: 1 });
    const act = await doctor.call(contract.closeLoop, { patient_id, loop_id: loop['id'], version: 1, outcome: 'done' });
    expect(act).toMatchObject({ status: 403, body: { code: 'access.restricted' } });
  });
});

describe('closing', () => {
  const close = (client: Client, loop_id: string, more: object = {}) =>
    client.call(contract.closeLoop, { patient_id, loop_id, version: 1, outcome: 'done', ...more });

  test('says how, by whom and when, and is final', async () => {
    const { id } = await given();
    expect(await close(doctor, id, { outcome: 'patient_told', note: ' By telephone ' })).toMatchObject({
      status: 200, body: { state: 'done', outcome: 'patient_told', note: 'By telephone', closed_by: expect.stringMatching(/^doctor/) as string, version: 2 },
    });
    expect(await inboxOf(doctor)).toEqual([]);
    expect(await taskOf(id)).toMatchObject({ status: 'completed', note: [{ text: 'By telephone' }] });
    expect(await close(doctor, id, { version: 2 })).toMatchObject({ status: 409, body: { code: 'records.loop_closed', closed_by: expect.stringMatching(/^doctor/) as string } });
    await expect(hospital.asSuperuser(`update records.loop set note = 'other' where id = $1`, [id])).rejects.toThrow('closed stays closed');
  });

  test('by two at once: one does it, the other is told', async () => {
    const { id } = await given();
    const answers = await Promise.all([close(doctor, id), close(colleague, id, { outcome: 'no_action' }), close(colleague, id)]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409]);
    expect((await system((tx) => records.history(tx, 'Task', id))).map(({ version }) => version)).toEqual([2, 1]);
  });

  test('with a follow-up makes the follow-up in the same act', async () => {
    const { id } = await given();
    const follow_up = { title: 'Repeat potassium', owner: account(colleague), due: soon() };
    expect((await close(doctor, id, { outcome: 'follow_up_made', follow_up })).status).toBe(200);
    expect((await colleague.call(contract.inbox)).body['loops']).toMatchObject([{ kind: 'follow_up', title: 'Repeat potassium' }]);
    const other = await given();
    expect(await close(doctor, other['id'], { outcome: 'follow_up_made' })).toMatchObject({ status: 400, body: { errors: [{ field: 'follow_up' }] } });
    expect(await close(doctor, other['id'], { follow_up })).toMatchObject({ status: 400, body: { errors: [{ field: 'follow_up' }] } });
  });

  test('by cancelling needs a reason', async () => {
    const { id } = await given();
    const cancel = (reason: string) => doctor.call(contract.cancelLoop, { patient_id, loop_id: id, version: 1, reason });
    expect((await cancel(' ')).body['errors'][0]).toMatchObject({ field: 'reason' });
    expect(await cancel('Patient has moved away')).toMatchObject({ status: 200, body: { state: 'cancelled', note: 'Patient has moved away' } });
    expect(await taskOf(id)).toMatchObject({ status: 'cancelled', statusReason: { text: 'Patient has moved away' } });
  });

  test('under another patient finds nothing', async () => {
    const { id } = await given();
    const other = randomUUID();
    await system((tx) => records.setCompartment(tx, other, { restricted: false }));
    expect(await doctor.call(contract.closeLoop, { patient_id: other, loop_id: id, version: 1, outcome: 'done' })).toMatchObject({ status: 404, body: { code: 'records.unknown_loop' } });
  });
});

test('handing over moves it to another inbox; a version that was not seen is refused', async () => {
  const { id } = await given();
  const hand = (version: number) => doctor.call(contract.reassignLoop, { patient_id, loop_id: id, version, owner: account(colleague) });
  expect(await hand(1)).toMatchObject({ status: 200, body: { owner: { id: colleague.account_id }, version: 2 } });
  expect([await inboxOf(doctor), await inboxOf(colleague)]).toEqual([[], [id]]);
  expect(await hand(1)).toMatchObject({ status: 409, body: { code: 'records.loop_changed', version: 2 } });
});

describe('the list of what is overdue', () => {
  test('shows the longest overdue first, page by page, and whom it concerns by now', async () => {
    const late = [await given({ due: long_ago() }), await given({ due: long_ago() }), await given()].map(({ id }) => id as string);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { body } = await doctor.call(contract.loops, { limit: 1, ...(after === undefined ? {} : { after }) });
      seen.push(...body['loops'].map(({ id, level }: { id: string; level: string }) => `${id} ${level}`));
      after = body['next'] ?? undefined;
    } while (after !== undefined);
    expect(seen.filter((line) => late.some((id) => line.startsWith(id)))).toEqual([`${late[0]} hospital`, `${late[1]} hospital`]);
    expect((await doctor.call(contract.loops, { after: 'nonsense' })).body).toMatchObject({ code: 'input.invalid', errors: [{ field: 'after' }] });
  });

  test('is closed to a role without the permission', async () => {
    const cashier = await hospital.signIn('cashier');
    expect((await cashier.call(contract.loops)).status).toBe(403);
  });
});

describe('a result that was ordered here', () => {
  const ordered = async () => {
    const staff_id = randomUUID();
    await hospital.asSuperuser('update auth.account set staff_id = $1 where id = $2', [staff_id, doctor.account_id]);
    const order = randomUUID();
    await system((tx) => records.put(tx, { resource: {
      resourceType: 'ServiceRequest', id: order, status: 'active', intent: 'order', code: { text: 'Potassium' }, subject: { reference: `Patient/${patient_id}` },
      requester: { reference: `Practitioner/${staff_id}` },
    } }));
    return order;
  };
  const result = (order: string, flag: string) => ({
    resourceType: 'Observation', id: randomUUID(), status: 'final', code: { text: 'Potassium' }, subject: { reference: `Patient/${patient_id}` },
    basedOn: [{ reference: `ServiceRequest/${order}` }], valueQuantity: { value: 6.9, unit: 'mmol/L' }, interpretation: [{ coding: [{ code: flag }] }],
  });

  test('waits for who ordered it when it is abnormal, and once only', async () => {
    const order = await ordered();
    await system((tx) => records.put(tx, { resource: result(order, 'N') }));
    expect(await inboxOf(doctor)).toEqual([]);
    const high = result(order, 'HH');
    await system((tx) => records.put(tx, { resource: high }));
    await system((tx) => records.put(tx, { resource: { ...high, note: [{ text: 'not haemolysed' }] } }));
    const { loops } = (await doctor.call(contract.inbox)).body;
    expect(loops).toMatchObject([{ kind: 'result', title: 'Potassium', about: { type: 'Observation', id: high.id, value: '6.9', unit: 'mmol/L', flag: 'HH' } }]);
  });

  test('closes its order when the report comes', async () => {
    const order = await ordered();
    const { id } = await system((tx) => records.openLoop(tx, {
      kind: 'order', title: 'Potassium', patient_id, owner: { kind: 'account', id: doctor.account_id }, due: soon(), about: { type: 'ServiceRequest', id: order },
    }));
    const again = await system((tx) => records.openLoop(tx, {
      kind: 'order', title: 'Potassium', patient_id, owner: { kind: 'account', id: doctor.account_id }, due: soon(), about: { type: 'ServiceRequest', id: order },
    }));
    expect(again.id).toBe(id);
    const report = { resourceType: 'DiagnosticReport', id: randomUUID(), status: 'final', code: { text: 'Electrolytes' }, subject: { reference: `Patient/${patient_id}` }, basedOn: [{ reference: `ServiceRequest/${order}` }] };
    await system((tx) => records.put(tx, { resource: report, if_version: 0 }));
    expect((await doctor.call(contract.inbox)).body['loops']).toMatchObject([{ kind: 'result', title: 'Electrolytes' }]);
    const { loops } = (await doctor.call(contract.patientLoops, { patient_id, closed: true })).body;
    expect(loops.find((loop: { id: string }) => loop.id === id)).toMatchObject({ state: 'done', outcome: 'done' });
  });

  test('goes with its result into another record', async () => {
    const order = await ordered();
    const high = result(order, 'H');
    await system((tx) => records.put(tx, { resource: high }));
    const other = randomUUID();
    await system(async (tx) => {
      await records.setCompartment(tx, other, { restricted: false });
      await records.move(tx, { type: 'Observation', id: high.id, patient_id: other });
    });
    const [loop] = (await doctor.call(contract.inbox)).body['loops'];
    expect(loop.patient.id).toBe(other);
    expect(await taskOf(loop.id)).toMatchObject({ for: { reference: `Patient/${other}` } });
  });
});
