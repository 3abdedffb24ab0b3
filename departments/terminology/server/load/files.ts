import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { CodesUnreadable, type CodeFiles } from './loaded-code.ts';
import { openZipEntry, zipEntries } from './zip.ts';

/** What is told while files are read. */
interface Watch {
  signal: AbortSignal;
  /** Told how many bytes were unpacked since the last time. */
  onBytes: (bytes: number) => void;
}

/** Opens a file, a folder or a zip archive. */
export async function openCodeFiles(place: string, watch: Watch): Promise<CodeFiles> {
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) throw new CodesUnreadable(`There is no ${place}`);
  const source = path.basename(place);
  if (found.isDirectory()) {
    const names = (await readdir(place, { recursive: true, withFileTypes: true })).filter((each) => each.isFile())
      .map((each) => path.relative(place, path.join(each.parentPath, each.name))).sort();
    return { names, source, lines: (name) => linesOf(async () => createReadStream(path.join(place, name)), watch) };
  }
  if (/\.zip$/i.test(place)) {
    const entries = await zipEntries(place);
    const entryOf = (name: string) => entries.find((each) => each.name === name)!;
    return { names: entries.map(({ name }) => name), source, lines: (name) => linesOf(() => openZipEntry(place, entryOf(name)), watch) };
  }
  return { names: [source], source, lines: () => linesOf(async () => createReadStream(place), watch) };
}

async function* linesOf(open: () => Promise<Readable>, { signal, onBytes }: Watch): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const chunk of await open()) {
    signal.throwIfAborted();
    onBytes((chunk as Buffer).length);
    const parts = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest.replace(/\r$/, '');
}

/** A digest of the codes that were read, so that the same release is known again whatever its files are called. */
export function digestOfCodes(): Hash {
  return createHash('sha256');
}
