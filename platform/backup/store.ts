import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CannotStart } from '../config/cannot-start.ts';

/** What a backup is read from: a file, or whatever gives its bytes from the beginning, as often as it is asked. */
export type BackupSource = string | (() => AsyncIterable<Uint8Array>);

/** Where backups lie. Names are those of files without a folder. */
export interface BackupStore {
  /** Where that is, as a person reads it; nothing secret. */
  place: string;
  /** Writes a file, whole or not at all; never over one that is there. */
  write(name: string, bytes: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void>;
  /** Writes a small text; over the one that is there. */
  note(name: string, text: string): Promise<void>;
  /** Reads a small text; null where there is none. */
  noted(name: string): Promise<string | null>;
  /** The files, by their names. */
  list(): Promise<{ name: string; bytes: number }[]>;
  /** A file, to be read from its beginning. */
  source(name: string): BackupSource;
  /** Removes a file; one that is not there is no error. */
  remove(name: string): Promise<void>;
}

const read_bytes = 1 << 20;

/** The bytes of a source. */
export const bytesOf = (source: BackupSource): AsyncIterable<Uint8Array> => (typeof source === 'string' ? createReadStream(source, { highWaterMark: read_bytes }) : source());

/** A folder of this machine, or one that is mounted. */
export function folderStore(folder: string): BackupStore {
  const at = (name: string): string => path.join(folder, name);
  return {
    place: folder,
    async write(name, bytes, signal) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if (existsSync(at(name))) throw new CannotStart('store.exists', `There is a backup of this name in ${folder} already: nothing was overwritten.`);
      const unfinished = at(`.${name}.unfinished`);
      try {
        await pipeline(bytes, createWriteStream(unfinished, { flags: 'wx', mode: 0o600, highWaterMark: read_bytes }), ...(signal === undefined ? [] : [{ signal }]));
        await toDisk(unfinished);
        await rename(unfinished, at(name));
        await toDisk(folder);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    async note(name, text) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const unfinished = at(`.${name}.${process.pid}.unfinished`);
      await writeFile(unfinished, text, { mode: 0o600 });
      await toDisk(unfinished);
      await rename(unfinished, at(name));
      await toDisk(folder);
    },
    noted: (name) => readFile(at(name), 'utf8').catch(() => null),
    async list() {
      const names = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith('.')).toSorted();
      return Promise.all(names.map(async (name) => ({ name, bytes: (await stat(at(name))).size })));
    },
    source: at,
    async remove(name) {
      await rm(at(name), { force: true });
    },
  };
}

async function toDisk(place: string): Promise<void> {
  const file = await open(place, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
