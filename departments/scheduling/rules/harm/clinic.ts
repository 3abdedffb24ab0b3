import type { HarmReason } from '../../contract/add-on.ts';
import { overlap, type Movable, type Option, type Place, type Puzzle } from './puzzle.ts';
import { reasonsOf, weigh, type HarmWeights, type Move } from './weigh.ts';

// All instants are minutes since 1970.

/** How long something takes, and on which beginnings. */
export interface Kind {
  id: string;
  minutes: number;
  before: number;
  after: number;
  grid: number;
}

/** Time from when to when. */
export interface Span {
  from: number;
  until: number;
}

/** One place at a time of one calendar. */
export interface Lane {
  resource_id: string;
  specialties: readonly string[];
  /** Its sessions, and what may be booked in them; empty for anything. */
  sessions: readonly (Span & { kinds: readonly string[] })[];
  /** What is taken there and is not moved, with buffers. */
  fixed: readonly Span[];
}

/** An appointment that may be moved. */
export interface Mover {
  id: string;
  kind: Kind;
  lane: number;
  start: number;
  see_by: number | null;
  /** They said that they could come earlier. */
  earlier: boolean;
  /** They are here already. */
  arrived: boolean;
  /** When they have something else. */
  busy: readonly Span[];
}

/** Somebody who cannot wait longer than until `latest` for the beginning. */
export interface Need {
  id: string;
  kind: Kind;
  latest: number;
  /** In which lanes they may be seen. */
  lanes: readonly number[];
  busy: readonly Span[];
}

export interface Clinic {
  now: number;
  /** The beginnings of the hospital’s days, from today on. */
  days: readonly number[];
  lanes: readonly Lane[];
  movers: readonly Mover[];
  weights: HarmWeights;
}

/** How long before it somebody is told who comes earlier than they thought. */
const timeToCome = 120;
/** Of each later day, and of each other clinician, the first so many free times are thought of. */
const few = 3;

export const placeOf = (kind: Kind, lane: number, start: number): Place => ({ lane, from: start - kind.before, until: start + kind.minutes + kind.after });

const dayOf = ({ days }: Clinic, at: number): number => days.findLastIndex((begins) => begins <= at);

/** The beginnings between two instants at which a lane is open for this kind, and nothing lies that is not moved. */
export function startsIn(lane: Lane, kind: Kind, { from, until }: Span): number[] {
  const starts: number[] = [];
  for (const open of openSpans(lane, kind)) {
    if (open.until <= from || open.from >= until) continue;
    const first = Math.ceil(Math.max(open.from + kind.before, from) / kind.grid) * kind.grid;
    const last = Math.min(open.until - kind.minutes - kind.after, until - 1);
    for (let start = first; start <= last; start += kind.grid) {
      const place = placeOf(kind, 0, start);
      if (!lane.fixed.some((taken) => overlap(taken, place))) starts.push(start);
    }
  }
  return starts;
}

const known = new WeakMap<Lane, Map<string, Span[]>>();

/** As `openOf`, which is asked of the same lane for each of many patients. */
function openSpans(lane: Lane, kind: Kind): Span[] {
  const ofLane = known.get(lane) ?? new Map<string, Span[]>();
  known.set(lane, ofLane);
  const spans = ofLane.get(kind.id) ?? openOf(lane, kind);
  ofLane.set(kind.id, spans);
  return spans;
}

/** Sessions that touch are one. */
function openOf({ sessions }: Lane, kind: Kind): Span[] {
  const open: Span[] = [];
  for (const { from, until, kinds } of sessions.toSorted((one, other) => one.from - other.from)) {
    if (kinds.length > 0 && !kinds.includes(kind.id)) continue;
    const last = open.at(-1);
    if (last !== undefined && from <= last.until) last.until = Math.max(last.until, until);
    else open.push({ from, until });
  }
  return open;
}

function moveOf(clinic: Clinic, mover: Mover, lane: number, start: number): Move {
  const days = dayOf(clinic, start) - dayOf(clinic, mover.start);
  return { from: mover.start, to: start, days, other_clinician: clinic.lanes[lane]!.resource_id !== clinic.lanes[mover.lane]!.resource_id, see_by: mover.see_by };
}

/** The harm of bringing somebody to another time, and in what it lies. */
export function harmOf(clinic: Clinic, mover: Mover, lane: number, start: number): { harm: number; reasons: HarmReason[] } {
  const move = moveOf(clinic, mover, lane, start);
  return { harm: weigh(move, clinic.now, clinic.weights), reasons: reasonsOf(move, clinic.now, clinic.weights) };
}

