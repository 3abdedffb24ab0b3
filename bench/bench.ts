// npm run bench: what was promised of speed and memory, measured in one run against a baseline beside it.
//   node app/openward.mjs run bench/bench.ts [--small] [--money | --appointments | --trust] [--keep]
// --small: fewer patients and seconds, to try it out; nothing is written. --money, --appointments, --trust: the books, the appointments or the audit
// log and backups alone, over a hospital of 10,000 patients; nothing is written. --keep: leaves the data folder.
import type pg from 'pg';
import { charts } from './chart.bench.ts';
import { BenchHospital, type BenchServer } from './hospital.ts';
import { run as runFhir } from './fhir.bench.ts';
import { run as runImport } from './import.bench.ts';
import { LoadProcess, percentile, perSecond } from './load-process.ts';
import type { LoadResult, Request } from './load.ts';
import { drawQueries, mix } from './queries.ts';
import { registrationBodies } from './registrations.ts';
import { run as runMoney } from './money.bench.ts';
import { Report } from './report.ts';
import { run as runScheduling } from './scheduling.bench.ts';
import { codes } from './terminology.bench.ts';
import { run as runSession } from './session.bench.ts';
import { run as runTrust } from './trust.bench.ts';
import { run as runValidation } from './validation.bench.ts';

const small = process.argv.includes('--small');
const alone = ['--money', '--appointments', '--trust'].find((part) => process.argv.includes(part));
const many = small ? 50_000 : 1_000_000;
const few = 10_000;
const seconds = small ? 4 : 15;
const concurrency = 16;

const report = new Report();
const hospital = new BenchHospital();
/** Of the starts that served a load; the first one made the demo hospital. */
let peak = 0;
/** Of opening, finding and registering patients alone. */
let peakOfPatients = 0;

async function withServer<T>(fn: (server: BenchServer) => Promise<T>): Promise<T> {
  const server = await hospital.start();
  try {
    return await fn(server);
  } finally {
    peak = Math.max(peak, server.memory().peak);
    await server.stop();
  }
}

/** Runs requests against the server, a while to warm it and then measured. Every answer must have the status. */
async function measure(server: BenchServer, role: string, requests: Request[], { at = concurrency, status = 200, others = 0 } = {}): Promise<LoadResult> {
  const http = { kind: 'http' as const, address: server.address, headers: await server.signIn(role), concurrency: at };
  const warm = requests.slice(0, Math.ceil(requests.length / 10));
  await load.run({ ...http, requests: warm, seconds: 2 });
  const result = await load.run({ ...http, requests: requests.slice(warm.length), seconds });
  const wrong = result.done - (result.statuses[status] ?? 0);
  if (wrong > result.done * others) throw new Error(`Answers were not ${status}: ${JSON.stringify(result.statuses)}`);
  return result;
}

async function reads(server: BenchServer): Promise<void> {
  report.heading(`Opening a patient, at concurrency ${concurrency}`);
  const { ids, connection } = await hospital.withSuperuser(async (connect) => {
    const client = await connect();
    const { rows } = await client.query<{ id: string }>(`select distinct v.patient_id as id from patients.version v join patients.patient p on p.id = v.patient_id where not p.restricted limit 2000`);
    return { ids: rows.map(({ id }) => id), connection: clientOf(client) };
  });
  const text = `select v.document from patients.patient p
    join patients.version v on v.patient_id = p.id and v.version = p.version where p.id = $1`;
  const bare = { kind: 'sql' as const, connection, text, values: ids.map((id) => [id]), concurrency };
  await load.run({ ...bare, seconds: 2 });
  const first = await load.run({ ...bare, seconds });
  const audited = await measure(server, 'doctor', ids.map((id) => ({ method: 'GET', path: `/api/patients/${id}` })));
  const second = await load.run({ ...bare, seconds });
  const baseline = (perSecond(first) + perSecond(second)) / 2;
  const ratio = perSecond(audited) / baseline;
  report.add({ name: 'bare SELECT of the same registration through pg', value: baseline, unit: '/s', note: 'mean of a run before and one after' });
  report.add({ name: 'audited read over HTTP', value: perSecond(audited), unit: '/s', note: 'session, decision, read and audit event, committed' });
  report.add({ name: 'audited read over HTTP, p95', value: percentile(audited, 0.95), unit: 'ms' });
  report.add({ name: 'ratio to the bare SELECT', value: ratio, unit: '', target: '≥ 0.3', met: ratio >= 0.3 });
}

function clientOf(client: pg.Client): pg.ClientConfig {
  const { host, port, database, user, password } = client;
  return { host, port, ...(database !== undefined && { database }), ...(user !== undefined && { user }), password: password ?? '' };
}

