import type { Tx } from '@openward/platform/db';
import { badInput, Problem, type Act } from '@openward/platform/http';
import { momentAt, resolveWallClock, type Moment } from '@openward/platform/time';
import type { Offer, Resource, VisitType } from '../contract/index.ts';
import { hindranceOf, type Booker } from '../rules/notice.ts';
import type { Refused } from './appointment.sql.ts';
import { listResources, readVisitType } from './calendar.sql.ts';
import { offersOf } from './find.ts';

const minute = 60_000;

/** Whoever may sign a visit books as a clinician. */
export const bookerOf = ({ actor }: Act): Booker => (actor.permissions.has('visits.close') ? 'clinician' : 'desk');

export interface Asked {
  start?: string | undefined;
  wall_clock?: string | undefined;
  visit_type_id: string;
  resource_ids: readonly string[];
  /** In minutes, where it is longer or shorter than appointments of its kind are. */
  length?: number;
}

/** A time that was asked for, resolved. */
export interface Placed {
  type: VisitType;
  moment: Moment;
  start: Date;
  end: Date;
  /** With the buffers. */
  from: Date;
  until: Date;
}

/** Resolves the time that was asked for, and refuses what no calendar need be asked about: the past, a gap of the clock, notice. */
export async function placed(act: Act, asked: Asked): Promise<Placed> {
  const { tx } = act;
  const [type, calendars] = await Promise.all([readVisitType(tx, asked.visit_type_id), listResources(tx, asked.resource_ids)]);
  const at = settle(asked, type, calendars);
  const hindrance = hindranceOf(at.type, at.start, bookerOf(act), new Date());
  if (hindrance !== null) {
    const { status, code, message, field } = hindrance;
    throw new Problem(status, code, message, { field, alternatives: at.type.active ? await alternatives(tx, at.type, asked.resource_ids, at.start) : [] });
  }
  return at;
}

/** The time that was asked for, of this kind and with these calendars; throws a Problem where there is no such. */
export function settle(asked: Asked, type: VisitType | undefined, calendars: readonly Resource[]): Placed {
  if (type === undefined) throw new Problem(422, 'scheduling.visit_type_unknown', 'There is no such kind of appointment', { field: 'visit_type_id' });
  const unknown = asked.resource_ids.findIndex((id) => !calendars.some((each) => each.id === id && each.active));
  if (unknown >= 0) throw new Problem(422, 'scheduling.resource_unknown', 'There is no such calendar', { field: `resource_ids[${unknown}]` });
  if (new Set(asked.resource_ids).size < asked.resource_ids.length) throw badInput('resource_ids', 'scheduling.resource_twice', 'Names a calendar twice');
  const moment = momentOf(asked, calendars.find(({ id }) => id === asked.resource_ids[0])?.zone ?? 'UTC');
  const start = new Date(moment.instant);
  const end = new Date(start.getTime() + (asked.length ?? type.minutes) * minute);
  return { type, moment, start, end, from: new Date(start.getTime() - type.buffer_before * minute), until: new Date(end.getTime() + type.buffer_after * minute) };
}

function momentOf({ start, wall_clock }: Asked, zone: string): Moment {
  if ((start === undefined) === (wall_clock === undefined)) throw badInput('start', 'scheduling.one_time', 'Name one time: an instant, or one on the wall clock');
  if (start !== undefined) return momentAt(start, zone);
  const resolved = resolveWallClock(wall_clock ?? '', zone);
  if (resolved.kind === 'one') return resolved.moment;
  const message = resolved.kind === 'gap' ? 'The clock is put forward then: this time does not exist' : 'The clock is put back then: this time comes twice';
  throw new Problem(409, 'scheduling.clock', message, { field: 'wall_clock', kind: resolved.kind, candidates: resolved.candidates });
}

/** The nearest times at which the same can be had: from that day on, or from now. */
export async function alternatives(tx: Tx, type: VisitType, resource_ids: readonly string[], around: Date): Promise<Offer[]> {
  const before = new Date(around.getTime() - 4 * 60 * minute).toISOString();
  return offersOf(tx, type, resource_ids.map((id) => [id]), { from: before, weekdays: [] }, new Date(), 5);
}

const refusals: Record<Refused, [code: string, message: string, field: string]> = {
  visit_type: ['scheduling.visit_type_unknown', 'This kind of appointment is booked no more', 'visit_type_id'],
  unknown: ['scheduling.resource_unknown', 'There is no such calendar', 'resource_ids'],
  outside: ['scheduling.outside', 'There is no session for this then', 'start'],
  full: ['scheduling.full', 'This time is taken', 'start'],
  hold: ['scheduling.hold_expired', 'This time is no longer held for you', 'hold_id'],
};

/** The refusal of the database with what could be had instead. Thrown, so that nothing of the attempt is left. */
export async function refusal(tx: Tx, refused: Refused, { type, start }: Pick<Placed, 'type' | 'start'>, resource_ids: readonly string[]): Promise<Problem> {
  const [code, message, field] = refusals[refused];
  return new Problem(409, code, message, { field, alternatives: await alternatives(tx, type, resource_ids, start) });
}
