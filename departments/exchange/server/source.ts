import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A file to import. */
export interface SourceFile {
  path: string;
  /** Bytes on disk. */
  size: number;
  gzip: boolean;
  /** One resource to a line (NDJSON), or one JSON object. */
  lines: boolean;
  /** What others refer to comes first: organisations, people, patients, the rest. */
  rank: number;
}

/** A path that cannot be imported, and why. */
export interface BadPath {
  path: string;
  message: string;
}

const importable = /\.(?:json|ndjson|jsonl)(?:\.gz)?$/i;

/** The files at these paths, folders with all that is in them, in the order in which they are to be imported. */
export async function findFiles(paths: readonly string[]): Promise<{ files: SourceFile[]; bad: BadPath[] }> {
  const files: SourceFile[] = [];
  const bad: BadPath[] = [];
  for (const given of paths) {
    try {
      const found = (await stat(given)).isDirectory() ? await inFolder(given) : [given];
      if (found.length === 0) bad.push({ path: given, message: 'holds no .json, .ndjson or .gz file' });
      for (const file of found) files.push(await sourceFile(file));
    } catch (error) {
      bad.push({ path: given, message: reasonOf(error) });
    }
  }
  const once = [...new Map(files.map((file) => [path.resolve(file.path), file])).values()];
  return { files: once.sort((one, other) => one.rank - other.rank || (one.path < other.path ? -1 : 1)), bad };
}

async function inFolder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile() && importable.test(entry.name)).map((entry) => path.join(entry.parentPath, entry.name)).sort();
}

async function sourceFile(file: string): Promise<SourceFile> {
  const { size } = await stat(file);
  const gzip = await isGzip(file);
  const start = await beginning(file, gzip);
  const byName = /\.(ndjson|jsonl)(\.gz)?$/i.test(file);
  return { path: file, size, gzip, lines: byName || looksLikeLines(start), rank: rankOf(start) };
}

/** By its first bytes, whatever it is called. */
async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

const peek_bytes = 65_536;

async function beginning(file: string, gzip: boolean): Promise<string> {
  let text = '';
  try {
    for await (const chunk of readChunks({ path: file, gzip }, () => {})) {
      text += Buffer.from(chunk).toString('latin1');
      if (text.length >= peek_bytes) break;
    }
  } catch {
    // What cannot be unpacked is refused when it is read.
  }
  return text;
}

/** Whether the first line is a whole object and another follows. */
function looksLikeLines(start: string): boolean {
  const [first, second] = start.split('\n', 2).map((line) => line.trim());
  if (!first?.startsWith('{') || !second?.startsWith('{')) return false;
  try {
    JSON.parse(first);
    return true;
  } catch {
    return false;
  }
}

const order = [
  ['Organization'], ['Location', 'HealthcareService', 'Endpoint', 'Medication', 'Substance', 'Device'], ['Practitioner', 'Person'],
  ['PractitionerRole', 'CareTeam'], ['Patient'], ['Encounter', 'EpisodeOfCare'],
];

function rankOf(start: string): number {
  for (const [, type] of start.matchAll(/"resourceType"\s*:\s*"([A-Za-z]+)"/g)) {
    if (type === 'Bundle') continue;
    const rank = order.findIndex((types) => types.includes(type!));
    return rank < 0 ? order.length : rank;
  }
  return order.length;
}

/** The bytes of a file, unpacked, in chunks. `onRead` is told how many bytes of the disk have been read so far. */
export async function* readChunks(file: Pick<SourceFile, 'path' | 'gzip'>, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const disk = createReadStream(file.path, { highWaterMark: 262_144 });
  let first = true;
  for await (const chunk of file.gzip ? unpacked(disk) : disk) {
    const bytes = chunk as Buffer;
    onRead(disk.bytesRead);
    // A byte order mark is no part of the text.
    yield first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
    first = false;
  }
}

async function* unpacked(disk: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
  const out = new PassThrough({ highWaterMark: 262_144 });
  const done = pipeline(disk, createGunzip({ chunkSize: 262_144 }), out);
  // Its error also ends `out`, which throws it below; and whoever stops reading early ends it on purpose.
  done.catch(() => {});
  for await (const chunk of out) yield chunk as Buffer;
  await done;
}

/** What the system said of a file, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message: string };
  const known: Record<string, string> = {
    ENOENT: 'does not exist',
    EACCES: 'may not be read',
    EISDIR: 'is a folder',
    Z_DATA_ERROR: 'cannot be unpacked: it is damaged',
    Z_BUF_ERROR: 'cannot be unpacked: it ends too early',
  };
  return known[code ?? ''] ?? `cannot be read (${message.split('\n')[0]})`;
}
