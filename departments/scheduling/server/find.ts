import { badInput, Problem, serve, type Act } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { momentAt } from '@openward/platform/time';
import { schedulingContract as contract, type Offer, type VisitType, type Wish } from '../contract/index.ts';
import { bookableFrom, bookableUntil } from '../rules/notice.ts';
import { around } from '../rules/waiting-list/keep.ts';
import { listResources, readVisitType } from './calendar.sql.ts';
import { fitting, freeTimes, type FreeTime } from './find.sql.ts';

const day = 86_400_000;
/** What is near is looked through first; most are found there. */
const steps = [1, 4, 14, 60, 730];

export const find = serve(contract.find, async ({ limit, ...wish }, act) => ({ offers: await findTimes(act, wish, limit) }));

/** The next times at which all that is wished for is free. */
export async function findTimes(act: Act, wish: Wish, limit: number): Promise<Offer[]> {
  const type = await readVisitType(act.tx, wish.visit_type_id);
  if (type === undefined || !type.active) throw badInput('visit_type_id', 'scheduling.visit_type_unknown', 'There is no such kind of appointment');
  const roles = await Promise.all(wish.needs.map((need) => fitting(act.tx, need)));
  const missing = roles.findIndex((ids) => ids.length === 0);
  if (missing >= 0) throw new Problem(422, 'scheduling.nobody_fits', 'No calendar fits this', { field: `needs[${missing}]` });
  const offers = await aroundOrAny(act.tx, type, roles, wish, limit);
  act.audit.detail({ visit_type_id: type.id, offers: offers.length });
  return offers;
}

/** Before the other appointment and after it, where that is wished for; otherwise at any time. */
async function aroundOrAny(tx: Tx, type: VisitType, roles: readonly (readonly string[])[], wish: Wish, limit: number): Promise<Offer[]> {
  const now = new Date();
  if (wish.around === undefined) return offersOf(tx, type, roles, wish, now, limit);
  const { start, end, minutes, where } = wish.around;
  if (Date.parse(end) <= Date.parse(start)) throw badInput('around.end', 'scheduling.ends_before', 'Ends before it begins');
  const found: Offer[] = [];
  for (const { from, until } of around({ start: new Date(start), end: new Date(end) }, type.minutes, minutes, where)) {
    const window = {
      from: new Date(Math.max(from.getTime(), Date.parse(wish.from ?? '2000-01-01'))).toISOString(),
      until: new Date(Math.min(until.getTime(), Date.parse(wish.until ?? '2200-01-01'))).toISOString(),
    };
    found.push(...await offersOf(tx, type, roles, { ...wish, ...window }, now, limit - found.length));
  }
  return found;
}

/** The first times at which one of each role is free, as they are offered. */
export async function offersOf(
  tx: Tx, type: VisitType, roles: readonly (readonly string[])[], wish: Pick<Wish, 'from' | 'until' | 'weekdays' | 'time_from' | 'time_until' | 'location_id'>, now: Date, limit: number,
): Promise<Offer[]> {
  const calendars = new Map((await listResources(tx, roles.flat())).map((calendar) => [calendar.id, calendar]));
  const zone = calendars.get(roles[0]?.[0] ?? '')?.zone ?? 'UTC';
  const first = Math.max(bookableFrom(type, now).getTime(), Date.parse(wish.from ?? '2000-01-01'));
  const last = Math.min(bookableUntil(type, now).getTime(), Date.parse(wish.until ?? '2200-01-01'));
  const found: FreeTime[] = [];
  let from = first;
  for (const days of steps) {
    const until = Math.min(last, first + days * day);
    if (from >= until || found.length >= limit) break;
    const more = await freeTimes(tx, type, roles, { from: new Date(from), until: new Date(until - 1) }, wish, zone, limit - found.length);
    found.push(...more);
    from = until;
  }
  return found.map(({ start, resource_ids }) => ({
    start: start.toISOString(),
    end: new Date(start.getTime() + type.minutes * 60_000).toISOString(),
    wall_clock: momentAt(start.toISOString(), zone).wall_clock,
    zone,
    resource_ids,
    names: resource_ids.map((id) => calendars.get(id)?.name ?? ''),
  }));
}
