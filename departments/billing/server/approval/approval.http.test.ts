import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from '@openward/platform/testing';
import { Problem, type Act } from '@openward/platform/http';
import { billingContract as contract, type Approval } from '../../contract/index.ts';
import { type BillingHospital, openBillingHospital } from '../test-hospital.ts';
import { askApproval, onApproved, withinLimit, type Asked } from './ask.ts';

let hospital: BillingHospital;
let biller: Client;
let manager: Client;
let other: Client;
const done: string[] = [];
let fails = false;
beforeAll(async () => {
  hospital = await openBillingHospital();
  ({ biller, manager, other_manager: other } = hospital);
  onApproved('write-off', async (act, { subject_id, amount_minor, what }) => {
    if (fails) throw new Problem(409, 'billing.changed', 'It was paid meanwhile');
    done.push(`${subject_id} ${amount_minor} ${JSON.stringify(what)} ${act.actor.account_id}`);
  });
});
afterAll(() => hospital.close());

/** An act as the pipeline hands it on, of one who signed in. */
const as = async <T>(who: Client, run: (act: Act) => Promise<T>): Promise<T> => hospital.database.transaction({ scope: 'staff', actor: who.account_id }, (tx) =>
  run({ tx, actor: { account_id: who.account_id, display_name: 'Somebody', roles: who === biller ? ['biller'] : ['billing-manager'] }, audit: { detail: () => undefined } } as unknown as Act));
const asked = (more: Partial<Asked> = {}): Asked => ({ kind: 'write-off', subject_id: crypto.randomUUID(), patient_id: null, amount_minor: 12_345n, currency: 'EUR', reason: 'Moved abroad', what: { invoice: 7 }, ...more });
const ask = (who: Client, more: Partial<Asked> = {}) => as(who, (act) => askApproval(act, asked(more)));
const decide = (who: Client, approval_id: string, granted = true) => who.call<Approval>(contract.decideApproval, { approval_id, granted });
const codeOf = ({ status, body }: { status: number; body: object }) => [status, (body as { code?: string }).code];

test('what is granted is done once, by who granted it, and listed', async () => {
  const subject_id = crypto.randomUUID();
  const id = await ask(biller, { subject_id });
  expect((await manager.call<{ approvals: Approval[] }>(contract.approvals, {})).body.approvals).toContainEqual(expect.objectContaining({ id, amount: '123.45', currency: 'EUR', state: 'waiting' }));
  expect(codeOf(await decide(biller, id))).toEqual([403, expect.any(String)]);
  const answers = await Promise.all([decide(manager, id), decide(other, id), decide(manager, id)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
  const winner = [manager, other, manager][answers.findIndex(({ status }) => status === 200)];
  expect(done.filter((line) => line.startsWith(subject_id))).toEqual([`${subject_id} 12345 {"invoice":7} ${winner?.account_id}`]);
});

test('nobody grants what they asked for: the rule says so, and the database', async () => {
  const id = await ask(manager);
  expect(codeOf(await decide(manager, id))).toEqual([403, 'billing.own_request']);
  await expect(hospital.asSuperuser(`update billing.approval set state = 'granted', decided_at = now(), decided_by = asked_by, decided_by_name = 'x' where id = $1`, [id])).rejects.toThrow('approval_by_another');
  expect((await decide(other, id, false)).body).toMatchObject({ state: 'refused' });
  await expect(hospital.asSuperuser(`update billing.approval set state = 'granted' where id = $1`, [id])).rejects.toThrow('decided already');
});

test('what cannot be done any more is not granted either', async () => {
  const id = await ask(biller);
  fails = true;
  expect(codeOf(await decide(manager, id))).toEqual([409, 'billing.changed']);
  fails = false;
  expect((await decide(manager, id)).body).toMatchObject({ state: 'granted' });
});

test('the same is asked once at a time, and taken back by who asked', async () => {
  const subject_id = crypto.randomUUID();
  const id = await ask(biller, { subject_id });
  await expect(ask(biller, { subject_id })).rejects.toThrow('approval_asked_once');
  expect(codeOf(await manager.call(contract.withdrawApproval, { approval_id: id }))).toEqual([403, 'billing.not_own_request']);
  expect((await biller.call(contract.withdrawApproval, { approval_id: id })).body).toMatchObject({ state: 'withdrawn' });
  await ask(biller, { subject_id });
});

test('a role does up to its limit without asking, and nothing where it has none', async () => {
  const limits = [{ role: 'biller', kind: 'write-off', currency: 'EUR', amount_max: '20.00' }];
  expect((await manager.call(contract.setLimits, { limits })).body).toEqual({ limits });
  expect(await as(biller, async (act) => [await withinLimit(act, 'write-off', 2000n, 'EUR'), await withinLimit(act, 'write-off', 2001n, 'EUR'), await withinLimit(act, 'write-off', 1n, 'USD'), await withinLimit(act, 'refund', 1n, 'EUR')])).toEqual([true, false, false, false]);
  expect(codeOf(await manager.call(contract.setLimits, { limits: [{ ...limits[0], amount_max: '20.001' }] }))).toEqual([400, 'input.invalid']);
  expect(codeOf(await manager.call(contract.setLimits, { limits: [...limits, ...limits] }))).toEqual([422, 'billing.limit_twice']);
  expect((await biller.call(contract.setLimits, { limits })).status).toBe(403);
});

test('a request about a patient whom one may not see is left out, and cannot be decided', async () => {
  const patient_id = await hospital.patient();
  const id = await ask(biller, { patient_id });
  const listed = async () => (await manager.call<{ approvals: Approval[] }>(contract.approvals, {})).body.approvals.some((each) => each.id === id);
  expect(await listed()).toBe(true);
  await hospital.asSuperuser('update patients.patient set restricted = true where id = $1', [patient_id]);
  expect(await listed()).toBe(false);
  expect((await decide(manager, id)).status).toBe(404);
});
