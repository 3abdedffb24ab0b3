import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { addDays, dayAt, momentAt, spanOn } from '@openward/platform/time';
import { seedMessages, type ToldOf } from '@openward/messages/demo';
import { random as randomOf } from '@openward/patients/demo';
import { records } from '@openward/records/api';
import { NewResource, NewVisitType } from '../contract/index.ts';
import { toService } from '../rules/fhir.ts';
import { insertResource, insertVisitType, listResources } from '../server/calendar.sql.ts';
// What messages about appointments say.
import '../server/links.ts';
import { projectAppointments } from '../server/project.ts';
import { projectSchedules } from '../server/schedules.ts';
import { occurrences } from '../server/sessions/occurrences.ts';
import { rebuild } from '../server/sessions/rebuild.ts';
import { insertTemplate } from '../server/sessions/template.sql.ts';
import { seedOnCall } from './on-call.ts';
import { seedServiceTimes } from './service-times.ts';
import { seedWaiting } from './waiting.ts';

export interface ScheduleSeedOptions {
  seed: string;
  /** The moment at which the demo is made. */
  now: Date;
  zone: string;
  /** Those who may come: alive, and not restricted. */
  patient_ids: readonly string[];
  doctors: readonly { staff_id: string; name: string; department_id: string | null }[];
}

const author = { account_id: null, name: 'OpenWard' };
const fortnight = 14;
const kinds = [
  { code: 'CONS', name: 'Consultation', minutes: 20, grid_minutes: 20, colour: 'teal', shape: 'round' },
  { code: 'FIRST', name: 'First visit', minutes: 40, grid_minutes: 20, colour: 'blue', shape: 'square' },
  { code: 'FOLLOW', name: 'Follow-up', minutes: 20, grid_minutes: 20, colour: 'grape', shape: 'diamond', bookable_by: ['desk', 'clinician', 'patient'] },
  { code: 'CLASS', name: 'Birth class', minutes: 60, grid_minutes: 20, colour: 'orange', shape: 'round', places: 8, protected: true },
] as const;
const reasons = ['Blood pressure', 'Back pain', 'Cough', 'Results', 'Medication review', 'Headache', 'Diabetes check', 'Skin'];

