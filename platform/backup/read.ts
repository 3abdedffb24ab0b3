import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import { BackupBroken, parse, readFrames } from './frames.ts';
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

/** The identity does not open the backup. */
export class WrongKey extends Error {}

/** Reads a backup file from beginning to end, checking every sum. Throws `WrongKey` or `BackupBroken`. */
export async function readBackup(file: string, identity: string, { head: onHead, table: onTable }: BackupReader = {}): Promise<{ head: BackupHead; tables: TableSum[] }> {
  const frames = readFrames(await opened(file, identity));
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

/** The bytes inside: decrypted, decompressed. */
async function opened(file: string, identity: string): Promise<AsyncIterable<Uint8Array>> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity.trim());
  const bytes = Readable.toWeb(createReadStream(file, { highWaterMark: 1 << 20 })) as ReadableStream<Uint8Array>;
  const plain = await decrypter.decrypt(bytes).catch((error: unknown) => {
    const { message } = error as Error;
    if (/no identity matched/i.test(message)) throw new WrongKey('This key does not open the backup.');
    if ((error as NodeJS.ErrnoException).code !== undefined) throw error;
    throw new BackupBroken('This is no backup of OpenWard, or its beginning is damaged.');
  });
  const source = Readable.fromWeb(plain as import('node:stream/web').ReadableStream<Uint8Array>);
  const unpacked = createZstdDecompress();
  source.on('error', (error) => unpacked.destroy(error));
  return whole(source.pipe(unpacked));
}

/** As it comes; a fault on the way is told as one of the backup. */
async function* whole(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    throw new BackupBroken('The backup is damaged, or was cut off.', { cause: error });
  }
}
