import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateX25519Identity } from 'age-encryption';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '@openward/platform/testing';
import { beginRun, folderStore, openBackups, readBackup, readIdentity, takeUpRun, WrongKey, type BackupStore, type RunKind } from '../index.ts';
import { keys, openPretendStore, type PretendStore } from './pretend-store.ts';
import { s3Store } from './store.ts';

let testing: TestDatabase;
let there: PretendStore;
let store: BackupStore;
const folder = mkdtempSync(path.join(tmpdir(), 'openward-s3-'));
const identity_file = path.join(folder, 'keys', 'backup-identity');
const open = (to: BackupStore) => openBackups({ owner: testing.owner, maintenance: testing.superuser, store: to, recipients: [], identity_file, version: '0.1.0', checks: [] });

beforeAll(async () => {
  testing = await testDatabase();
  there = await openPretendStore();
  store = s3Store({ address: there.address, ...keys }, { first_wait_ms: 1 });
  await testing.asSuperuser(`insert into patients.patient (display_name, sort_name) select 'Ann ' || n, 'ann ' || n from generate_series(1, 3000) n`);
  open(store);
});
afterAll(async () => {
  await there.close();
  await testing.close();
});

async function runNow(kind: RunKind, file: string | null = null): Promise<{ state: string; fault: string | null }> {
  await testing.database.transaction({ scope: 'system' }, (tx) => beginRun(tx, kind, file));
  await takeUpRun(testing.database);
  const [run] = await testing.asSuperuser<{ state: string; fault: string | null }>('select state, fault from platform.backup_run order by begun_at desc limit 1');
  return run!;
}
const newest = async () => (await testing.asSuperuser<{ file: string; place: string; drilled_at: Date | null; drill_fault: string | null }>('select file, place, drilled_at, drill_fault from platform.backup order by made_at desc limit 1'))[0]!;

it('backs up into a bucket, reads it from there, and a drill proves it', async () => {
  expect(await runNow('backup')).toEqual({ state: 'done', fault: null });
  const made = await newest();
  expect(made.place).toBe(there.address);
  expect([...there.objects.keys()].toSorted()).toEqual([`copies/${made.file}`, `copies/${made.file}.json`]);
  const { tables } = await readBackup(store.source(made.file), readIdentity(identity_file)!);
  expect(tables.find(({ name }) => name === 'patients.patient')?.rows).toBe(3000);
  await expect(readBackup(store.source(made.file), await generateX25519Identity())).rejects.toBeInstanceOf(WrongKey);
  expect(await runNow('drill', made.file)).toEqual({ state: 'done', fault: null });
  expect(await newest()).toMatchObject({ drilled_at: expect.any(Date) as Date, drill_fault: null });
});

it('a store that is away fails the run by its code, and condemns no backup', async () => {
  const { file } = await newest();
  there.trouble = () => ({ status: 503, code: 'SlowDown' });
  expect(await runNow('backup')).toEqual({ state: 'failed', fault: 'store.busy' });
  expect(await runNow('drill', file)).toEqual({ state: 'failed', fault: 'store.busy' });
  there.trouble = () => null;
  expect((await newest()).drill_fault).toBeNull();
});

it('removes there what newer ones make superfluous, and nothing of a place from before', async () => {
  const old = (place: string, day: number) => testing.asSuperuser(`insert into platform.backup (file, made_at, version, bytes, row_count, table_count, sha256, took_ms, place)
    select 'openward-' || $2 || '-' || n || '.backup', now() - interval '400 days' - n * interval '1 hour', '0', 1, 0, 1, repeat('0', 64), 1, $1 from generate_series(1, 40) n`, [place, day]);
  await old(store.place, 1);
  await old(folder, 2);
  for (let n = 1; n <= 40; n += 1) there.objects.set(`copies/openward-1-${n}.backup`, Buffer.from('x'));
  expect(await runNow('backup')).toEqual({ state: 'done', fault: null });
  const gone = await testing.asSuperuser<{ place: string; n: number }>(`select place, count(*)::int as n from platform.backup where removed_at is not null and version = '0' group by place`);
  expect(gone.map(({ place }) => place)).toEqual([store.place]);
  expect([...there.objects.keys()].filter((key) => key.startsWith('copies/openward-1-')).length).toBe(40 - gone[0]!.n);
  open(folderStore(folder));
  expect(await runNow('backup')).toEqual({ state: 'done', fault: null });
  expect((await newest()).place).toBe(folder);
});
