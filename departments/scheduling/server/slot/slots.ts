import type { Act } from '@openward/platform/http';
import type { VisitType } from '../../contract/calendar.ts';
import { bookableFrom, bookableUntil } from '../../rules/notice.ts';
import type { SlotName } from '../../rules/slot-id.ts';
import { listVisitTypes, readVisitType } from '../calendar.sql.ts';
import { bookerOf } from '../when.ts';
import { slotAt, slotsOf, type Asking, type SlotStatus } from './slots.sql.ts';

/** A time of a calendar for a kind of appointment, as it stands now. */
export interface Slot extends SlotName {
  end: string;
  status: SlotStatus;
  type: VisitType;
}

export interface SlotsAsked {
  resource_ids: readonly string[];
  /** All kinds that whoever asks may book, unless told. */
  visit_type_ids: readonly string[] | null;
  from: Date;
  until: Date;
  statuses: readonly SlotStatus[];
  /** The last one of the page before. */
  after: SlotName | null;
  limit: number;
}

const day = 86_400_000;
/** What is near is looked through first, so that a page of one year does not cost a year. */
const steps = [1, 4, 14, 60, 730];

const ends = (type: VisitType, start: Date): string => new Date(start.getTime() + type.minutes * 60_000).toISOString();

/** Times that whoever asks may book, or could have booked: on the grid of each kind, within notice and horizon. */
export async function slots(act: Act, { resource_ids, visit_type_ids, statuses, after, limit, ...span }: SlotsAsked): Promise<Slot[]> {
  const now = new Date();
  const booker = bookerOf(act);
  const types = new Map((await listVisitTypes(act.tx)).filter((type) => type.active && type.bookable_by.includes(booker) && (visit_type_ids?.includes(type.id) ?? true)).map((type) => [type.id, type]));
  const found: Slot[] = [];
  const first = Math.max(span.from.getTime(), now.getTime(), after === null ? 0 : Date.parse(after.start));
  for (let [from, step] = [first, 0]; step < steps.length && found.length < limit && from < span.until.getTime(); step += 1) {
    const until = Math.min(first + steps[step]! * day, span.until.getTime());
    const asked = [...types.values()].map((type): Asking => ({
      type, from: new Date(Math.max(from, bookableFrom(type, now).getTime())), until: new Date(Math.min(until - 1, bookableUntil(type, now).getTime())),
    })).filter((each) => each.from <= each.until);
    const rows = asked.length === 0 || resource_ids.length === 0 ? []
      : await slotsOf(act.tx, resource_ids, asked, statuses, after === null ? null : { ...after, start: new Date(after.start) }, limit - found.length);
    found.push(...rows.map(({ start, ...row }) => ({ ...row, start: start.toISOString(), end: ends(types.get(row.visit_type_id)!, start), type: types.get(row.visit_type_id)! })));
    from = until;
  }
  return found;
}

/** One time as it stands; undefined where there is no such calendar, or no such kind of appointment. */
export async function slotOf(act: Act, name: SlotName): Promise<Slot | undefined> {
  const type = await readVisitType(act.tx, name.visit_type_id);
  if (type === undefined) return undefined;
  const now = new Date();
  const start = new Date(name.start);
  const may = type.active && type.bookable_by.includes(bookerOf(act));
  // Nothing lies between these where it may not be booked.
  const asking = { type, from: may ? bookableFrom(type, now) : bookableUntil(type, now), until: may ? bookableUntil(type, now) : now };
  const status = await slotAt(act.tx, name.resource_id, asking, start);
  return status === null ? undefined : { ...name, end: ends(type, start), status, type };
}