/** Gives the demo doctors calendars and a fortnight of appointments, with today in motion. Returns how many. */
export async function seedSchedules(tx: Tx, { seed, now, zone, patient_ids, doctors }: ScheduleSeedOptions): Promise<number> {
  if (patient_ids.length === 0 || doctors.length === 0) return 0;
  const draw = randomOf(`${seed}/schedule`);
  const types = [];
  for (const kind of kinds) types.push(await insertVisitType(tx, NewVisitType.parse({ ...kind })));
  const today = dayAt(now.toISOString(), zone);
  const midnight = new Date(spanOn(today, '00:00', '00:01', zone)?.start ?? now);
  const bookings: object[] = [];
  let patient = 0;
  for (const [number, { staff_id, name, department_id }] of doctors.entries()) {
    const resource_id = await insertResource(tx, NewResource.parse({ kind: 'clinician', name, practitioner_id: staff_id, department_id, languages: ['en'], overbooking: 1 }));
    const daily = { rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA', starts_on: today };
    const duty = occurrences({ ...daily, ends_on: null, from_clock: '08:00', to_clock: '18:00' }, zone, today, addDays(today, 90));
    await sql`insert into scheduling.duty (resource_id, during) select ${resource_id}::uuid, tstzrange(start, "end")
      from jsonb_to_recordset(${JSON.stringify(duty)}::jsonb) as given(start timestamptz, "end" timestamptz)`.execute(tx);
    for (const [title, from_clock, to_clock] of [['Morning clinic', '09:00', '12:00'], ['Afternoon clinic', '13:00', '16:00']] as const) {
      await insertTemplate(tx, { resource_id, title, ...daily, ends_on: null, from_clock, to_clock, location_id: null, visit_type_ids: [], released_days_before: null });
    }
    await rebuild(tx, resource_id, new Date(midnight.getTime() - 1));
    for (let after = 0; after < fortnight; after += 1) {
      for (const [from, to] of [['09:00', '12:00'], ['13:00', '16:00']] as const) {
        const date = addDays(today, after);
        const span = occurrences({ ...daily, ends_on: null, from_clock: from, to_clock: to }, zone, date, date)[0];
        if (span === undefined) continue;
        // Near days are fuller than far ones; today is so full that somebody urgent needs others to make room.
        const filled = after === 0 ? 0.97 : Math.max(0.25, 0.85 - after * 0.05);
        // The last of them teaches a group in the middle of the afternoon.
        const lesson = number === doctors.length - 1 && from === '13:00' ? Date.parse(span.start) + 60 * 60_000 : null;
        for (let start = Date.parse(span.start); start < Date.parse(span.end);) {
          if (start === lesson) {
            const at = momentAt(new Date(start).toISOString(), zone);
            for (let place = 0; place < Math.max(2, 8 - after); place += 1) {
              patient += 1;
              bookings.push({ patient_id: patient_ids[patient % patient_ids.length], type: types[3]!.id, resource_id, start: at.instant, wall_clock: at.wall_clock, reason: 'Birth class' });
            }
            start += 60 * 60_000;
            continue;
          }
          const until = lesson !== null && start < lesson ? lesson : Date.parse(span.end);
          const type = draw.chance(0.15) && start + 40 * 60_000 <= until ? types[1]! : draw.pick([types[0]!, types[2]!]);
          if (draw.chance(filled)) {
            const at = momentAt(new Date(start).toISOString(), zone);
            patient += 1;
            bookings.push({ patient_id: patient_ids[patient % patient_ids.length], type: type.id, resource_id, start: at.instant, wall_clock: at.wall_clock, reason: draw.pick(reasons) });
          }
          start += type.minutes * 60_000;
        }
      }
    }
  }
  await records.putMany(tx, types.map((type) => ({ resource: toService(type), author })));
  await projectSchedules(tx, (await listResources(tx)).map(({ id }) => id), author);
  const { rows } = await sql<{ id: string; refused: string | null }>`
    select b.id, b.refused from jsonb_to_recordset(${JSON.stringify(bookings)}::jsonb) as given(patient_id uuid, type uuid, resource_id uuid, start timestamptz, wall_clock text, reason text)
      cross join lateral scheduling.book(null, given.patient_id, given.type, array[given.resource_id], given.start, ${zone}, given.wall_clock, false, null,
        jsonb_build_object('reason', given.reason, 'by', ${author.name}::text)) b`.execute(tx);
  if (rows.some(({ refused }) => refused !== null)) throw new Error('The demo calendars do not hold their appointments');
  await inMotion(tx, now);
  await seedOnCall(tx, today, zone);
  await seedServiceTimes(tx, draw.fork('served'), now, types);
  await projectAppointments(tx, rows.map(({ id }) => id), author);
  await seedWaiting(tx, draw.fork('waiting'), { now, today, patient_ids, visit_type_ids: types.slice(0, 3).map(({ id }) => id), departments: doctors.flatMap(({ department_id }) => (department_id === null ? [] : [department_id])) });
  await seedMessages(tx, await toldOf(tx, now), now);
  return rows.length;
}

/** Some appointments of the coming days of which their patients were told. */
async function toldOf(tx: Tx, now: Date): Promise<ToldOf[]> {
  const { rows } = await sql<Omit<ToldOf, 'start'> & { start: Date }>`select 'appointment' as about_kind, id as about_id, sequence as version, patient_id, starts_at as start
    from scheduling.appointment where status = 'booked' and starts_at between ${now}::timestamptz + interval '3 hours' and ${now}::timestamptz + interval '3 days'
    order by right(number, 3), starts_at limit 60`.execute(tx);
  return rows.map((row) => ({ ...row, start: row.start.toISOString() }));
}

/** Most of those whose time is over have come and were seen; the next ones wait. */
async function inMotion(tx: Tx, now: Date): Promise<void> {
  await sql`update scheduling.appointment set status = 'arrived', arrived_at = least(starts_at - interval '8 minutes', ${now}::timestamptz)
    where starts_at < ${now}::timestamptz + interval '15 minutes' and right(number, 1) <> '7'`.execute(tx);
  await sql`update scheduling.appointment set status = 'fulfilled' where status = 'arrived' and upper(during) < ${now}::timestamptz`.execute(tx);
  await sql`update scheduling.appointment set status = 'noshow' where status = 'booked' and upper(during) < ${now}::timestamptz`.execute(tx);
  await sql`update scheduling.appointment set confirmed_at = booked_at where status = 'booked' and right(number, 1) in ('1', '2', '3', '4')`.execute(tx);
}