async function registrations(server: BenchServer): Promise<void> {
  report.heading(`Registering patients, at concurrency ${concurrency}`);
  const requests = registrationBodies('bench registrations', small ? 10_000 : 30_000).map((body) => ({ method: 'POST', path: '/api/patients', body }));
  // Two invented people may look like one, and then a person is asked (409).
  const result = await measure(server, 'front-desk', requests, { status: 201, others: 0.02 });
  const created = (result.statuses[201] ?? 0) / result.seconds;
  report.add({
    name: 'registrations', value: created, unit: '/s', target: '≥ 500', met: created >= 500,
    note: 'duplicate check, rows, search keys, version, FHIR projection, audit event, committed',
  });
  report.add({ name: 'registration, p95', value: percentile(result, 0.95), unit: 'ms' });
}

async function searches(server: BenchServer, patients: number): Promise<LoadResult> {
  report.heading(`Searching ${patients.toLocaleString('en')} patients`);
  const queries = await hospital.withSuperuser(async (connect) => drawQueries(await connect(), 6000));
  const requests = queries.map((q) => ({ method: 'GET', path: `/api/patients/search?${new URLSearchParams({ q })}` }));
  const result = await measure(server, 'front-desk', requests, { at: 4 });
  const label = `search of ${patients.toLocaleString('en')}`;
  report.add({ name: `${label}, p50`, value: percentile(result, 0.5), unit: 'ms', note: '4 people typing without a pause' });
  report.add({
    name: `${label}, p95`, value: percentile(result, 0.95), unit: 'ms',
    ...(patients === many && { target: '≤ 50 ms', met: percentile(result, 0.95) <= 50 }),
  });
  report.add({ name: `${label}, p99`, value: percentile(result, 0.99), unit: 'ms' });
  report.add({ name: `${label}, rate`, value: perSecond(result), unit: '/s' });
  return result;
}

async function fill(count: number): Promise<void> {
  const begin = Date.now();
  let next = 100_000;
  await hospital.fillTo(count, (done) => {
    if (done < next) return;
    next += 100_000;
    process.stderr.write(`  ${done.toLocaleString('en')} patients after ${Math.round((Date.now() - begin) / 1000)} s\n`);
  });
  console.log(`\nFilled to ${count.toLocaleString('en')} patients in ${Math.round((Date.now() - begin) / 1000)} s`);
}

const books = (server: BenchServer): Promise<void> => runMoney({ report, hospital, server, load, seconds: small ? 4 : 10, postings: small ? 100_000 : 1_000_000 });

const appointments = (server: BenchServer): Promise<void> => runScheduling({ report, hospital, server, load, seconds, appointments: many });
const trust = (): Promise<void> => runTrust({ report, hospital, events: small ? 100_000 : 1_000_000 });

/** Everything but one part is left out. */
async function partAlone(): Promise<void> {
  await withServer(async () => {});
  await fill(few);
  if (alone === '--trust') return trust();
  await withServer(alone === '--money' ? books : appointments);
}

async function everything(): Promise<void> {
  await withServer(async () => {});
  peak = 0;
  await fill(few);
  const atFew = await withServer(async (server) => {
    const result = await searches(server, few);
    await runSession({ report, hospital, server, load, seconds });
    await reads(server);
    await registrations(server);
    peakOfPatients = server.memory().peak;
    await runFhir({ report, hospital, server, load, seconds });
    await appointments(server);
    await codes(hospital, server, report, measure);
    await charts(hospital, server, report);
    await books(server);
    return result;
  });
  await fill(many);
  const atMany = await withServer((server) => searches(server, many));
  await trust();
  const ratio = percentile(atMany, 0.95) / percentile(atFew, 0.95);
  report.add({ name: `search p95, ${many.toLocaleString('en')} against ${few.toLocaleString('en')} patients`, value: ratio, unit: '×', target: '≤ 1.5', met: ratio <= 1.5 });
  report.heading('Memory');
  report.add({ name: 'server process, highest resident memory, patients alone', value: peakOfPatients, unit: 'MB', target: '≤ 300 MB', met: peakOfPatients <= 300 });
  report.add({ name: 'server process, highest resident memory under all these loads', value: peak, unit: 'MB', target: '≤ 350 MB', met: peak <= 350 });
  report.note(`The searches, of a hundred: ${mix.map(({ share, what }) => `${share} ${what}`).join('; ')}. Each is made from a patient drawn at random.`);
}

// First, since it also looks at the memory of this process.
if (alone === undefined) runValidation(report);
if (alone === undefined && !small) await runImport(report);
const load = new LoadProcess();
try {
  await (alone === undefined ? everything() : partAlone());
} finally {
  load.stop();
  if (!process.argv.includes('--keep')) hospital.remove();
}
if (!small && alone === undefined) report.write();
process.exitCode = report.met ? 0 : 1;
