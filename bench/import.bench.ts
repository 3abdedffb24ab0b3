// Import of FHIR bundles against a bare COPY of the same JSON, and opening a chart.
//   node app/openward.mjs run bench/import.bench.ts [FOLDER OF BUNDLES]
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '@openward/platform/db';
import { readConfig } from '@openward/platform/config';
import { importFhir, totalOf } from '@openward/exchange/api';
import { records } from '@openward/records/api';
import { openHospital } from '../app/hospital.ts';
import { writeBundle } from './bundles.ts';
import { Report } from './report.ts';

/** Measures the import in a hospital of its own, and adds the figures to the report. */
export async function run(report: Report, folder?: string): Promise<void> {
  const place = mkdtempSync(path.join(tmpdir(), 'openward-bench-'));
  // As root, PostgreSQL runs as another user, who must be able to enter.
  chmodSync(place, 0o755);
  const config = readConfig({ OPENWARD_DATA: path.join(place, 'data') });
  const hospital = await openHospital(config, { purpose: 'use', name: 'openward bench', say: () => {} });
  try {
    const bundles = folder ?? (await ownBundles(path.join(place, 'bundles')));
    const big = path.join(place, 'big.json');
    await writeBundle(big, Array.from({ length: 250 }, (_each, at) => `big${at}`));
    // First, while the process holds nothing else.
    await memory(report, hospital.database, big);
    await imports(report, hospital.database, bundles, new pg.Client(typeof hospital.owner === 'string' ? { connectionString: hospital.owner } : { ...hospital.owner }));
    await charts(report, hospital.database);
  } finally {
    await hospital.close();
    rmSync(place, { recursive: true, force: true });
  }
}

/** Thirty-four patients with a chart of about three hundred entries each. */
async function ownBundles(folder: string): Promise<string> {
  mkdirSync(folder);
  for (let at = 0; at < 34; at += 1) await writeBundle(path.join(folder, `${at}.json`), [`own${at}`]);
  return folder;
}

async function imports(report: Report, database: Database, bundles: string, owner: pg.Client): Promise<void> {
  report.heading('Importing FHIR bundles');
  const resources = readdirSync(bundles).filter((name) => name.endsWith('.json')).flatMap((name) =>
    (JSON.parse(readFileSync(path.join(bundles, name), 'utf8')) as { entry: { resource: object }[] }).entry.map(({ resource }) => JSON.stringify(resource)));
  await owner.connect();
  const before = await copied(owner, resources);
  const first = await importFhir(database, [bundles], { source: 'bench' });
  const after = await copied(owner, resources);
  const again = await importFhir(database, [bundles], { source: 'bench' });
  await owner.end();
  const { added, refused } = totalOf(first.files);
  if (refused > 0 || totalOf(again.files).added > 0) throw new Error(`${refused} refused, ${totalOf(again.files).added} added again`);
  const rate = resources.length / first.seconds;
  const bare = resources.length / ((before + after) / 2);
  report.add({ name: 'bare COPY of the same JSON', value: bare, unit: '/s', note: 'one json column, no index; mean of a run before and one after' });
  report.add({
    name: `import of ${resources.length.toLocaleString('en')} resources`, value: rate, unit: '/s', target: '≥ 3,000', met: rate >= 3000,
    note: `read, checked, linked, versioned, search columns, patients registered, audited, committed; ${added.toLocaleString('en')} new`,
  });
  report.add({ name: 'ratio to the bare COPY', value: rate / bare, unit: '' });
  report.add({ name: 'the same again, which changes nothing', value: resources.length / again.seconds, unit: '/s' });
}

/** Seconds that PostgreSQL takes to swallow the texts, with nothing else around them. */
async function copied(owner: pg.Client, texts: readonly string[]): Promise<number> {
  await owner.query('create table platform.bench_copy (body json)');
  const lines = texts.map((text) => `${text.replaceAll('\\', '\\\\')}\n`);
  const began = performance.now();
  await pipeline(Readable.from(lines), owner.query(copyFrom('copy platform.bench_copy (body) from stdin')));
  const seconds = (performance.now() - began) / 1000;
  await owner.query('drop table platform.bench_copy');
  return seconds;
}

async function memory(report: Report, database: Database, big: string): Promise<void> {
  report.heading('Importing one large bundle');
  let peak = 0;
  const done = await importFhir(database, [big], { source: 'bench-big', onProgress: () => { peak = Math.max(peak, process.memoryUsage().rss); } });
  const { added } = totalOf(done.files);
  report.add({ name: `one bundle of ${added.toLocaleString('en')} resources`, value: added / done.seconds, unit: '/s', note: 'too large to hold: read twice' });
  report.add({ name: 'memory while it was imported', value: peak / 1e6, unit: 'MB', target: '≤ 400 MB', met: peak <= 400e6 });
}

async function charts(report: Report, database: Database): Promise<void> {
  report.heading('Opening a chart');
  const { rows } = await database.transaction({ scope: 'system' }, async (tx) => {
    const { sql } = await import('kysely');
    return sql<{ patient_id: string; count: number }>`select patient_id, count(*)::int as count from records.resource
      where patient_id is not null group by patient_id order by abs(count(*) - 1200) limit 1`.execute(tx);
  });
  const { patient_id, count } = rows[0]!;
  const times: number[] = [];
  for (let run = 0; run < 60; run += 1) {
    const began = performance.now();
    const lines = await database.transaction({ scope: 'staff' }, (tx) => records.timeline(tx, patient_id, { limit: 5000 }));
    JSON.stringify(lines);
    if (run >= 10) times.push(performance.now() - began);
  }
  times.sort((one, other) => one - other);
  const p95 = times[Math.floor(times.length * 0.95)]!;
  report.add({ name: `timeline of ${count.toLocaleString('en')} resources, p95`, value: p95, unit: 'ms', target: '≤ 150 ms', met: p95 <= 150 });
}

if (import.meta.main) {
  const report = new Report();
  await run(report, process.argv[2]);
  process.exitCode = report.met ? 0 : 1;
}
