import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { addDays, dayAt, spanOn } from '@openward/platform/time';
import { random as randomOf } from '@openward/patients/demo';
import { simulateDay, type SimulatedClinic } from '../rules/queue/simulate.ts';
import { projectVisits } from '../server/project.ts';
import { insertVisits } from '../server/visit.sql.ts';

export interface QueueSeedOptions {
  seed: string;
  now: Date;
  zone: string;
  patient_ids: readonly string[];
  /** Ids of departments by code. */
  departments: ReadonlyMap<string, string>;
}

interface DemoPoint {
  letter: string;
  name: string;
  kind: string;
  department: string;
  target: number;
  rooms: readonly string[];
  /** How its days went, where they were measured. */
  days?: SimulatedClinic;
}

const points: readonly DemoPoint[] = [
  { letter: 'A', name: 'Outpatient clinic', kind: 'clinic', department: 'OPD', target: 30, rooms: ['Room 1', 'Room 2', 'Room 3'], days: { rooms: 3, opens: 540, closes: 960, perHour: 9, minutes: 15 } },
  { letter: 'M', name: 'Internal medicine', kind: 'clinic', department: 'MED', target: 30, rooms: ['Room 5', 'Room 6'], days: { rooms: 2, opens: 540, closes: 960, perHour: 5.5, minutes: 16 } },
  { letter: 'R', name: 'Registration', kind: 'registration', department: 'DESK', target: 10, rooms: ['Counter 1', 'Counter 2'] },
  { letter: 'L', name: 'Laboratory', kind: 'laboratory', department: 'LAB', target: 20, rooms: ['Blood room'] },
  { letter: 'P', name: 'Pharmacy', kind: 'pharmacy', department: 'PHARM', target: 15, rooms: ['Hatch 1', 'Hatch 2'] },
  { letter: 'C', name: 'Cashier', kind: 'cashier', department: 'FIN', target: 10, rooms: ['Till 1'] },
];
const minute = 60_000;
const author = { account_id: null, name: 'OpenWard' };

interface Written {
  point: string;
  letter: string;
  day: string;
  number: number;
  patient_id: string | null;
  visit_id: string | null;
  appointment_id: string | null;
  status: string;
  priority: string;
  priority_reason: string | null;
  due: string | null;
  ahead: number;
  arrived: string;
  called: string | null;
  room: string | null;
  in_room: string | null;
  ended: string | null;
}

