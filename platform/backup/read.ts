import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { BackupBroken, parse, readFrames } from './frames.ts';
import { unseal, WrongKey } from './seal.ts';
import { type BackupSource, bytesOf } from './store.ts';
import type { Applied, KeptSequence, KeptTable } from './tables.sql.ts';

/** What a backup is. */
export interface BackupHead {
  made_at: string;
  version: string;
  postgres: string;
  migrations: Applied[];
  tables: KeptTable[];
  sequences: KeptSequence[];
}

export interface TableSum {
  name: string;
  rows: number;
  bytes: number;
  sha256: string;
}

/** Told of a backup as it is read. `table` gets the rows of one and must read them to their end. */
export interface BackupReader {
  head?: (head: BackupHead) => Promise<void>;
  table?: (table: KeptTable, rows: AsyncIterable<Buffer>) => Promise<void>;
}

/** Reads a backup from beginning to end, checking every sum. Throws `WrongKey` or `BackupBroken`. */
export async function readBackup(file: BackupSource, identity: string, { head: onHead, table: onTable }: BackupReader = {}): Promise<{ head: BackupHead; tables: TableSum[] }> {
  const frames = readFrames(opened(file, identity));
  const first = await next(frames);
  if (first?.kind !== 'H') throw new BackupBroken('The backup is damaged: it has no beginning.');
  const head = parse<BackupHead>(first.body);
  await onHead?.(head);
  const tables: TableSum[] = [];
  for (let frame = await next(frames); frame !== null; frame = await next(frames)) {
    if (frame.kind !== 'T') throw new BackupBroken('The backup is damaged: rows without a table.');
    const table = parse<KeptTable>(frame.body);
    const sum = createHash('sha256');
    let bytes = 0;
    let end: { rows: number; sha256: string } | null = null;
    const rows = async function* (): AsyncGenerator<Buffer> {
      for (let piece = await next(frames); ; piece = await next(frames)) {
        if (piece?.kind === 'E') {
          end = parse<{ rows: number; sha256: string }>(piece.body);
          return;
        }
        if (piece?.kind !== 'D') throw new BackupBroken('The backup is damaged: a table without an end.');
        sum.update(piece.body);
        bytes += piece.body.length;
        yield piece.body;
      }
    };
    const pieces = rows();
    await onTable?.(table, pieces);
    // What nobody wanted is read all the same: its sum counts.
    for await (const _piece of pieces) continue;
    const { rows: count, sha256 } = end as unknown as { rows: number; sha256: string };
    if (sum.digest('hex') !== sha256) throw new BackupBroken(`The backup is damaged: the rows of ${table.name} are not those that were written.`);
    tables.push({ name: table.name, rows: count, bytes, sha256 });
  }
  if (tables.length !== head.tables.length) throw new BackupBroken('The backup is damaged: it lacks tables.');
  return { head, tables };
}

async function next<T>(all: AsyncGenerator<T>): Promise<T | null> {
  const { done, value } = await all.next();
  return done === true ? null : value;
}

const unpacked_bytes = 1 << 20;

/** The bytes inside: decrypted, decompressed. */
function opened(source: BackupSource, identity: string): AsyncIterable<Uint8Array> {
  const unpacked = createZstdDecompress({ chunkSize: unpacked_bytes });
  const unpacking = pipeline(unseal(bytesOf(source), identity), unpacked);
  // What goes wrong there is told by `unpacked`, to whoever reads it.
  unpacking.catch(() => {});
  return whole(unpacked);
}

/** As it comes; a fault on the way is told as one of the backup. */
async function* whole(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    if (error instanceof WrongKey || error instanceof BackupBroken || isOfItsPlace(error)) throw error;
    throw new BackupBroken('The backup is damaged, or was cut off.', { cause: error });
  }
}

/** The place does not give it: a missing file, a store that does not answer. Those have codes, and those of zlib say that the bytes are wrong. */
const isOfItsPlace = (error: unknown): boolean => typeof (error as { code?: unknown }).code === 'string' && !/^(Z|ERR_Z)/.test((error as { code: string }).code);
