// Booking over HTTP beside the bare book() of the database, a race for few places, and finding over many appointments, in one run.
import pg from 'pg';
import { puzzleOf, type Clinic, type Need } from '../departments/scheduling/rules/harm/clinic.ts';
import { leastHarmByPath } from '../departments/scheduling/rules/harm/path.ts';
import type { BenchHospital, BenchServer } from './hospital.ts';
import { LoadProcess, percentile, perSecond } from './load-process.ts';
import type { Request } from './load.ts';
import type { Report } from './report.ts';

interface Given {
  report: Report;
  hospital: BenchHospital;
  server: BenchServer;
  load: LoadProcess;
  seconds: number;
  /** How many appointments lie there already. */
  appointments: number;
}

const concurrency = 32;
const calendars = 40;
const day = 86_400_000;

interface Made {
  connection: pg.ClientConfig;
  patients: string[];
  resources: string[];
  type: string;
  /** The beginning of the first day on which the calendars are open, day and night. */
  first: number;
}

/** Bookings, each at its target. */
export async function run({ report, hospital, server, load, seconds, appointments }: Given): Promise<void> {
  report.heading(`Appointments, at concurrency ${concurrency}, ${appointments.toLocaleString('en')} of them there already`);
  const made = await prepare(hospital, appointments);
  const { connection, patients, resources, type, first } = made;
  const slot = (at: number) => ({ resource: resources[at % calendars]!, start: new Date(first + Math.floor(at / calendars) * 15 * 60_000).toISOString(), patient: patients[at % patients.length]! });
  const half = calendars * 96 * 150;
  const text = `select * from scheduling.book(null, $1::uuid, $2::uuid, array[$3::uuid], $4::timestamptz, 'UTC', '2030-01-01T00:00', false, null, '{}')`;
  const bare = await load.run({
    kind: 'sql', connection, text, concurrency, seconds,
    values: Array.from({ length: half }, (_each, at) => { const { resource, start, patient } = slot(at); return [patient, type, resource, start]; }),
  });
  const headers = await server.signIn('front-desk');
  const requests = Array.from({ length: 40_000 }, (_each, at): Request => {
    const { resource, start, patient } = slot(half + at);
    return { method: 'POST', path: `/api/patients/${patient}/appointments`, body: JSON.stringify({ visit_type_id: type, resource_ids: [resource], start, although_booked: true }) };
  });
  const http = { kind: 'http' as const, address: server.address, headers, concurrency };
  const booked = await load.run({ ...http, requests, seconds });
  if (booked.done !== (booked.statuses[201] ?? 0)) throw new Error(`Not all were booked: ${JSON.stringify(booked.statuses)}`);
  const ratio = perSecond(booked) / perSecond(bare);
  report.add({ name: 'bare book() through pg', value: perSecond(bare), unit: '/s' });
  report.add({ name: 'booking over HTTP', value: perSecond(booked), unit: '/s', target: '≥ 1,000', met: perSecond(booked) >= 1000, note: `audited, projected to FHIR; p95 ${percentile(booked, 0.95).toFixed(1)} ms` });
  report.add({ name: 'ratio to the bare book()', value: ratio, unit: '', target: '≥ 0.4', met: ratio >= 0.4 });

  const took = await race(made);
  report.add({ name: 'a thousand for thirty places', value: took, unit: 's', target: '≤ 2', met: took <= 2 });

  const harm = leastHarm();
  report.add({ name: 'the least harm of five emergencies among 40 doctors', value: harm, unit: 'ms', target: '≤ 100', met: harm <= 100, note: 'median of fifteen' });

  const find: Request[] = Array.from({ length: 200 }, (_each, at) => ({
    method: 'POST', path: '/api/scheduling/find',
    body: JSON.stringify({ visit_type_id: type, needs: [{ resource_ids: resources }], from: new Date(first + (at % 7) * day).toISOString(), until: new Date(first + 30 * day).toISOString(), time_from: '09:00', limit: 5 }),
  }));
  const found = await load.run({ ...http, concurrency: 4, requests: find, seconds });
  if (found.done !== (found.statuses[200] ?? 0)) throw new Error(`Not all were found: ${JSON.stringify(found.statuses)}`);
  const alone = await load.run({ ...http, concurrency: 1, requests: find, seconds });
  report.add({ name: 'the first five times, one who asks, p95', value: percentile(alone, 0.95), unit: 'ms', target: '≤ 100', met: percentile(alone, 0.95) <= 100 });
  report.add({ name: `the next five of ${calendars} calendars in 30 days`, value: perSecond(found), unit: '/s', target: '≥ 60', met: perSecond(found) >= 60, note: `p95 ${percentile(found, 0.95).toFixed(1)} ms` });
}

