// The FHIR API beside the bare SQL of the same resource through pg, in one run.
import type pg from 'pg';
import type { BenchHospital, BenchServer } from './hospital.ts';
import { giveResources } from './patient-resources.ts';
import { LoadProcess, percentile, perSecond } from './load-process.ts';
import type { Load, LoadResult, Request } from './load.ts';
import type { Report } from './report.ts';

const fhir = '/fhir/R4';
const concurrency = 16;

interface Given {
  report: Report;
  hospital: BenchHospital;
  server: BenchServer;
  load: LoadProcess;
  seconds: number;
}

interface Drawn {
  patients: string[];
  names: string[];
  connection: pg.ClientConfig;
}

/** Reads, writes, searches and transactions, each at its target. */
export async function run(given: Given): Promise<void> {
  const { report, server } = given;
  report.heading(`FHIR R4, at concurrency ${concurrency}`);
  await giveResources(given.hospital);
  const drawn = await draw(given.hospital);
  const headers = { ...(await server.signIn('doctor')), 'content-type': 'application/fhir+json' };
  const http = (requests: Request[], status: number, prefer = 'return=minimal') => measure(given, { ...headers, prefer }, requests, status);
  const ids = await seed(server, headers, drawn.patients);
  const bare = await sql(given, drawn.connection, ids);
  report.add({ name: 'bare SELECT of the same resource through pg', value: perSecond(bare), unit: '/s' });

  const add = (name: string, result: LoadResult, target: number, factor = 1): void => {
    const value = perSecond(result) * factor;
    report.add({ name, value, unit: '/s', target: `≥ ${target.toLocaleString('en')}`, met: value >= target, note: `p95 ${percentile(result, 0.95).toFixed(1)} ms` });
  };
  add('audited read', await http(ids.map((id) => ({ method: 'GET', path: `${fhir}/Observation/${id}` })), 200), 4000);
  add('create', await http(range(20_000, (at) => ({ method: 'POST', path: `${fhir}/Observation`, body: observation(pick(drawn.patients, at), at) })), 201), 1500);
  add('update', await http(range(20_000, (at) => {
    const id = pick(ids, at);
    return { method: 'PUT', path: `${fhir}/Observation/${id}`, body: observation(pick(drawn.patients, ids.indexOf(id)), at + 1_000_000, id) };
  }), 200), 1200);
  add('Observation?patient&category&_sort=-date', await http(range(2000, (at) => ({
    method: 'GET', path: `${fhir}/Observation?patient=${pick(drawn.patients, at)}&category=vital-signs&_sort=-date&_count=20`,
  })), 200), 2500);
  add('Patient?name=', await http(range(2000, (at) => ({ method: 'GET', path: `${fhir}/Patient?name=${encodeURIComponent(pick(drawn.names, at))}&_count=20` })), 200), 2000);
  const officer = { ...(await server.signIn('compliance')), accept: 'application/fhir+json' };
  add('AuditEvent?patient, every opening and query of a record', await measure(given, officer, range(2000, (at) => ({ method: 'GET', path: `${fhir}/AuditEvent?patient=${pick(drawn.patients, at)}&_count=20` })), 200), 200);
  const entries = 100;
  add(`resources in transactions of ${entries}`, await http(range(400, (at) => ({ method: 'POST', path: fhir, body: transaction(drawn.patients, at, entries) })), 200), 5000, entries);
  report.add({ name: 'server, resident memory', value: server.memory().peak, unit: 'MB', target: '≤ 350', met: server.memory().peak <= 350 });
}

const range = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_each, at) => make(at));
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length]!;

async function draw(hospital: BenchHospital): Promise<Drawn> {
  return hospital.withSuperuser(async (connect) => {
    const client = await connect();
    const { rows } = await client.query<{ id: string; family: string | null }>(
      `select p.id, n.family from patients.patient p join patients.name n on n.patient_id = p.id and n.position = 0
       where not p.restricted and p.survivor_id is null limit 500`);
    const { host, port, database, user, password } = client;
    return {
      patients: rows.map(({ id }) => id), names: rows.map(({ family }) => family ?? 'a'),
      connection: { host, port, ...(database !== undefined && { database }), ...(user !== undefined && { user }), password: password ?? '' },
    };
  });
}

function observation(patient_id: string, at: number, id?: string): string {
  const own = id === undefined ? '' : `"id":"${id}",`;
  const when = new Date(Date.UTC(2020, 0, 1) + at * 60_000).toISOString();
  return `{"resourceType":"Observation",${own}"status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"8867-4","display":"Heart rate"}],"text":"Heart rate"},"subject":{"reference":"Patient/${patient_id}"},"effectiveDateTime":"${when}","valueQuantity":{"value":${60 + (at % 60)}.0,"unit":"/min","system":"http://unitsofmeasure.org","code":"/min"}}`;
}

const transaction = (patients: readonly string[], at: number, entries: number): string =>
  `{"resourceType":"Bundle","type":"transaction","entry":[${range(entries, (each) =>
    `{"resource":${observation(pick(patients, at + (each % 3)), at * entries + each)},"request":{"method":"POST","url":"Observation"}}`).join(',')}]}`;

/** The resources that are read and changed: one for each of the patients, and a few more in their record. */
async function seed(server: BenchServer, headers: Record<string, string>, patients: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < 10; at += 1) {
    const entry = patients.map((patient_id, each) =>
      `{"resource":${observation(patient_id, at * patients.length + each)},"request":{"method":"POST","url":"Observation"}}`);
    const answer = await fetch(`${server.address}${fhir}`, { method: 'POST', headers, body: `{"resourceType":"Bundle","type":"transaction","entry":[${entry.join(',')}]}` });
    if (!answer.ok) throw new Error(`The resources could not be written: ${await answer.text()}`);
    const { entry: told } = (await answer.json()) as { entry: { response: { location: string } }[] };
    if (at === 0) ids.push(...told.map(({ response }) => /Observation\/([^/]+)/.exec(response.location)?.[1] ?? ''));
  }
  return ids;
}

async function measure({ server, load, seconds }: Given, headers: Record<string, string>, requests: Request[], status: number): Promise<LoadResult> {
  const http: Omit<Load & { kind: 'http' }, 'requests' | 'seconds'> = { kind: 'http', address: server.address, headers, concurrency };
  const warm = Math.ceil(requests.length / 10);
  await load.run({ ...http, requests: requests.slice(0, warm), seconds: Math.min(2, seconds) });
  const result = await load.run({ ...http, requests: requests.slice(warm), seconds });
  if (result.done !== (result.statuses[status] ?? 0)) throw new Error(`Answers were not ${status}: ${JSON.stringify(result.statuses)}`);
  return result;
}

async function sql({ load, seconds }: Given, connection: pg.ClientConfig, ids: readonly string[]): Promise<LoadResult> {
  const text = `select body from records.resource where type = 'Observation' and id = $1`;
  return load.run({ kind: 'sql', connection, text, values: ids.map((id) => [id]), concurrency, seconds });
}
