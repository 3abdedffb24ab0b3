import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Connection } from '@openward/platform/db';
import { digestOfCodes, openCodeFiles } from './files.ts';
import { CodesUnreadable, type CodeSource, type LoadedCode } from './loaded-code.ts';
import * as statements from './load.sql.ts';

export interface LoadOptions {
  signal: AbortSignal;
  /** The release, where the files do not say it. */
  version?: string | undefined;
  /** Told how many bytes were read and how many codes were found. */
  onProgress?: (progress: { bytes: number; codes: number }) => void;
}

/** What became of a release. */
export interface LoadReport {
  system: string;
  version: string;
  codes: number;
  added: number;
  changed: number;
  retired: number;
  /** The same release was loaded before: nothing was changed. */
  known: boolean;
}

/**
 * Loads a release of a code system, all of it or nothing. What is no longer in it stays readable and is offered no more.
 * `owner` is a connection that may write codes; the application's may not.
 */
export async function loadCodes(owner: Connection, source: CodeSource, place: string, options: LoadOptions): Promise<LoadReport> {
  const progress = { bytes: 0, codes: 0 };
  const tell = () => options.onProgress?.(progress);
  const files = await openCodeFiles(place, { signal: options.signal, onBytes: (bytes) => { progress.bytes += bytes; tell(); } });
  const version = options.version ?? (await source.version(files));
  if (version === undefined) throw new CodesUnreadable(`${files.source} does not say which release it is: say it with --release`);
  const client = new pg.Client({ ...owner, application_name: 'openward import codes' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('begin');
    await client.query('set local role openward_owner');
    const system_id = await heldSystem(client, source.system);
    await client.query(statements.stage);
    const sha256 = await copyAll(client, source.read(files), () => { progress.codes += 1; });
    tell();
    if (progress.codes === 0) throw new CodesUnreadable(`${files.source} holds no codes of this sort`);
    const report = await take(client, { system_id, version, sha256, source: files.source, complete: source.complete });
    options.signal.throwIfAborted();
    await client.query('commit');
    if (!report.known) await client.query('analyze terminology.concept, terminology.search_place, terminology.search_word');
    return { system: source.system, version, ...report };
  } finally {
    await client.end();
  }
}

/** The key of the system; two loads of one system wait for each other. */
async function heldSystem(client: pg.Client, url: string): Promise<number> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('terminology.load ' || $1, 0))`, [url]);
  const { rows } = await client.query<{ id: number }>(
    `with made as (
      insert into terminology.code_system (url, name, publisher, notice) values ($1, $1, 'This hospital', 'A list of this hospital.')
      on conflict (url) do nothing returning id)
    select id from made union all select id from terminology.code_system where url = $1`, [url]);
  return rows[0]!.id;
}

interface Release { system_id: number; version: string; sha256: string; source: string; complete: boolean }

async function take(client: pg.Client, { system_id, version, sha256, source, complete }: Release): Promise<Omit<LoadReport, 'system' | 'version'>> {
  await client.query(statements.prepare);
  const { rows: [last] } = await client.query<{ version: string; sha256: string }>(
    'select version, sha256 from terminology.release where system_id = $1 order by loaded_at desc limit 1', [system_id]);
  const { rows: [counts] } = await client.query<Omit<LoadReport, 'system' | 'version' | 'known'>>(statements.count, [system_id, complete]);
  if (last?.sha256 === sha256 && last.version === version) return { ...counts!, added: 0, changed: 0, retired: 0, known: true };
  await client.query(statements.merge, [system_id, version]);
  if (complete) {
    await client.query(statements.retire, [system_id]);
    await client.query(statements.dropOldMaps, [system_id, version]);
  }
  await client.query(statements.mergeMaps, [system_id, version]);
  await client.query(statements.rebuildSearch);
  const { codes, added, changed, retired } = counts!;
  await client.query(
    `insert into terminology.release (system_id, version, source, sha256, codes, added, changed, retired) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [system_id, version, source, sha256, codes, added, changed, retired]);
  return { ...counts!, known: false };
}

/** Copies all codes into the staging table; returns a digest of them. */
async function copyAll(client: pg.Client, codes: AsyncIterable<LoadedCode>, onCode: () => void): Promise<string> {
  const digest = digestOfCodes();
  const maps: string[] = [];
  const stream: Writable = client.query(copyFrom(statements.copyCodes));
  const done = finished(stream);
  done.catch(() => {});
  let batch = '';
  try {
    for await (const one of codes) {
      if (one.code.length > 200 || /\s{2}|^\s|\s$/.test(one.code)) continue;
      batch += rowOf(one);
      for (const { system, code, equivalence } of one.maps ?? []) maps.push([one.code, system, code, equivalence].map(field).join('\t') + '\n');
      onCode();
      if (batch.length < 65_536) continue;
      digest.update(batch);
      if (!stream.write(batch)) await once(stream, 'drain');
      batch = '';
    }
  } catch (error) {
    stream.destroy(error as Error);
    throw error;
  }
  digest.update(batch);
  stream.end(batch);
  await done;
  const mapStream: Writable = client.query(copyFrom(statements.copyMaps));
  mapStream.end(maps.join(''));
  await finished(mapStream);
  return digest.digest('hex');
}

/** PostgreSQL's text form of COPY. */
const field = (text: string) => text.replaceAll(/[\0]/g, '').replaceAll(/[\\\t\n\r]/g, (sign) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[sign]!);
const list = (values: readonly string[]) => field(`{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`);

function rowOf({ code, display, terms = [], kinds, active = true, parents = [], properties = {}, common = 0 }: LoadedCode): string {
  return `${[
    field(code), field(display.slice(0, 2000)), list(terms), list(kinds), String(active), list(parents), field(JSON.stringify(properties)), String(common),
  ].join('\t')}\n`;
}
