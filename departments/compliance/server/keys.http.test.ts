import { afterAll, beforeAll, expect, it } from 'vitest';
import { reseal } from '@openward/platform/crypto';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { complianceContract as contract, type DataKey, type KeyRun } from '../contract/index.ts';
import { routes } from './mount.ts';

interface Shown {
  keys: DataKey[];
  counted_at: string | null;
  run: KeyRun | null;
}

let hospital: TestHospital;
let administrator: Client;

beforeAll(async () => {
  hospital = await openHospital({ compliance: routes });
  administrator = await hospital.signIn('administrator');
});
afterAll(() => hospital.close());

const shown = async (who = administrator) => (await who.call<Shown>(contract.keys)).body;

it('shows which keys there are, and never a key', async () => {
  const { keys, run } = await shown();
  expect(keys).toMatchObject([{ purpose: 'seal', version: 1, state: 'sealing', values: 0 }, { purpose: 'blind-index', version: 1, state: 'sealing', values: null }]);
  expect(keys[0]!.wrapped_by).toMatch(/^[0-9a-f]{8}$/);
  expect(Object.keys(keys[0]!).toSorted()).toEqual(['id', 'made_at', 'purpose', 'state', 'values', 'version', 'wrapped_by']);
  expect(run).toBeNull();
});

it('a rotation is asked for once, stopped, resumed, and leaves its events', async () => {
  const { body } = await administrator.call<{ run_id: string }>(contract.rotateKey);
  const { run_id } = body;
  expect((await administrator.call(contract.rotateKey)).body['code']).toBe('compliance.rotation_unfinished');
  expect((await administrator.call(contract.resumeKeyRun, { run_id })).body['code']).toBe('compliance.run_over');
  await reseal(hospital.database);
  expect((await shown()).keys[0]).toMatchObject({ version: 2, state: 'waiting' });
  expect((await shown()).keys[1]).toMatchObject({ version: 1, state: 'sealing' });
  expect((await administrator.call(contract.stopKeyRun, { run_id })).status).toBe(200);
  await reseal(hospital.database);
  expect((await shown()).run).toMatchObject({ id: run_id, state: 'stopped', done: 0, broken: 0 });
  expect((await administrator.call(contract.resumeKeyRun, { run_id })).status).toBe(200);
  expect((await shown()).run).toMatchObject({ state: 'running' });
  const events = await hospital.asSuperuser<{ name: string }>(`select distinct name from audit.event where name ~ '^compliance.key' and outcome = 'success' order by 1`);
  expect(events.map(({ name }) => name)).toEqual(['compliance.key.list', 'compliance.key.resume', 'compliance.key.rotate', 'compliance.key.stop']);
});

it('whoever watches sees them and turns none; others see nothing', async () => {
  const officer = await hospital.signIn('compliance');
  expect((await shown(officer)).keys.length).toBeGreaterThan(1);
  expect((await officer.call(contract.rotateKey)).status).toBe(403);
  expect((await (await hospital.signIn('doctor')).call(contract.keys)).status).toBe(403);
});