/** Five emergencies among the full morning of forty doctors, a free hour in the afternoon: all of them by the least harm together; in ms. */
function leastHarm(): number {
  const kind = { id: 'BENCH', minutes: 20, before: 0, after: 0, grid: 20 };
  const nine = 20_000 * 1440 + 9 * 60;
  const lanes = Array.from({ length: calendars }, (_each, at) => ({
    resource_id: `doctor ${at}`, specialties: [`specialty ${at % 8}`], fixed: [], sessions: [0, 1, 2, 3].map((after) => ({ from: nine + after * 1440, until: nine + 480 + after * 1440, kinds: [] })),
  }));
  const movers = lanes.flatMap((_lane, lane) => Array.from({ length: 21 }, (_each, number) => ({
    id: `${lane}/${number}`, kind, lane, start: nine + number * 20, see_by: (lane + number) % 5 === 0 ? nine + 600 : null, earlier: false, arrived: false, busy: [],
  })));
  const clinic: Clinic = {
    now: nine - 30, days: [0, 1, 2, 3, 4].map((after) => (20_000 + after) * 1440), lanes, movers,
    weights: {
      missed_date: 1_000_000, missed_day: 1000, other_day: 500, other_clinician: 200, each_patient: 100, short_notice: 100, short_notice_hours: 24,
      minute_moved: 1, minute_urgent_waits: 1, protect_days: 90, days_ahead: 3,
    },
  };
  const needs = Array.from({ length: 5 }, (_each, at): Need => ({ id: `emergency ${at}`, kind, latest: nine + 60, lanes: lanes.map((_lane, lane) => lane), busy: [] }));
  const solved = (): number => {
    const begun = performance.now();
    const plan = leastHarmByPath(puzzleOf(clinic, needs, new Set(lanes.keys())));
    if (plan === null || plan.places.size < 10) throw new Error('Not all were fitted in');
    return performance.now() - begun;
  };
  const took = Array.from({ length: 15 }, solved).toSorted((one, other) => one - other);
  return took[7]!;
}

/** Calendars that are open day and night for a year, and what was booked with them before. */
async function prepare(hospital: BenchHospital, appointments: number): Promise<Made> {
  return hospital.withSuperuser(async (connect) => {
    const client = await connect();
    const { host, port, database, user, password } = client;
    const first = Math.ceil((Date.now() + day) / day) * day;
    const { rows: types } = await client.query<{ id: string }>(`insert into scheduling.visit_type (code, name, minutes, grid_minutes, horizon_days) values ('BENCH', 'Bench', 15, 15, 700) returning id`);
    const { rows: made } = await client.query<{ id: string }>(`insert into scheduling.resource (kind, name) select 'equipment', 'Bench ' || n from generate_series(1, ${calendars}) n returning id`);
    const { rows: patients } = await client.query<{ id: string }>('select id from patients.patient where not restricted and survivor_id is null and not deceased limit 1000');
    const resources = made.map(({ id }) => id);
    for (const table of ['duty', 'session']) {
      await client.query(`insert into scheduling.${table} (resource_id, during)
        select r, tstzrange(d, d + interval '1 day') from unnest($1::uuid[]) r, generate_series($2::timestamptz, $2::timestamptz + interval '320 days', interval '1 day') d`, [resources, new Date(first)]);
    }
    // What lies behind: written without the checks that were made when it was booked.
    await client.query(`set session_replication_role = replica`);
    await client.query(`with made as (
        insert into scheduling.appointment (patient_id, visit_type_id, during, zone, wall_clock, resource_ids)
        select ($3::uuid[])[1 + n % cardinality($3::uuid[])], $2::uuid, tstzrange(at, at + interval '15 minutes'), 'UTC', '2020-01-01T00:00', array[($1::uuid[])[1 + n % ${calendars}]]
        from generate_series(0, $4::int - 1) n, lateral (select $5::timestamptz - interval '2 days' - (n / ${calendars}) * interval '15 minutes' as at) t
        returning id, resource_ids, during)
      insert into scheduling.reservation (resource_id, lane, during, appointment_id) select resource_ids[1], 1, during, id from made`,
      [resources, types[0]?.id, patients.map(({ id }) => id), appointments, new Date(first)]);
    await client.query('analyze scheduling.appointment, scheduling.reservation, scheduling.session');
    return {
      // As staff act: reserve() asks for that.
      connection: { options: '-c openward.scope=system', host, port, ...(database !== undefined && { database }), ...(user !== undefined && { user }), password: password ?? '' },
      patients: patients.map(({ id }) => id), resources, type: types[0]?.id ?? '', first,
    };
  });
}

/** A thousand want thirty places that nobody has yet; in seconds. Who is refused leaves nothing. */
async function race({ connection, patients, resources, type, first }: Made): Promise<number> {
  const clients = await Promise.all(Array.from({ length: concurrency }, async () => {
    const client = new pg.Client(connection);
    await client.connect();
    return client;
  }));
  const places = Array.from({ length: 30 }, (_each, at) => ({ resource: resources[at % 10]!, start: new Date(first + 310 * day + Math.floor(at / 10) * 15 * 60_000) }));
  let next = 0;
  let booked = 0;
  const begun = performance.now();
  await Promise.all(clients.map(async (client) => {
    for (let at = next++; at < 1000; at = next++) {
      const { resource, start } = places[at % 30]!;
      await client.query('begin');
      const { rows } = await client.query<{ refused: string | null }>({ name: 'race', text: `select refused from scheduling.book(null, $1::uuid, $2::uuid, array[$3::uuid], $4::timestamptz, 'UTC', '2030-01-01T00:00', false, null, '{}')`, values: [patients[at % patients.length], type, resource, start] });
      const won = rows[0]?.refused === null;
      await client.query(won ? 'commit' : 'rollback');
      if (won) booked += 1;
    }
  }));
  const took = (performance.now() - begun) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  if (booked !== 30) throw new Error(`${booked} bookings for thirty places`);
  return took;
}
