// Opening a long chart: the audited call, as a browser makes it.
//   node app/openward.mjs run bench/chart.bench.ts
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { writeBundle } from './bundles.ts';
import { BenchHospital, type BenchServer } from './hospital.ts';
import { Report } from './report.ts';

/** Nine resources each, and the patient: 1,198. */
const visits = 133;
const [warm, runs] = [10, 60];

/** Imports a chart of about 1,200 resources and opens it, the whole of it and parts. */
export async function charts(hospital: BenchHospital, server: BenchServer, report: Report): Promise<void> {
  report.heading('Opening a chart of 1,200 resources, one at a time');
  const patient_id = await longChart(hospital);
  const headers = await server.signIn('doctor');
  const asked: [string, Record<string, string>][] = [
    ['whole timeline by visit', { limit: '5000' }],
    ['first page, as the screen asks for it', { limit: '1000', kinds: 'visit,problem,vital,laboratory' }],
    ['treatment record', { only: 'treatment', limit: '5000' }],
    ['search for a word in it', { text: 'glucose', limit: '5000' }],
  ];
  for (const [name, query] of asked) {
    const p95 = await percentile95(async () => {
      const answer = await fetch(`${server.address}/api/patients/${patient_id}/timeline?${queryOf(query)}`, { headers });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${name}: ${answer.status} ${text}`);
    });
    report.add({
      name: `${name}, p95`, value: p95, unit: 'ms', target: '≤ 150 ms', met: p95 <= 150, note: 'session, decision, lines, groups, counts and audit event, committed; with the way over HTTP',
    });
  }
}

function queryOf({ kinds, ...plain }: Record<string, string>): string {
  const query = new URLSearchParams(plain);
  for (const kind of kinds?.split(',') ?? []) query.append('kinds', kind);
  return query.toString();
}

/** The patient of the imported chart. */
async function longChart(hospital: BenchHospital): Promise<string> {
  const file = path.join(path.dirname(hospital.folder), 'chart.json');
  await writeBundle(file, ['long chart'], visits);
  execFileSync(process.execPath, ['app/openward.mjs', 'import', 'fhir', file], { env: { ...process.env, OPENWARD_DATA: hospital.folder }, stdio: ['ignore', 'ignore', 'inherit'] });
  return hospital.withSuperuser(async (connect) => {
    const client = await connect();
    const { rows } = await client.query<{ patient_id: string; count: number }>(`select patient_id, count(*)::int as count from records.resource
      where patient_id is not null group by patient_id order by count(*) desc limit 1`);
    const [longest] = rows;
    if (longest === undefined || longest.count < 1_190) throw new Error(`the chart has ${longest?.count ?? 0} resources`);
    return longest.patient_id;
  });
}

async function percentile95(act: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < warm + runs; run += 1) {
    const began = performance.now();
    await act();
    if (run >= warm) times.push(performance.now() - began);
  }
  return times.sort((one, other) => one - other)[Math.floor(runs * 0.95)] ?? 0;
}

if (import.meta.main) {
  const report = new Report();
  const hospital = new BenchHospital();
  try {
    const server = await hospital.start();
    try {
      await charts(hospital, server, report);
    } finally {
      await server.stop();
    }
  } finally {
    hospital.remove();
  }
  process.exitCode = report.met ? 0 : 1;
}
