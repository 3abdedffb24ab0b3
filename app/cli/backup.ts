import path from 'node:path';
import type { Command } from 'commander';
import { progressLine } from './progress-line.ts';

/** `openward backup`: what is lost can be brought back. */
export function register(program: Command): void {
  const backup = program.command('backup').description('back this hospital up, and restore it');
  backup.command('create').description('write a backup of now to where backups go: a folder, or a store that speaks S3').action(create);
  backup.command('list').description('list the backups there').action(list);
  backup.command('verify <file>').description('read a backup to its end and check every sum; restores nothing').option('--identity <file>', 'the file with the identity that opens it').action(verify);
  backup.command('drill <file>').description('restore a backup into a scratch database, look whether it is the hospital, and drop it').option('--identity <file>', 'the file with the identity that opens it').action(drill);
  backup.command('restore <file>').description('restore a backup into the empty data folder OPENWARD_DATA, or the empty database of DATABASE_URL').option('--identity <file>', 'the file with the identity that opens it').action(restore);
}

interface Opening {
  identity?: string;
}

const count = (number: number): string => number.toLocaleString('en');
const megabytes = (bytes: number): string => `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;

async function create(): Promise<void> {
  const { createBackup, keepNote, recipientsOf } = await import('@openward/platform/backup');
  const { backupsOf } = await import('../backups.ts');
  const { withDatabase } = await import('./with-database.ts');
  const bar = progressLine();
  const made = await withDatabase('backup create', async (hospital, { config, stopped }) => {
    const { store, recipients, identity_file, version, maintenance } = backupsOf(config, hospital);
    const manifest = await createBackup(maintenance, {
      folder: store, recipients: await recipientsOf(recipients, identity_file), version, now: new Date(), signal: stopped,
      onProgress: (done, of) => bar.show(() => `${megabytes(done)} of about ${megabytes(of)}`),
    });
    await hospital.database.transaction({ scope: 'system' }, (tx) => keepNote(tx, manifest, store.place));
    return { ...manifest, place: store.place };
  }).finally(() => bar.clear());
  const read = made.tables.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(`${made.place}/${made.file}: ${count(made.tables.reduce((sum, { rows }) => sum + rows, 0))} rows, ${megabytes(read)} as ${megabytes(made.bytes)}, in ${(made.took_ms / 1000).toFixed(1)} s`);
  console.log('Keep the folder keys of the data folder elsewhere too: without backup-identity no backup opens, without key-encryption-key what is sealed in it does not.');
}

async function storeNow(): Promise<import('@openward/platform/backup').BackupStore> {
  const { readConfig } = await import('@openward/platform/config');
  const { storeOf } = await import('../backups.ts');
  return storeOf(readConfig(process.env));
}

async function list(): Promise<void> {
  const store = await storeNow();
  const files = (await store.list()).filter(({ name }) => name.endsWith('.backup'));
  for (const { name, bytes } of files) {
    const text = await store.noted(`${name}.json`);
    const { tables } = text === null ? { tables: [] } : (JSON.parse(text) as { tables: { rows: number }[] });
    console.log(`${name}  ${megabytes(bytes)}  ${count(tables.reduce((sum, { rows }) => sum + rows, 0))} rows`);
  }
  if (files.length === 0) console.log(`There is no backup in ${store.place}.`);
}

/** The identity of a file, or of the data folder. */
async function identityOf({ identity }: Opening): Promise<string> {
  const { CannotStart, readConfig } = await import('@openward/platform/config');
  const { readIdentity } = await import('@openward/platform/backup');
  const file = identity ?? path.join(readConfig(process.env).data_folder, 'keys', 'backup-identity');
  const found = readIdentity(file);
  if (found === null) throw new CannotStart('backup.no_identity', `There is no identity in ${file}: name the file that holds it with --identity.`);
  return found;
}

/** A path is a file of this machine; a name alone lies where backups go. */
async function sourceOf(file: string): Promise<import('@openward/platform/backup').BackupSource> {
  return file.includes(path.sep) ? path.resolve(file) : (await storeNow()).source(file);
}

/** Says what is wrong with a backup as one line, and nothing of our inside. */
async function plainly<T>(work: () => Promise<T>): Promise<T> {
  const { CannotStart } = await import('@openward/platform/config');
  const { BackupBroken, WrongKey } = await import('@openward/platform/backup');
  try {
    return await work();
  } catch (error) {
    if (error instanceof BackupBroken || error instanceof WrongKey) throw new CannotStart('backup.unusable', `${error.message} Nothing was changed.`, { cause: error });
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new CannotStart('backup.missing', 'There is no such file. Nothing was changed.', { cause: error });
    throw error;
  }
}

async function verify(file: string, opening: Opening): Promise<void> {
  const { readBackup } = await import('@openward/platform/backup');
  const { head, tables } = await plainly(async () => readBackup(await sourceOf(file), await identityOf(opening)));
  console.log(`Whole: ${count(tables.length)} tables, ${count(tables.reduce((sum, { rows }) => sum + rows, 0))} rows, of ${head.made_at}, OpenWard ${head.version}`);
}

async function drill(file: string, opening: Opening): Promise<void> {
  const { drillBackup } = await import('@openward/platform/backup');
  const { backupsOf } = await import('../backups.ts');
  const { withDatabase } = await import('./with-database.ts');
  const identity = await identityOf(opening);
  const place = await sourceOf(file);
  const bar = progressLine();
  const begun = performance.now();
  const wrong = await plainly(() => withDatabase('backup drill', (hospital, { config, stopped }) => drillBackup(hospital, {
    file: place, identity, signal: stopped, onProgress: (done, of) => bar.show(() => `${count(done)} of ${count(of)} tables`),
  }, backupsOf(config, hospital).checks))).finally(() => bar.clear());
  console.log(wrong === null ? `Proven: every row is there as it was (${((performance.now() - begun) / 1000).toFixed(1)} s)` : `Not proven: ${wrong}`);
  if (wrong !== null) process.exitCode = 1;
}

async function restore(file: string, opening: Opening): Promise<void> {
  const { readConfig } = await import('@openward/platform/config');
  const { restoreBackup } = await import('@openward/platform/backup');
  const { readConnection } = await import('@openward/platform/db');
  const config = readConfig(process.env);
  const identity = await identityOf(opening);
  const place = await sourceOf(file);
  const bar = progressLine();
  const options = { file: place, identity, onProgress: (done: number, of: number) => bar.show(() => `${count(done)} of ${count(of)} tables`) };
  const begun = performance.now();
  const { head, tables } = await plainly(async () => {
    if (config.database_url !== undefined) {
      const owner = readConnection(config.database_url);
      return restoreBackup({ owner, maintenance: owner }, options);
    }
    const { openEmbedded } = await import('@openward/platform/db/embedded');
    const embedded = await openEmbedded({ folder: config.data_folder, purpose: 'serve', name: 'openward backup restore', say: (line) => process.stderr.write(`${line}\n`) });
    try {
      return await restoreBackup({ owner: embedded.owner, maintenance: { ...embedded.superuser, database: embedded.owner.database } }, options);
    } finally {
      await embedded.close();
    }
  }).finally(() => bar.clear());
  console.log(`Restored: ${count(tables.length)} tables, ${count(tables.reduce((sum, { rows }) => sum + rows, 0))} rows, as of ${head.made_at} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  const { takeNotes } = await import('../erasures.ts');
  const notes = file.includes(path.sep) ? await takeNotes(config, path.dirname(path.resolve(file))) : 0;
  if (notes > 0) console.log(`Notes of erasures lay beside it (${count(notes)}): what was erased after the backup is erased again at the start.`);
  console.log('Put the folder keys back into the data folder before you start it.');
}
