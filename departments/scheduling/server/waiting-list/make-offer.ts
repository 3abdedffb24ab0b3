import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { plan } from '@openward/messages/api';
import type { Tx } from '@openward/platform/db';
import { dayAt } from '@openward/platform/time';
import { records } from '@openward/records/api';
import type { Offer, VisitType } from '../../contract/index.ts';
import { keptMinutes, windowsOf } from '../../rules/waiting-list/keep.ts';
import { bookedThen, reserve } from '../appointment.sql.ts';
import { readVisitType } from '../calendar.sql.ts';
import { fitting } from '../find.sql.ts';
import { offersOf } from '../find.ts';
import { tellDays } from '../news.ts';
import { lockEntry, readEntries, type Entry } from './entry.sql.ts';
import { tellWaitingList } from './put.ts';

const minute = 60_000;

export interface Offering {
  now: Date;
  /** Who offers it. */
  by: string;
  /** Only what lies in time that has become free of this calendar. */
  opening?: { resource_id: string; from: Date; until: Date };
  /** Only this beginning. */
  start?: string | undefined;
}

/** What came of an attempt to offer something. `busy`: somebody else is at the entry, or it has an offer that is not answered; it may want this later. */
export interface Attempt {
  offer_id: string | null;
  busy: boolean;
}

const nothing: Attempt = { offer_id: null, busy: false };

/**
 * Keeps the first time that fits for somebody on the waiting list, and offers it to them. The hold is a reservation as any other: the database
 * gives a place to one.
 */
export async function makeOffer(tx: Tx, entry_id: string, offering: Offering): Promise<Attempt> {
  if (!(await lockEntry(tx, entry_id, { wait: false }))) return { offer_id: null, busy: true };
  // Read under the lock: what somebody did a moment ago is seen.
  const [entry] = await readEntries(tx, [entry_id]);
  if (entry === undefined) return nothing;
  if (entry.offer_id !== null) return { offer_id: null, busy: true };
  const type = await readVisitType(tx, entry.visit_type_id);
  if (type === undefined || !type.active) return nothing;
  for (const time of await timesFor(tx, entry, type, offering)) {
    const offer_id = await keep(tx, entry, type, time, offering);
    if (offer_id !== null) return { offer_id, busy: false };
  }
  return nothing;
}

/** Times that fit what somebody wants, without those that they passed on, and those at which they are elsewhere. */
async function timesFor(tx: Tx, { id, standing_id, asked, notice_hours, paused_until, gives_up, near, near_minutes }: Entry, type: VisitType, { now, opening, start }: Offering): Promise<Offer[]> {
  const all = await Promise.all(asked.needs.map((need) => fitting(tx, need)));
  const roles = opening === undefined ? all : narrowed(all, opening.resource_id);
  if (roles === null || roles.some((ids) => ids.length === 0)) return [];
  const { rows: [hospital] } = await sql<{ zone: string }>`select staff.local_time_zone(null) as zone`.execute(tx);
  const windows = windowsOf({
    notice_hours, paused_until, near_minutes,
    gives_up_start: gives_up?.status === 'booked' ? new Date(gives_up.start) : null,
    near: near === null ? null : near.status === 'booked' || near.status === 'arrived' ? { start: new Date(near.start), end: new Date(near.end) } : 'gone',
  }, type, now, dayAt(now.toISOString(), hospital?.zone ?? 'UTC'));
  const declined = await sql<{ start: Date; resource_ids: string[] }>`
    select lower(during) as start, resource_ids from scheduling.offer where wanted_id = ${id}::uuid and state in ('passed', 'expired')`.execute(tx);
  const aliases = await records.aliasSet(tx, standing_id);
  const found: Offer[] = [];
  for (const window of windows) {
    const from = latest([window.from, asked.from, opening && new Date(opening.from.getTime() - type.minutes * minute), start]);
    const until = earliest([window.until, asked.until, opening?.until, start === undefined ? undefined : new Date(Date.parse(start) + minute)]);
    for (const time of await offersOf(tx, type, roles, { ...asked, from, until }, now, 12 + declined.rows.length)) {
      const passed = declined.rows.some((each) => each.start.getTime() === Date.parse(time.start) && each.resource_ids.join() === time.resource_ids.join());
      if (start !== undefined ? Date.parse(time.start) !== Date.parse(start) : passed) continue;
      if (await bookedThen(tx, aliases, new Date(time.start), new Date(time.end), gives_up?.id ?? null) === null) found.push(time);
    }
  }
  return found;
}

/** The one that became free in its role, and the others as they were; null where it has none. */
function narrowed(roles: string[][], resource_id: string): string[][] | null {
  const at = roles.findIndex((ids) => ids.includes(resource_id));
  return at < 0 ? null : roles.map((ids, role) => (role === at ? [resource_id] : ids));
}

type Bound = Date | string | null | undefined;
const instants = (bounds: readonly Bound[]): number[] => bounds.flatMap((each) => (each == null ? [] : [new Date(each).getTime()]));
const latest = (bounds: readonly Bound[]): string => new Date(Math.max(...instants(bounds))).toISOString();
const earliest = (bounds: readonly Bound[]): string | undefined => (instants(bounds).length === 0 ? undefined : new Date(Math.min(...instants(bounds))).toISOString());

/** Keeps a time and offers it; null where somebody else had it first. */
async function keep(tx: Tx, { id: wanted_id, patient_id, standing_id }: Entry, type: VisitType, time: Offer, { now, by }: Offering): Promise<string | null> {
  const [start, end] = [new Date(time.start), new Date(time.end)];
  const minutes = keptMinutes(start, now);
  if (minutes === 0) return null;
  const hold_id = randomUUID();
  await sql`savepoint one_time`.execute(tx);
  const { refused, hold_until } = await reserve(tx, {
    appointment_id: null, hold: { id: hold_id, minutes }, resource_ids: time.resource_ids, visit_type_id: type.id,
    from: new Date(start.getTime() - type.buffer_before * minute), until: new Date(end.getTime() + type.buffer_after * minute), overbook: false,
  });
  if (refused !== null || hold_until === null) {
    await sql`rollback to savepoint one_time`.execute(tx);
    return null;
  }
  await sql`release savepoint one_time`.execute(tx);
  const { rows } = await sql<{ id: string }>`
    insert into scheduling.offer (wanted_id, patient_id, hold_id, visit_type_id, resource_ids, during, zone, wall_clock, hold_until, made_by_name)
    values (${wanted_id}::uuid, ${patient_id}::uuid, ${hold_id}::uuid, ${type.id}::uuid, ${time.resource_ids}::uuid[], tstzrange(${start}::timestamptz, ${end}::timestamptz),
      ${time.zone}, ${time.wall_clock}, ${hold_until}::timestamptz, ${by}) returning id`.execute(tx);
  const id = rows[0]!.id;
  await plan(tx, [{ about_kind: 'offer', about_id: id, version: 0, patient_id: standing_id, kind: 'offer', expires_at: hold_until.toISOString() }]);
  tellDays(tx, [time.wall_clock.slice(0, 10)]);
  tellWaitingList(tx);
  return id;
}
