import type { DayAppointment, DayColumn, DayOfGrid } from '../../contract/index.ts';

/** One column of the grid: a calendar on a day. */
export interface GridColumn {
  key: string;
  resource_id: string;
  title: string;
  /** The start of its first hour, as an instant in milliseconds; heights are reckoned from here. */
  from: number;
  until: number;
  sessions: { start: string; end: string }[];
  off: DayColumn['off'];
  taken: DayAppointment[];
}

export interface Placed {
  taken: DayAppointment;
  top: number;
  height: number;
  /** The column within the column: what lies at the same time stands side by side. */
  side: number;
  sides: number;
}

export const minute = 60_000;
const hour = 60 * minute;
/** Pixels per minute. */
export const scale = 1.4;

interface Span {
  start: string;
  end: string;
}

/** The hours that the grid shows, counted from the anchors of its days: those of the sessions and of what is taken; a working day where there is nothing. */
export function hoursOf(spans: readonly Span[], days: readonly DayOfGrid[]): { first: number; last: number } {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { start, end, anchor } of days) {
    const [opens, closes, zero] = [Date.parse(start), Date.parse(end), Date.parse(anchor)];
    for (const span of spans) {
      const [from, until] = [Math.max(Date.parse(span.start), opens), Math.min(Date.parse(span.end), closes)];
      if (from >= until) continue;
      first = Math.min(first, Math.floor((from - zero) / hour));
      last = Math.max(last, Math.ceil((until - zero) / hour));
    }
  }
  return Number.isFinite(first) ? { first, last } : { first: 8, last: 18 };
}

/** Puts what is taken of one column into its place, in one sweep: a group of those that overlap shares the width. */
export function placeAll(taken: readonly DayAppointment[], from: number): Placed[] {
  const sorted = [...taken].sort((a, b) => a.start.localeCompare(b.start) || a.lane - b.lane);
  const placed: Placed[] = [];
  let group: Placed[] = [];
  let ends: number[] = [];
  for (const each of sorted) {
    const [start, end] = [Date.parse(each.start), Date.parse(each.end)];
    if (ends.every((last) => last <= start)) {
      for (const one of group) one.sides = ends.length;
      [group, ends] = [[], []];
    }
    const free = ends.findIndex((last) => last <= start);
    const side = free < 0 ? ends.length : free;
    ends[side] = end;
    const one = { taken: each, top: heightOf(start - from), height: heightOf(end - start), side, sides: 1 };
    group.push(one);
    placed.push(one);
  }
  for (const one of group) one.sides = ends.length;
  return placed;
}

/** Those who come together: to one kind of appointment, at one time, in one column. */
export interface Gathering {
  kind_id: string;
  start: string;
  end: string;
  taken: DayAppointment[];
}

/** Takes groups out of what is taken: `places` tells how many come to a kind together. What may not be seen is one of the group where it takes just its time. */
export function gatheringsOf(taken: readonly DayAppointment[], places: (kind_id: string) => number): { alone: DayAppointment[]; gatherings: Gathering[] } {
  const gatherings = new Map<string, Gathering>();
  const alone: DayAppointment[] = [];
  const at = ({ start, end }: DayAppointment) => `${start}/${end}`;
  for (const each of taken) {
    const kind_id = each.appointment?.visit_type_id;
    if (kind_id === undefined || places(kind_id) <= 1) continue;
    const known = gatherings.get(at(each)) ?? { kind_id, start: each.start, end: each.end, taken: [] };
    known.taken.push(each);
    gatherings.set(at(each), known);
  }
  for (const each of taken) {
    const kind_id = each.appointment?.visit_type_id;
    if (kind_id !== undefined && places(kind_id) > 1) continue;
    const group = each.appointment === null ? gatherings.get(at(each)) : undefined;
    (group?.taken ?? alone).push(each);
  }
  return { alone, gatherings: [...gatherings.values()] };
}

export const heightOf = (milliseconds: number): number => (milliseconds / minute) * scale;

/** The nearest beginning on a grid of so many minutes, for a place that lies so many pixels below the first hour. */
export const snapped = (from: number, pixels: number, step: number): number => from + Math.round(pixels / scale / step) * step * minute;

/** A length in minutes as far as it may be: at least and at most so many, in steps. */
export const within = (minutes: number, { least, most }: { least: number; most: number }, step: number): number =>
  Math.min(most, Math.max(least, Math.round(minutes / step) * step));

/** Where an appointment would be: which column, from when, how long. */
export interface Ghost {
  column: number;
  start: number;
  minutes: number;
}

/** Another column at the same time of its day; the outermost ones are the end. */
export function aside(ghost: Ghost, by: number, columns: readonly Pick<GridColumn, 'from'>[]): Ghost {
  const column = Math.min(columns.length - 1, Math.max(0, ghost.column + by));
  return { ...ghost, column, start: ghost.start - (columns[ghost.column]?.from ?? 0) + (columns[column]?.from ?? 0) };
}

/** Earlier or later, within the hours of its column. */
export function shifted(ghost: Ghost, minutes: number, columns: readonly Pick<GridColumn, 'from' | 'until'>[]): Ghost {
  const { from, until } = columns[ghost.column] ?? { from: ghost.start, until: ghost.start };
  const last = Math.max(from, until - ghost.minutes * minute);
  return { ...ghost, start: Math.min(last, Math.max(from, ghost.start + minutes * minute)) };
}
