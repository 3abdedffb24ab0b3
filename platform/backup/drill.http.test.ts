import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '@openward/platform/testing';
import { beginRun, folderStore, keepBackups, openBackups, readIdentity, takeUpRun, type RunKind } from './index.ts';

let testing: TestDatabase;
const folder = mkdtempSync(path.join(tmpdir(), 'openward-drill-'));
const identity_file = path.join(folder, 'keys', 'backup-identity');
const wrong: { said: string | null } = { said: null };

beforeAll(async () => {
  testing = await testDatabase();
  await testing.asSuperuser(`insert into patients.patient (display_name, sort_name) select 'Ann ' || n, 'ann ' || n from generate_series(1, 300) n`);
  openBackups({ owner: testing.owner, maintenance: testing.superuser, store: folderStore(folder), recipients: [], identity_file, version: '0.1.0', checks: [async () => wrong.said] });
});
afterAll(() => testing.close());

async function runNow(kind: RunKind, file: string | null = null): Promise<{ state: string; fault: string | null }> {
  await testing.database.transaction({ scope: 'system' }, (tx) => beginRun(tx, kind, file));
  await takeUpRun(testing.database);
  const [run] = await testing.asSuperuser<{ state: string; fault: string | null }>('select state, fault from platform.backup_run order by begun_at desc limit 1');
  return run!;
}

const backups = () => testing.asSuperuser<{ file: string; drilled_at: Date | null; drill_fault: string | null }>('select file, drilled_at, drill_fault from platform.backup order by made_at desc');
const databases = async () => (await testing.asSuperuser(`select from pg_database where datname like 'openward_drill_%'`)).length;

it('a backup is unproven until a drill has restored it, and every row was there', async () => {
  expect(await runNow('backup')).toEqual({ state: 'done', fault: null });
  expect(statSync(identity_file).mode & 0o777).toBe(0o400);
  const [made] = await backups();
  expect(made).toMatchObject({ drilled_at: null });
  expect(await runNow('drill', made!.file)).toEqual({ state: 'done', fault: null });
  expect((await backups())[0]).toMatchObject({ drilled_at: expect.any(Date) as Date, drill_fault: null });
  // Others drill beside this.
  await expect.poll(databases, { timeout: 20_000 }).toBe(0);
});

it('one that is damaged, or in which something is wrong, is not', async () => {
  const [made] = await backups();
  wrong.said = 'the ledger does not balance';
  await runNow('drill', made!.file);
  expect((await backups())[0]).toMatchObject({ drill_fault: 'the ledger does not balance' });
  wrong.said = null;
  const bytes = readFileSync(path.join(folder, made!.file));
  bytes[Math.floor(bytes.length / 2)]! ^= 1;
  writeFileSync(path.join(folder, made!.file), bytes);
  await runNow('drill', made!.file);
  expect((await backups())[0]?.drill_fault).toMatch(/damaged/);
  // Others drill beside this.
  await expect.poll(databases, { timeout: 20_000 }).toBe(0);
});

it('there is one run at a time, and of many who ask one gets it', async () => {
  const asked = await Promise.all(Array.from({ length: 8 }, () => testing.database.transaction({ scope: 'system' }, (tx) => beginRun(tx, 'backup', null))));
  expect(asked.filter((each) => each !== null)).toHaveLength(1);
  await Promise.all([takeUpRun(testing.database), takeUpRun(testing.database), takeUpRun(testing.database)]);
  expect((await testing.asSuperuser(`select from platform.backup_run where state = 'done' and kind = 'backup'`)).length).toBe(2);
});

it('backs up by itself a day after the hospital was made, and drills what is unproven', async () => {
  await testing.asSuperuser('delete from platform.backup');
  await testing.database.transaction({ scope: 'system' }, (tx) => sql`insert into platform.installation (mode, hospital_name, at) values ('real', 'Test', now() - interval '2 days')`.execute(tx));
  await keepBackups(testing.database);
  expect(await backups()).toHaveLength(1);
  await keepBackups(testing.database);
  expect(await backups()).toMatchObject([{ drill_fault: null, drilled_at: expect.any(Date) as Date }]);
  await keepBackups(testing.database);
  expect(await backups()).toHaveLength(1);
});

it('an identity that others may read is refused', () => {
  const open = path.join(folder, 'open');
  writeFileSync(open, 'AGE-SECRET-KEY-1X\n', { mode: 0o644 });
  expect(() => readIdentity(open)).toThrow(/open to other users/);
  expect(readIdentity(path.join(folder, 'none'))).toBeNull();
});
