import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { Client, TestHospital } from '@openward/platform/testing';
import { recordsContract as contract } from '../../contract/index.ts';
import { records } from '../api.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let away: Client;
let colleague: Client;
const patient_id = randomUUID();
const hour = 3_600_000;
const at = (hours: number) => new Date(Date.now() + hours * hour).toISOString();

beforeAll(async () => {
  hospital = await openHospital({ records: routes });
  await hospital.database.transaction({ scope: 'system' }, (tx) => records.setCompartment(tx, patient_id, { restricted: false }));
});
beforeEach(async () => {
  [away, colleague] = [await hospital.signIn('doctor'), await hospital.signIn('doctor')];
});
afterAll(() => hospital.close());

const cover = (client: Client, from: string, to: string, colleague_id = colleague.account_id) => client.call(contract.addCover, { colleague_id, from, to });
const given = (due: string) =>
  away.call(contract.openLoop, { patient_id, kind: 'task', title: 'Call', owner: { kind: 'account', id: away.account_id }, due });

describe('cover while away', () => {
  test('shows both inboxes to the colleague, and counts them', async () => {
    await given(at(-1));
    expect((await colleague.call(contract.inboxCount)).body).toEqual({ open: 0, overdue: 0 });
    const named = await cover(away, at(-1), at(5));
    expect(named).toMatchObject({ status: 201, body: { account_id: away.account_id, colleague_id: colleague.account_id } });
    const { body } = await colleague.call(contract.inbox);
    expect(body).toMatchObject({ loops: [{ owner: { id: away.account_id }, level: 'owner' }], covering: [{ account_id: away.account_id }] });
    expect((await colleague.call(contract.inboxCount)).body).toEqual({ open: 1, overdue: 1 });
    const [loop] = body['loops'];
    expect((await colleague.call(contract.closeLoop, { patient_id, loop_id: loop.id, version: 1, outcome: 'done' })).status).toBe(200);
  });

  test('begins and ends when it was said, and can be ended', async () => {
    await given(at(1));
    const later = await cover(away, at(2), at(3));
    expect((await colleague.call(contract.inbox)).body['loops']).toEqual([]);
    expect((await away.call(contract.endCover, { cover_id: later.body['id'] })).body).toEqual({ ended: true });
    expect((await away.call(contract.covers)).body['covers']).toEqual([]);
    const now = await cover(away, at(-2), at(2));
    expect((await colleague.call(contract.covers)).body['covers']).toHaveLength(1);
    expect((await colleague.call(contract.endCover, { cover_id: now.body['id'] })).status, 'it is not theirs to end').toBe(404);
    await away.call(contract.endCover, { cover_id: now.body['id'] });
    expect((await colleague.call(contract.inbox)).body).toMatchObject({ loops: [], covering: [] });
    expect((await away.call(contract.endCover, { cover_id: now.body['id'] })).body['code']).toBe('records.unknown_cover');
  });

  test('is by one colleague at a time, also when two are named at once', async () => {
    const third = await hospital.signIn('doctor');
    const answers = await Promise.all([cover(away, at(0), at(5)), cover(away, at(4), at(9), third.account_id), cover(away, at(1), at(2), third.account_id)]);
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(1);
    const kept = answers.filter(({ status }) => status === 201).map(({ body }) => [body['from'], body['to']] as [string, string]);
    for (const [at_, one] of kept.entries()) for (const other of kept.slice(at_ + 1)) expect(one[1] <= other[0] || other[1] <= one[0]).toBe(true);
    for (const { status, body } of answers) if (status !== 201) expect(body).toMatchObject({ status: 409, code: 'records.cover_overlaps', errors: [{ field: 'from' }] });
  });

  test.each([
    ['oneself', () => cover(away, at(0), at(1), away.account_id), 'colleague_id'],
    ['nobody', () => cover(away, at(0), at(1), randomUUID()), 'colleague_id'],
    ['a time that ends before it begins', () => cover(away, at(1), at(0)), 'to'],
  ])('is not by %s', async (_what, ask, field) => {
    expect(await ask()).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });
});

test('colleagues are found by any part of their name, without oneself, patients or who may not sign in', async () => {
  await hospital.signIn('patient');
  await hospital.asSuperuser(`update auth.account set display_name = 'Dr Zoë Lindqvist' where id = $1`, [colleague.account_id]);
  const found = async (query?: string) =>
    (await away.call(contract.colleagues, query === undefined ? {} : { query })).body['colleagues'] as { account_id: string; name: string; username: string }[];
  expect(await found('LIND zoe')).toEqual([{ account_id: colleague.account_id, name: 'Dr Zoë Lindqvist', username: expect.stringMatching(/^doctor\./) as string }]);
  expect((await found()).every(({ account_id, username }) => account_id !== away.account_id && !username.startsWith('patient'))).toBe(true);
  await hospital.asSuperuser('update auth.account set disabled_at = now() where id = $1', [colleague.account_id]);
  expect(await found('lindqvist')).toEqual([]);
});
