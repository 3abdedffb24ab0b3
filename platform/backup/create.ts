import { createHash } from 'node:crypto';
import { constants, createZstdCompress, type ZstdCompress } from 'node:zlib';
import pg from 'pg';
import { CannotStart } from '../config/cannot-start.ts';
import type { Connection } from '../db/connection.ts';
import { copyOut } from '../db/copy-out.ts';
import { type Frame, jsonFrame, writeFrames } from './frames.ts';
import type { BackupHead, TableSum } from './read.ts';
import { seal } from './seal.ts';
import { type BackupStore, folderStore } from './store.ts';
import { migrationsOf, seesAll, sequencesOf, tablesOf } from './tables.sql.ts';

export interface CreateOptions {
  /** Where backups lie: a folder, or a store. */
  folder: string | BackupStore;
  /** Who can open it: age recipients. */
  recipients: readonly string[];
  /** The version of OpenWard. */
  version: string;
  now: Date;
  signal?: AbortSignal;
  onProgress?: (bytes: number, of: number) => void;
}

/** What lies beside a backup, readable without a key. */
export interface Manifest {
  file: string;
  made_at: string;
  version: string;
  bytes: number;
  /** Of the file as it lies there. */
  sha256: string;
  tables: TableSum[];
  took_ms: number;
}

/** Rows are compressed at this level: four times as quick as the usual one, and no larger. */
const level = 1;
const packed_bytes = 1 << 20;
const piece_bytes = 1 << 20;

/**
 * Writes a backup of the whole database as of one moment, encrypted for the recipients, while others go on working. The login must see every row. The file has its
 * name only when it is whole and on the disk.
 */
export async function createBackup(connection: Connection, { folder, recipients, version, now, signal, onProgress }: CreateOptions): Promise<Manifest> {
  const store = typeof folder === 'string' ? folderStore(folder) : folder;
  const begun = performance.now();
  const name = `openward-${now.toISOString().replaceAll(/[-:.]/g, '')}.backup`;
  const client = new pg.Client({ ...connection, application_name: 'openward backup' });
  client.on('error', () => {});
  await client.connect();
  const tables: TableSum[] = [];
  const sum = createHash('sha256');
  try {
    if (!(await seesAll(client))) {
      throw new CannotStart('backup.rights', 'The user of DATABASE_URL does not see all rows, so that a backup would be a part: have the administrator of PostgreSQL run ALTER ROLE … BYPASSRLS on it.');
    }
    await client.query('begin isolation level repeatable read read only');
    const packed = createZstdCompress({ chunkSize: packed_bytes, params: { [constants.ZSTD_c_compressionLevel]: level } });
    // What goes wrong there is told to whoever reads it, and to nobody where the store did not begin.
    packed.on('error', () => {});
    void pack(writeFrames(framesOf(client, { version, now, tables, ...(signal && { signal }), ...(onProgress && { onProgress }) })), packed, signal);
    let written = 0;
    const counted = async function* (): AsyncGenerator<Buffer> {
      for await (const each of seal(packed, recipients)) {
        sum.update(each);
        written += each.length;
        yield each;
      }
    };
    await store.write(name, counted(), signal);
    const manifest: Manifest = { file: name, made_at: now.toISOString(), version, bytes: written, sha256: sum.digest('hex'), tables, took_ms: Math.round(performance.now() - begun) };
    await store.note(`${name}.json`, JSON.stringify(manifest, null, 1));
    return manifest;
  } finally {
    await client.end().catch(() => {});
  }
}

interface Given {
  version: string;
  now: Date;
  tables: TableSum[];
  signal?: AbortSignal;
  onProgress?: (bytes: number, of: number) => void;
}

async function* framesOf(client: pg.Client, { version, now, tables, signal, onProgress }: Given): AsyncGenerator<Frame> {
  const { rows: [server] } = await client.query<{ version: string; bytes: string }>(`select current_setting('server_version') as version,
    (select coalesce(sum(pg_table_size(c.oid)), 0) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$)')::text as bytes`);
  const head: BackupHead = { made_at: now.toISOString(), version, postgres: server!.version, migrations: await migrationsOf(client), tables: await tablesOf(client), sequences: await sequencesOf(client) };
  yield jsonFrame('H', head);
  const places = [Buffer.allocUnsafeSlow(piece_bytes), Buffer.allocUnsafeSlow(piece_bytes)] as const;
  let done = 0;
  for (const table of head.tables) {
    signal?.throwIfAborted();
    yield jsonFrame('T', table);
    const sum = createHash('sha256');
    let bytes = 0;
    const copying = client.query(copyOut(`copy ${table.name} (${table.columns.join(', ')}) to stdout`));
    for await (const piece of together(copying as AsyncIterable<Buffer>, places)) {
      sum.update(piece);
      bytes += piece.length;
      yield { kind: 'D', body: piece };
    }
    done += bytes;
    onProgress?.(done, Number(server!.bytes));
    const ended = { rows: (copying as unknown as { rowCount: number | null }).rowCount ?? 0, sha256: sum.digest('hex') };
    tables.push({ name: table.name, bytes, ...ended });
    yield jsonFrame('E', ended);
  }
}

/** What comes row by row, in pieces of a size that is worth a frame. A piece is overwritten when the one after the next is made: see `pack`. */
async function* together(rows: AsyncIterable<Buffer>, places: readonly [Buffer, Buffer]): AsyncGenerator<Buffer> {
  let [place, other] = places;
  let bytes = 0;
  for await (const some of rows) {
    for (let at = 0; at < some.length;) {
      const copied = some.copy(place, bytes, at);
      at += copied;
      bytes += copied;
      if (bytes < place.length) continue;
      yield place;
      [place, other] = [other, place];
      bytes = 0;
    }
  }
  if (bytes > 0) yield place.subarray(0, bytes);
}

/**
 * Packs bytes as they come: while some are packed by a thread, the next are made, and no more. So two places are enough for all of them; memory that is new for each piece, outside the heap, makes
 * the garbage collector the dearest part of a backup.
 */
async function pack(made: AsyncIterable<Buffer>, packed: ZstdCompress, signal?: AbortSignal): Promise<void> {
  const written = async (bytes: Buffer): Promise<void> => new Promise((resolve, reject) => {
    packed.write(bytes, (error) => { if (error) reject(error); else resolve(); });
  });
  try {
    let last = Promise.resolve();
    for await (const bytes of made) {
      await last;
      signal?.throwIfAborted();
      last = written(bytes);
      last.catch(() => {});
    }
    await last;
    packed.end();
  } catch (error) {
    packed.destroy(error as Error);
  }
}