/** What may be asked of somebody: nobody comes earlier who has not said that they could, and who is here is not sent home. */
export function mayMove(clinic: Clinic, mover: Mover, start: number): boolean {
  if (start < mover.start && (!mover.earlier || mover.arrived || start < clinic.now + timeToCome)) return false;
  if (mover.arrived && dayOf(clinic, start) !== dayOf(clinic, mover.start)) return false;
  return !mover.busy.some((other) => overlap(other, { from: start, until: start + mover.kind.minutes }));
}

/** Of a lane, the beginnings at which nobody stands who may be moved, and nothing lies that is not. */
type FreeStarts = (lane: number, kind: Kind) => readonly number[];

/** Finds the free beginnings of each lane and kind once: they are asked for by each who may be moved. */
function freeStartsOf({ lanes, movers, now, days }: Clinic): FreeStarts {
  const standing = Map.groupBy(movers.map(({ kind, lane, start }) => placeOf(kind, lane, start)), ({ lane }) => lane);
  const until = (days.at(-1) ?? now) + 1440;
  const found = new Map<string, number[]>();
  return (lane, kind) => {
    // An appointment may be longer than its kind is.
    const key = `${lane}/${kind.id}/${kind.minutes}/${kind.before}/${kind.after}/${kind.grid}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const free = startsIn(lanes[lane]!, kind, { from: Math.min(now, days[0] ?? now), until }).filter((start) => {
      const place = placeOf(kind, lane, start);
      return !(standing.get(lane) ?? []).some((other) => overlap(other, place));
    });
    found.set(key, free);
    return free;
  };
}

/** The first few of `starts` within a span that are asked for. */
function firstFew(starts: readonly number[], { from, until }: Span, may: (start: number) => boolean): number[] {
  const found: number[] = [];
  for (const start of starts) {
    if (start >= until || found.length === few) break;
    if (start >= from && may(start)) found.push(start);
  }
  return found;
}

/** Where somebody may be brought: with the same clinician that day, also to times of others; else to what is free. */
export function optionsOf(clinic: Clinic, mover: Mover, freeStarts = freeStartsOf(clinic)): Option[] {
  const { lanes, days } = clinic;
  const home = lanes[mover.lane]!;
  const day = dayOf(clinic, mover.start);
  const begin = days[day] ?? 0;
  const end = days[day + 1] ?? begin + 1440;
  const option = (lane: number, start: number): Option => ({ ...placeOf(mover.kind, lane, start), harm: weigh(moveOf(clinic, mover, lane, start), clinic.now, clinic.weights) });
  const may = (start: number): boolean => start !== mover.start && mayMove(clinic, mover, start);
  const first = Math.max(clinic.now, begin);
  const sameDay = startsIn(home, mover.kind, { from: first, until: end }).filter(may).map((start) => option(mover.lane, start));
  const others = lanes.flatMap((lane, number) => {
    if (number === mover.lane || (lane.resource_id !== home.resource_id && !lane.specialties.some((each) => home.specialties.includes(each)))) return [];
    return firstFew(freeStarts(number, mover.kind), { from: mover.start, until: end }, (start) => mayMove(clinic, mover, start)).map((start) => option(number, start));
  });
  if (mover.arrived) return [...sameDay, ...others];
  const later = days.slice(day + 1).flatMap((begins, number) => {
    const ends = days[day + 2 + number] ?? begins + 1440;
    return firstFew(freeStarts(mover.lane, mover.kind), { from: begins, until: ends }, may).map((start) => option(mover.lane, start));
  });
  return [...sameDay, ...others, ...later];
}

/** The question for some of the lanes: whoever stands there may be moved, nobody else is. */
export function puzzleOf(clinic: Clinic, needs: readonly Need[], lanes: ReadonlySet<number>, minute_waits = clinic.weights.minute_urgent_waits): Puzzle {
  const urgent = needs.map(({ id, kind, latest, lanes: fitting, busy }) => ({
    id,
    options: fitting.filter((lane) => lanes.has(lane)).flatMap((lane) => startsIn(clinic.lanes[lane]!, kind, { from: clinic.now, until: latest + 1 })
      .filter((start) => !busy.some((other) => overlap(other, { from: start, until: start + kind.minutes })))
      .map((start): Option => ({ ...placeOf(kind, lane, start), harm: Math.round((start - clinic.now) * minute_waits) }))),
  }));
  const freeStarts = freeStartsOf(clinic);
  const movable = clinic.movers.filter(({ lane }) => lanes.has(lane)).map((mover): Movable => ({
    id: mover.id, at: placeOf(mover.kind, mover.lane, mover.start), options: optionsOf(clinic, mover, freeStarts),
  }));
  return { urgent, movable };
}
