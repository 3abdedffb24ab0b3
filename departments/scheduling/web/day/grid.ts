import type { DayAppointment } from '../../contract/index.ts';

export interface Placed extends DayAppointment {
  top: number;
  height: number;
  /** The column within the column: what lies at the same time stands side by side. */
  side: number;
  sides: number;
}

const minute = 60_000;

/** The hours that the grid shows: those of the sessions and of what is taken, whole hours, never none. */
export function hoursOf(spans: readonly { start: string; end: string }[], dayStart: string): { from: number; until: number } {
  const start = Date.parse(dayStart);
  const from = Math.min(...spans.map((span) => Math.max(Date.parse(span.start), start)));
  const until = Math.max(...spans.map((span) => Date.parse(span.end)));
  if (!Number.isFinite(from) || !Number.isFinite(until)) return { from: start + 8 * 60 * minute, until: start + 18 * 60 * minute };
  return { from: Math.floor(from / (60 * minute)) * 60 * minute, until: Math.ceil(until / (60 * minute)) * 60 * minute };
}

/** Puts what is taken of one column into its place; heights are in pixels per minute. */
export function placeAll(taken: readonly DayAppointment[], from: number, scale: number): Placed[] {
  const sorted = [...taken].sort((a, b) => a.start.localeCompare(b.start) || a.lane - b.lane);
  return sorted.map((each) => {
    const beside = sorted.filter((other) => other.start < each.end && other.end > each.start);
    return {
      ...each,
      top: ((Date.parse(each.start) - from) / minute) * scale,
      height: ((Date.parse(each.end) - Date.parse(each.start)) / minute) * scale,
      side: beside.indexOf(each),
      sides: beside.length,
    };
  });
}
