import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { compareErasures, openErasures } from '@openward/compliance/mount';
import { folderStore } from '@openward/platform/backup';
import type { Config } from '@openward/platform/config';
import type { Database } from '@openward/platform/db';
import { storeOf } from './backups.ts';

/** Where what was erased is kept outside the database: with the backups, and in the data folder. */
const notesOf = (config: Config) => folderStore(path.join(config.data_folder, 'erasures'));
const placesOf = (config: Config) => [notesOf(config), storeOf(config)];

/** A store that is away must not keep a hospital closed. */
const patience_ms = 20_000;

/** Before anybody is served: what this database has forgotten of erasures, since it was restored, is erased again. */
export async function startErasures(config: Config, database: Database, say: (line: string) => void): Promise<void> {
  openErasures(placesOf(config));
  const comparing = compareErasures(database);
  // Once nobody waits for it any more, the job says what is wrong.
  comparing.catch(() => {});
  try {
    const compared = await Promise.race([comparing, wait(patience_ms, null, { ref: false })]);
    if (compared === null) return say('The place of backups does not answer: what was erased is compared with its notes when it does.');
    const { again, strange } = compared;
    if (again > 0) say(`${again} ${again === 1 ? 'erasure was' : 'erasures were'} done again: this database was restored from a backup before.`);
    if (strange > 0) say(`${strange} notes of erasures beside the backups are damaged, or of another hospital: they were left alone.`);
  } catch (error) {
    say(`What was erased could not be compared with the notes beside the backups (${error instanceof Error ? error.message : String(error)}): it is tried again every ten minutes.`);
  }
}

/** Takes the notes that lie beside a backup into the data folder, where the next start finds them; how many there were. */
export async function takeNotes(config: Config, folder: string): Promise<number> {
  const [from, to] = [folderStore(folder), notesOf(config)];
  const names = (await from.list()).map(({ name }) => name).filter((name) => /^openward-erasure-[0-9a-f-]{36}\.json$/.test(name));
  for (const name of names) await to.note(name, (await from.noted(name)) ?? '');
  return names.length;
}
