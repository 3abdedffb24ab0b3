import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { badInput, Problem, serve } from '@openward/platform/http';
import { addDays, dayAt, spanOn, type Span } from '@openward/platform/time';
import { schedulingContract as contract, type Duty, type PlanRow, type Shift } from '../../contract/index.ts';
import { listResources } from '../calendar.sql.ts';
import { changed } from '../calendar.ts';
import { preview, settled } from '../sessions/settle.ts';

export const dutyPlan = serve(contract.dutyPlan, async ({ from: asked, days: count, department_id }, { tx }) => {
  const hospital = await sql<{ zone: string }>`select staff.local_time_zone(null) as zone`.execute(tx);
  const zone = hospital.rows[0]?.zone ?? 'UTC';
  const from = asked ?? dayAt(new Date().toISOString(), zone);
  const days = Array.from({ length: count }, (_each, at) => addDays(from, at));
  const whole = sql`tstzrange(${startOf(from, zone)}::timestamptz, ${startOf(addDays(from, count), zone)}::timestamptz)`;
  const { rows } = await sql<PlanRow>`
    select r.id as resource_id, r.kind, r.name, r.department_id,
      coalesce(r.practitioner_id = (select staff_id from auth.account where id = platform.actor_id()), false) as own,
      (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'resource_id', d.resource_id, 'start', ${iso('lower(d.during)')}, 'end', ${iso('upper(d.during)')}, 'location_id', d.location_id,
          'version', d.version) order by d.during), '[]') from scheduling.duty d where d.resource_id = r.id and d.during && ${whole}) as duties,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'start', ${iso('lower(e.during)')}, 'end', ${iso('upper(e.during)')}) order by e.during), '[]')
        from scheduling.exception e where (e.resource_id = r.id or e.resource_id is null) and e.during && ${whole}) as away
    from scheduling.resource r where r.active and (${department_id ?? null}::uuid is null or r.department_id = ${department_id ?? null}::uuid)
    order by array_position(array['clinician', 'room', 'equipment'], r.kind), platform.fold(r.name), r.id limit 300`.execute(tx);
  return { from, zone, days, rows };
});

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`);
const startOf = (date: string, zone: string): string => spanOn(date, '00:00', '00:00', zone)?.start ?? `${date}T00:00:00Z`;

export const previewDuty = serve(contract.previewDuty, async ({ duty_id, remove, prefer, ...shift }, { tx }) =>
  preview({ tx, work: async () => (remove && duty_id !== null ? takeAway(tx, duty_id) : duty_id === null ? addOne(tx, shift) : (await putDuty(tx, duty_id, null, shift)).concerned) }, prefer));

export const changeDuty = serve(contract.changeDuty, async ({ duty_id, version, moves, ...shift }, act) => {
  const { duty, concerned } = await putDuty(act.tx, duty_id, version, shift);
  return { duty, effect: await settled(act, concerned, moves) };
});

export const removeDuty = serve(contract.removeDuty, async ({ duty_id, moves }, act) => settled(act, await takeAway(act.tx, duty_id), moves));

/** Takes a duty away; what stands at the end must hold its sessions. Returns whose it was. */
async function takeAway(tx: Tx, duty_id: string): Promise<string[]> {
  await deferred(tx);
  const { rows } = await sql<{ resource_id: string }>`delete from scheduling.duty where id = ${duty_id}::uuid returning resource_id`.execute(tx);
  if (rows[0] === undefined) throw changed(undefined, 'duty_id', 'There is no such duty');
  return [rows[0].resource_id];
}

async function addOne(tx: Tx, shift: Shift): Promise<string[]> {
  const { start, end } = await spanOf(tx, shift);
  await sql`insert into scheduling.duty (resource_id, during, location_id) values (${shift.resource_id}::uuid, tstzrange(${start}::timestamptz, ${end}::timestamptz), ${shift.location_id}::uuid)`.execute(tx);
  return [shift.resource_id];
}

interface DutyRow extends Omit<Duty, 'start' | 'end'> {
  lower: Date;
  upper: Date;
}

/** Changes a duty as it was seen. Both are concerned, where it goes to somebody else. */
async function putDuty(tx: Tx, duty_id: string, version: number | null, shift: Shift): Promise<{ duty: Duty; concerned: string[] }> {
  await deferred(tx);
  const { rows: [before] } = await sql<DutyRow>`select id, resource_id, lower(during) as lower, upper(during) as upper, location_id, version from scheduling.duty where id = ${duty_id}::uuid for update`.execute(tx);
  if (before === undefined) throw changed(undefined, 'duty_id', 'There is no such duty');
  if (version !== null && before.version !== version) throw changed(dutyOf(before), 'duty_id', 'There is no such duty');
  const { start, end } = await spanOf(tx, shift);
  const { rows: [after] } = await sql<DutyRow>`update scheduling.duty set resource_id = ${shift.resource_id}::uuid, during = tstzrange(${start}::timestamptz, ${end}::timestamptz),
      location_id = ${shift.location_id}::uuid, version = version + 1
    where id = ${duty_id}::uuid returning id, resource_id, lower(during) as lower, upper(during) as upper, location_id, version`.execute(tx);
  return { duty: dutyOf(after!), concerned: [before.resource_id, shift.resource_id] };
}

const dutyOf = ({ lower, upper, ...row }: DutyRow): Duty => ({ ...row, start: lower.toISOString(), end: upper.toISOString() });

/** A shift on the clock of the calendar’s place: one from 22:00 to 06:00 is as long as that night. */
async function spanOf(tx: Tx, { resource_id, date, from_clock, to_clock }: Shift): Promise<Span> {
  const [calendar] = await listResources(tx, [resource_id]);
  if (calendar === undefined) throw new Problem(422, 'scheduling.resource_unknown', 'There is no such calendar', { field: 'resource_id' });
  const span = spanOn(date, from_clock, to_clock, calendar.zone);
  if (span === null) throw badInput('from_clock', 'scheduling.clock', 'The clock jumps over this');
  return span;
}

/** Duties go before their sessions do; only what stands at the end must hold. */
export const deferred = (tx: Tx): Promise<unknown> => sql`set constraints scheduling.session_within_duty deferred`.execute(tx);
