import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { CodesUnreadable } from './loaded-code.ts';

// ZIP as https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT describes it: stored or deflated, without ZIP64.
const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;

/** A file within an archive. */
export interface ZipEntry {
  name: string;
  method: number;
  packed: number;
  offset: number;
}

async function bytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new CodesUnreadable('The archive is cut off');
  return buffer;
}

/** What an archive holds. */
export async function zipEntries(path: string): Promise<ZipEntry[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = await bytes(file, Math.max(0, size - 66_000), Math.min(size, 66_000));
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    if (end < 0 || tail.readUInt32LE(end) !== endOfDirectory) throw new CodesUnreadable(`${path} is no zip archive`);
    const [count, length, begin] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
    if (begin === 0xffffffff) throw new CodesUnreadable(`${path} is a ZIP64 archive: unpack it, and name its folder`);
    const directory = await bytes(file, begin, length);
    const entries: ZipEntry[] = [];
    for (let at = 0, left = count; left > 0; left -= 1) {
      if (directory.readUInt32LE(at) !== directoryEntry) throw new CodesUnreadable(`${path} has a broken directory`);
      const [name, extra, comment] = [directory.readUInt16LE(at + 28), directory.readUInt16LE(at + 30), directory.readUInt16LE(at + 32)];
      entries.push({
        name: directory.toString('utf8', at + 46, at + 46 + name),
        method: directory.readUInt16LE(at + 10),
        packed: directory.readUInt32LE(at + 20),
        offset: directory.readUInt32LE(at + 42),
      });
      at += 46 + name + extra + comment;
    }
    return entries.filter(({ name: each }) => !each.endsWith('/'));
  } finally {
    await file.close();
  }
}

/** The content of a file within an archive, as it is unpacked. */
export async function openZipEntry(path: string, { name, method, packed, offset }: ZipEntry): Promise<Readable> {
  const file = await open(path);
  const head = await bytes(file, offset, 30);
  if (head.readUInt32LE(0) !== localEntry) throw new CodesUnreadable(`${name} is not where the archive says`);
  if (method !== 0 && method !== 8) throw new CodesUnreadable(`${name} is packed in a way that is not known here`);
  const start = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const raw = file.createReadStream({ start, end: start + packed - 1 });
  if (method === 0) return raw;
  const inflated = createInflateRaw();
  raw.on('error', (error) => inflated.destroy(error));
  return raw.pipe(inflated);
}