/** Gives the demo hospital its queues: eight weeks of measured waits, and today in motion. Returns how many tokens. */
export async function seedQueue(tx: Tx, options: QueueSeedOptions): Promise<number> {
  const { now, zone } = options;
  const made = new Map<string, { id: string; rooms: string[] }>();
  for (const { letter, name, kind, department, target, rooms } of points) {
    const point = await sql<{ id: string }>`insert into visits.service_point (letter, name, kind, department_id, target_minutes)
      values (${letter}, ${name}, ${kind}, ${options.departments.get(department) ?? null}::uuid, ${target}) returning id`.execute(tx);
    const id = point.rows[0]?.id ?? '';
    const own = await sql<{ id: string }>`insert into visits.queue_room (service_point_id, name) select ${id}::uuid, unnest(${rooms}::text[]) returning id`.execute(tx);
    made.set(letter, { id, rooms: own.rows.map((room) => room.id) });
  }
  await sql`insert into visits.display (name, service_point_ids) values ('Entrance hall', ${[...made.values()].map(({ id }) => id)}::uuid[])`.execute(tx);
  const today = dayAt(now.toISOString(), zone);
  await write(tx, [...history(options, made, today), ...(await inMotion(tx, options, made, today))]);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from visits.token`.execute(tx);
  return rows[0]?.count ?? 0;
}

type Made = ReadonlyMap<string, { id: string; rooms: string[] }>;

/** Eight weeks of days that were measured. */
function history({ seed, zone }: QueueSeedOptions, made: Made, today: string): Written[] {
  const draw = randomOf(`${seed}/queue`);
  const chance = () => draw.whole(0, 999_999) / 1_000_000;
  const written: Written[] = [];
  for (let back = 56; back >= 1; back -= 1) {
    const day = addDays(today, -back);
    const midnight = Date.parse(spanOn(day, '00:00', '00:01', zone)?.start ?? `${day}T00:00:00Z`);
    if (new Date(`${day}T12:00:00Z`).getUTCDay() === 0) continue;
    for (const { letter, days } of points) {
      const point = made.get(letter);
      if (days === undefined || point === undefined) continue;
      const at = (minutes: number) => new Date(midnight + minutes * minute).toISOString();
      simulateDay(days, chance).forEach(({ arrived, due, ahead, called, in_room, ended, room }, place) => written.push({
        point: point.id, letter, day, number: place + 1, patient_id: null, visit_id: null, appointment_id: null, status: 'done', priority: 'routine', priority_reason: null,
        due: due === null ? null : at(due), ahead, arrived: at(arrived), called: at(called), room: point.rooms[room] ?? null, in_room: at(in_room), ended: at(ended),
      }));
    }
  }
  return written;
}

/** Those of today: some are through, some inside, some called, and the others wait. */
async function inMotion(tx: Tx, { now, patient_ids, departments }: QueueSeedOptions, made: Made, today: string): Promise<Written[]> {
  const written: Written[] = [];
  for (const { letter, department } of points.filter((each) => each.kind === 'clinic')) {
    const point = made.get(letter);
    if (point === undefined) continue;
    const { rows: arrived } = await sql<{ id: string; patient_id: string; start: Date }>`
      select a.id, a.patient_id, a.starts_at as start from scheduling.appointment a join scheduling.resource r on r.id = a.resource_ids[1]
      where a.status = 'arrived' and r.department_id = ${departments.get(department) ?? null}::uuid order by a.starts_at desc limit 5`.execute(tx);
    const walkIns = patient_ids.slice(letter === 'A' ? -8 : -16, letter === 'A' ? undefined : -8).map((patient_id) => ({ id: null, patient_id, start: null }));
    const people = [...walkIns.slice(0, 4), ...arrived.toReversed(), ...walkIns.slice(4)];
    const status = (place: number) => (place < 2 ? 'done' : place < 2 + point.rooms.length - 1 ? 'in-room' : place === 1 + point.rooms.length ? 'called' : 'waiting');
    const arrivals = people.map((_each, place) => new Date(now.getTime() - (people.length - place) * 7 * minute - 4 * minute));
    const ids = await insertVisits(tx, people.map(({ patient_id }, place) => ({
      patient_id, class: 'outpatient', status: ['done', 'in-room'].includes(status(place)) ? 'in-progress' : 'arrived', department_id: departments.get(department) ?? null, location_id: null,
      practitioner_id: null, reasons: [{ text: ['Cough', 'Back pain', 'Results', 'Blood pressure'][place % 4] ?? 'Cough' }], referred_by: null, referral_text: null, planned_for: null,
      at: arrivals[place]?.toISOString() ?? now.toISOString(), after_death: false,
    })), author.name);
    await projectVisits(tx, ids, author);
    people.forEach(({ id, patient_id, start }, place) => {
      const stands = status(place);
      const came = arrivals[place]?.getTime() ?? now.getTime();
      const called = stands === 'waiting' ? null : Math.min(now.getTime() - minute, came + 12 * minute);
      const inside = called !== null && stands !== 'called' ? called + 20_000 : null;
      const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
      const elderly = stands === 'waiting' && place % 5 === 0;
      written.push({
        point: point.id, letter, day: today, number: place + 1, patient_id, visit_id: ids[place] ?? null, appointment_id: id, status: stands,
        priority: elderly ? 'priority' : 'routine', priority_reason: elderly ? 'elderly' : null, due: start?.toISOString() ?? null, ahead: Math.max(0, place - 4),
        arrived: new Date(came).toISOString(), called: iso(called), room: called === null || stands === 'done' ? null : (point.rooms[place - 2] ?? null), in_room: iso(inside),
        ended: stands === 'done' && inside !== null ? iso(inside + 5 * minute > now.getTime() ? now.getTime() : inside + 5 * minute) : null,
      });
    });
  }
  return written;
}

/** Writes tokens and their stops in two statements. */
async function write(tx: Tx, written: readonly Written[]): Promise<void> {
  const given = JSON.stringify(written.map((each) => ({ ...each, code: `${each.letter}${each.number}`, came_by: 'desk' })));
  await sql`insert into visits.token (service_point_id, day, number, code, patient_id, visit_id, appointment_id, came_by, issued_at)
    select point, day, number, code, patient_id, visit_id, appointment_id, came_by, arrived from jsonb_to_recordset(${given}::jsonb)
      as given(point uuid, day date, number int, code text, patient_id uuid, visit_id uuid, appointment_id uuid, came_by text, arrived timestamptz)`.execute(tx);
  await sql`insert into visits.stop (token_id, day, code, sequence, service_point_id, status, priority, priority_reason, due_at, ahead, arrived_at, waiting_at, first_called_at,
      called_at, room_id, calls, in_room_at, ended_at, updated_by_name)
    select t.id, given.day, given.code, 1, given.point, given.status, given.priority, given.priority_reason, given.due, given.ahead, given.arrived, given.arrived, given.called,
      given.called, given.room, case when given.called is null then 0 else 1 end, given.in_room, given.ended, ${author.name}
    from jsonb_to_recordset(${given}::jsonb) as given(point uuid, day date, number int, code text, status text, priority text, priority_reason text, due timestamptz, ahead int,
        arrived timestamptz, called timestamptz, room uuid, in_room timestamptz, ended timestamptz)
      join visits.token t on t.day = given.day and t.code = given.code`.execute(tx);
}
