import type { Tx } from '@openward/platform/db';
import { badInput, Problem } from '@openward/platform/http';
import { addDays, dayAt, spanOn } from '@openward/platform/time';
import { records } from '@openward/records/api';
import type { Need as Fitting, Resource, VisitType } from '../../contract/index.ts';
import { placeOf, type Clinic, type Kind, type Lane, type Mover, type Need, type Span } from '../../rules/harm/clinic.ts';
import { listResources, readVisitType } from '../calendar.sql.ts';
import { fitting } from '../find.sql.ts';
import { readFacts, type Standing } from './facts.sql.ts';
import { readWeights } from './weights.ts';

export interface Asked {
  patient_id: string;
  visit_type_id: string;
  need: Fitting;
  latest: string;
}

/** The clinic as it is now, for one who is to be fitted in. */
export interface Looked {
  clinic: Clinic;
  need: Need;
  type: VisitType;
  zone: string;
  calendars: ReadonlyMap<string, Resource>;
  movers: ReadonlyMap<string, { mover: Mover; standing: Standing }>;
}

const minute = 60_000;
/** Whoever can wait longer is booked as everybody else. */
const urgent_days = 14;

/** Reads who could be moved, and where to. */
export async function lookAt(tx: Tx, asked: Asked, moment: Date): Promise<Looked> {
  const [type, weights, ids, aliases] = await Promise.all([
    readVisitType(tx, asked.visit_type_id), readWeights(tx), fitting(tx, { kind: 'clinician', ...asked.need }), records.aliasSet(tx, asked.patient_id),
  ]);
  if (type === undefined || !type.active) throw new Problem(422, 'scheduling.visit_type_unknown', 'There is no such kind of appointment', { field: 'visit_type_id' });
  if (ids.length === 0) throw new Problem(422, 'scheduling.nobody_fits', 'No calendar fits this', { field: 'need' });
  const latest = Date.parse(asked.latest);
  if (latest < moment.getTime()) throw new Problem(409, 'scheduling.past', 'This time is over', { field: 'latest' });
  if (latest > moment.getTime() + urgent_days * 1440 * minute) throw badInput('latest', 'scheduling.not_urgent', 'Whoever can wait longer than two weeks is booked as everybody else');
  const calendars = await listResources(tx, ids);
  const zone = calendars[0]?.zone ?? 'UTC';
  const days = daysFrom(moment, new Date(latest), weights.days_ahead, zone);
  const facts = await readFacts(tx, {
    resource_ids: ids, patient_ids: aliases, from: moment, until: new Date(days.at(-1)! * minute), moved_until: new Date(days.at(-1 - weights.days_ahead)! * minute),
    protect_days: weights.protect_days, zone,
  });
  const busy = Map.groupBy(facts.others, ({ patient_id }) => patient_id);
  const spanOf = ({ from, until }: Span): Span => ({ from: from / minute, until: until / minute });
  const placeOfLane = (resource_id: string, lane: number) => `${resource_id}/${lane}`;
  const slots = calendars.flatMap(({ id, lanes }) => Array.from({ length: lanes }, (_each, at) => ({ id, lane: at + 1 })));
  const numbers = new Map(slots.map(({ id, lane }, number) => [placeOfLane(id, lane), number]));
  const taken = new Map(facts.taken.flatMap((one) => (one.appointment_id === null ? [] : [[one.appointment_id, one] as const])));
  const movers = new Map(facts.movable.flatMap((standing): [string, { mover: Mover; standing: Standing }][] => {
    const reservation = taken.get(standing.appointment_id);
    const lane = reservation === undefined ? undefined : numbers.get(placeOfLane(reservation.resource_id, reservation.lane));
    if (reservation === undefined || lane === undefined) return [];
    const kind: Kind = { id: standing.visit_type_id, minutes: standing.minutes, before: standing.before, after: standing.after, grid: standing.grid };
    const start = standing.start / minute;
    const place = placeOf(kind, lane, start);
    // Booked while the kind had other buffers: what it takes up is not what it would take up elsewhere.
    if (place.from !== reservation.from / minute || place.until !== reservation.until / minute) return [];
    const mover: Mover = {
      id: standing.appointment_id, kind, lane, start, see_by: standing.see_by === null ? null : standing.see_by / minute, earlier: standing.earlier, arrived: standing.arrived,
      busy: (busy.get(standing.patient_id) ?? []).filter(({ appointment_id }) => appointment_id !== standing.appointment_id).map(spanOf),
    };
    return [[mover.id, { mover, standing }]];
  }));
  const fixed = Map.groupBy(facts.taken.filter(({ appointment_id }) => appointment_id === null || !movers.has(appointment_id)), (one) => placeOfLane(one.resource_id, one.lane));
  const sessions = Map.groupBy(facts.sessions, ({ resource_id }) => resource_id);
  const specialties = new Map(calendars.map((each) => [each.id, each.specialties]));
  const lanes = slots.map(({ id, lane }): Lane => ({
    resource_id: id, specialties: specialties.get(id) ?? [],
    sessions: (sessions.get(id) ?? []).map((session) => ({ ...spanOf(session), kinds: session.kinds })),
    fixed: (fixed.get(placeOfLane(id, lane)) ?? []).map(spanOf),
  }));
  const kind: Kind = { id: type.id, minutes: type.minutes, before: type.buffer_before, after: type.buffer_after, grid: type.grid_minutes };
  return {
    clinic: { now: Math.ceil(moment.getTime() / minute), days, lanes, movers: [...movers.values()].map(({ mover }) => mover), weights },
    need: { id: 'urgent', kind, latest: Math.floor(latest / minute), lanes: lanes.map((_lane, number) => number), busy: aliases.flatMap((id) => busy.get(id) ?? []).map(spanOf) },
    type, zone, movers, calendars: new Map(calendars.map((each) => [each.id, each])),
  };
}

/** The beginnings of the days from today to so many after the latest, in minutes; the last one is an end. */
function daysFrom(moment: Date, latest: Date, ahead: number, zone: string): number[] {
  const last = dayAt(latest.toISOString(), zone);
  const days: number[] = [];
  for (let day = dayAt(moment.toISOString(), zone), more = ahead; more >= -1; day = addDays(day, 1)) {
    days.push(Date.parse(spanOn(day, '00:00', '00:01', zone)?.start ?? `${day}T00:00:00Z`) / minute);
    if (day > last) more -= 1;
  }
  return days;
}
