import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '@openward/platform/config';
import { openHospital, type TestHospital } from '@openward/platform/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startErasures, takeNotes } from './erasures.ts';

let hospital: TestHospital;
const folder = mkdtempSync(path.join(tmpdir(), 'openward-notes-'));
const note = 'openward-erasure-01a20b2f-58c0-7a48-917f-1e64b1a0d365.json';

beforeAll(async () => {
  hospital = await openHospital({});
});
afterAll(async () => {
  await hospital.close();
  rmSync(folder, { recursive: true });
});

const configOf = (name: string, more: Record<string, string> = {}) => readConfig({ OPENWARD_DATA: path.join(folder, name), ...more });
async function started(config: ReturnType<typeof configOf>): Promise<string[]> {
  const said: string[] = [];
  await startErasures(config, hospital.database, (line) => said.push(line));
  return said;
}

it('takes the notes beside a backup along, and nothing else', async () => {
  const beside = path.join(folder, 'disk');
  mkdirSync(beside);
  for (const name of [note, 'openward-20260504.backup', 'openward-erasure-..json', 'other.json']) writeFileSync(path.join(beside, name), '{}');
  const config = configOf('taken');
  expect(await takeNotes(config, beside)).toBe(1);
  expect(readdirSync(path.join(config.data_folder, 'erasures'))).toEqual([note]);
  // It is not ours: the start says so, and leaves it alone.
  expect(await started(config)).toEqual([expect.stringContaining('notes of erasures beside the backups are damaged, or of another hospital')]);
});

it('starts a hospital that has erased nothing without a word, and one whose backups are away with one', async () => {
  expect(await started(configOf('new'))).toEqual([]);
  // A file where the folder of backups should be.
  const blocked = path.join(folder, 'blocked');
  writeFileSync(blocked, '');
  await hospital.asSuperuser(`insert into compliance.re_erasure (erasure_id, record_ids, categories, erased_at, rows) values (gen_random_uuid(), '{}', '{contact}', now(), '{}')`);
  expect(await started(configOf('new', { OPENWARD_BACKUP_FOLDER: blocked }))).toEqual([expect.stringContaining('could not be compared with the notes beside the backups')]);
  expect(await started(configOf('new'))).toEqual([]);
  expect(readdirSync(path.join(folder, 'new', 'backups'))).toHaveLength(1);
});
