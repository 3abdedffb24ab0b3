import { afterAll, beforeAll, expect, test } from 'vitest';
import { authContract } from '@openward/platform/auth/contract';
import { routes as authRoutes } from '@openward/platform/auth/mount';
import { asset, tellAssets } from '@openward/platform/installation';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { type AssetInventory, complianceContract as contract } from '../../contract/index.ts';
import { assetText, routes } from '../mount.ts';

let hospital: TestHospital;
let officer: Client;
let network = '10.20.0.0/24';

beforeAll(async () => {
  hospital = await openHospital({ ...authRoutes, ...routes });
  officer = await hospital.signIn('compliance');
  tellAssets('test', () => [asset('inside-network', network, { holds: 'patients', protection: 'none' })]);
});
afterAll(() => hospital.close());

const look = async (): Promise<AssetInventory> => {
  const answer = await officer.call(contract.assets, {});
  expect(answer.status, answer.text).toBe(200);
  return answer.body as unknown as AssetInventory;
};
const stateOf = ({ assets }: AssetInventory, code: string, where: string) => assets.find((each) => each.code === code && each.where === where)?.state;

test('it names the tokens of machines that are worth something, who is in charge, and what people sign in with', async () => {
  const administrator = await hospital.signIn('administrator');
  const machine = await administrator.call(authContract.createServiceAccount, { username: 'analyser', display_name: 'Analyser', roles: ['machine'] });
  expect(machine.status, machine.text).toBe(201);
  const token = await administrator.call(authContract.createToken, { account_id: machine.body['id'], name: 'results', scopes: ['records.read'] });
  expect(token.status, token.text).toBe(201);
  const told = await look();
  expect(stateOf(told, 'token', 'analyser: results')).toBe('new');
  expect(JSON.stringify(told)).not.toContain(token.body['secret']);
  const { in_charge, in_charge_count } = told.assets.find(({ code }) => code === 'token')!;
  expect(in_charge_count).toBe(1);
  expect(in_charge).toHaveLength(1);
  expect(told.assets.map(({ code }) => code)).toEqual(expect.arrayContaining(['browser', 'data-key', 'inside-network']));

  const revoked = await administrator.call(authContract.revokeToken, { token_id: token.body['token'].id });
  expect(revoked.status, revoked.text).toBeLessThan(300);
  expect(stateOf(await look(), 'token', 'analyser: results')).toBeUndefined();
});

test('a review is of what was shown; later changes stand out, and what is named no more is gone', async () => {
  const shown = await look();
  network = '10.30.0.0/24';
  const late = await officer.call(contract.reviewAssets, { sum: shown.sum });
  expect([late.status, late.body['code']]).toEqual([409, 'compliance.assets_changed']);

  const done = await officer.call(contract.reviewAssets, { sum: (await look()).sum, note: 'By the list of the house' });
  expect(done.status, done.text).toBe(201);
  const reviewed = done.body as unknown as AssetInventory;
  expect(reviewed.reviewed?.note).toBe('By the list of the house');
  expect(reviewed.assets.every(({ state }) => state === 'same')).toBe(true);

  network = '10.40.0.0/24';
  const after = await look();
  expect(stateOf(after, 'inside-network', '10.40.0.0/24')).toBe('new');
  expect(after.gone).toEqual([{ code: 'inside-network', where: '10.30.0.0/24' }]);
});

test('the file and the command line tell the same lines', async () => {
  const file = await officer.send('GET', '/assets/file');
  expect(file.status).toBe(200);
  expect(file.text).toContain(`way-out,inside-network,${network},`);
  const printed = await hospital.database.transaction({ scope: 'system' }, (tx) => assetText(tx, 'csv'), { readOnly: true });
  // Each look is a request of a session, which moves when it was seen.
  const unseen = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '');
  expect(unseen(printed)).toBe(unseen(file.text));
});

test('it is shown to those who may see it, and a review is nobody’s to change', async () => {
  expect((await (await hospital.signIn('doctor')).call(contract.assets, {})).status).toBe(403);
  const administrator = await hospital.signIn('administrator');
  expect((await administrator.call(contract.assets, {})).status).toBe(200);
  expect((await administrator.call(contract.reviewAssets, { sum: (await look()).sum })).status).toBe(403);
  expect((await officer.call(contract.reviewAssets, { sum: 'x' })).status).toBe(400);
  const change = hospital.database.transaction({ scope: 'system' }, async (tx) => {
    const { sql } = await import('kysely');
    await sql`update compliance.asset_review set note = ''`.execute(tx);
  });
  await expect(change).rejects.toThrow(/permission denied/);
});
