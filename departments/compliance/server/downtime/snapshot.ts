import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeEvent } from '@openward/platform/audit';
import { unseal } from '@openward/platform/crypto';
import { announce, type Database } from '@openward/platform/db';
import { every } from '@openward/platform/jobs';
import { gather } from './gather.ts';
import { noteSnapshot, takeUp, type Made } from './downtime.sql.ts';
import { sealPage } from './seal-page.ts';

/** So many files stay, and `latest.html` beside them. */
const kept_max = 4;
const named = /^downtime-\d{8}T\d{6}Z\.html$/;
export const passphrasePlace = { table: 'compliance.downtime_setting', column: 'passphrase_encrypted', row: 'one' };

let folder: string | null = null;

/** From now on this server makes downtime snapshots, in this folder. */
export function openDowntime(where: string): void {
  folder = where;
}

/** The file of a snapshot that is still there; null where it is gone. */
export async function readSnapshotFile(file: string): Promise<Buffer | null> {
  if (folder === null || !named.test(file)) return null;
  return readFile(path.join(folder, file)).catch(() => null);
}

/** Makes a snapshot where one is due. Whatever goes wrong is noted, and shown to those who keep them. */
export async function keepDowntime(database: Database): Promise<void> {
  const where = folder;
  if (where === null) return;
  const setting = await database.transaction({ scope: 'system' }, (tx) => takeUp(tx));
  if (setting?.passphrase_encrypted == null) return;
  const begun = performance.now();
  const file = `downtime-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}.html`;
  const made: Made = { file, patients: 0, bytes: 0, took_ms: 0, fault: null };
  let removed: string[] = [];
  let shown: string[] = [];
  try {
    const passphrase = unseal(setting.passphrase_encrypted, passphrasePlace).toString('utf8');
    // As somebody who may see restricted patients, and nothing that a label hides.
    const { patient_ids, ...content } = await database.transaction({ scope: 'staff', clearance: ['restricted'] }, (tx) => gather(tx, setting.every_minutes), { isolation: 'repeatable read' });
    const page = await sealPage(content, passphrase);
    await write(where, file, page);
    removed = await removeOld(where);
    shown = patient_ids;
    Object.assign(made, { patients: content.patients.length, bytes: Buffer.byteLength(page) });
  } catch (error) {
    made.fault = (error as NodeJS.ErrnoException).code ?? 'failed';
  }
  made.took_ms = Math.round(performance.now() - begun);
  await database.transaction({ scope: 'system' }, async (tx) => {
    await noteSnapshot(tx, made, removed);
    await writeEvent(tx, { name: 'compliance.downtime.make', outcome: made.fault === null ? 'success' : 'failure', shown, detail: { file, patients: made.patients, fault: made.fault } });
    announce(tx, 'downtime');
  });
}

/** Whole or not at all: whoever opens the file meanwhile has the one before. */
async function write(where: string, file: string, page: string): Promise<void> {
  await mkdir(where, { recursive: true, mode: 0o750 });
  for (const name of [file, 'latest.html']) {
    const half = path.join(where, `.${name}.half`);
    await writeFile(half, page, { mode: 0o640, flush: true });
    await rename(half, path.join(where, name));
  }
}

async function removeOld(where: string): Promise<string[]> {
  const old = (await readdir(where)).filter((name) => named.test(name)).toSorted().reverse().slice(kept_max);
  for (const name of old) await rm(path.join(where, name), { force: true });
  return old;
}

every(5, 'make the downtime snapshot', keepDowntime);
