import type { Expected } from '../../contract/queue.ts';

/** A wait that was measured. */
export interface Waited {
  /** How many stood before them when they joined. */
  ahead: number;
  /** Minutes since midnight in the hospital when they joined. */
  minute_of_day: number;
  /** How long they waited. */
  minutes: number;
}

/** What is known of the waits at one service point. */
export interface Waits {
  known: readonly Waited[];
  /** How far waits lie from what the known ones say, by how many stood before: the lower and the upper bound of eight in ten. */
  bounds: readonly { lower: number; upper: number }[];
}

export interface Interval {
  likely: number;
  from: number;
  to: number;
}

/** With fewer than this nothing is said; more than this are not needed: the newest are taken. */
const fewest = 80;
const most = 1200;
/** As many as this, of those most alike, say what is likely. */
const alike = 60;
/** Groups of those who had few and who had many before them, since long waits vary more; a group of few measures goes with all. */
const groupOf = (ahead: number): number => (ahead === 0 ? 0 : ahead <= 2 ? 1 : ahead <= 5 ? 2 : 3);
const groups = 4;
const groupFewest = 50;
/** A wait of no minutes has a measure too. */
const floor_minutes = 5;

/** The middle of the waits of those who joined in a situation like this one: as many before them, at this time of the day. */
function likelyOf(known: readonly Waited[], { ahead, minute_of_day }: Pick<Waited, 'ahead' | 'minute_of_day'>): number {
  const distance = (each: Waited) => Math.abs(each.ahead - ahead) / (1 + ahead / 4) + Math.abs(each.minute_of_day - minute_of_day) / 90;
  const nearest = known.map((each) => ({ minutes: each.minutes, distance: distance(each) })).sort((a, b) => a.distance - b.distance).slice(0, alike);
  const waits = nearest.map(({ minutes }) => minutes).sort((a, b) => a - b);
  return waits[Math.floor((waits.length - 1) / 2)] ?? 0;
}

const scaleOf = (likely: number): number => likely + floor_minutes;

/**
 * Learns from waits in the order in which they happened; null where there are too few. The older part says what is likely. The newer part,
 * which it has not seen, says how far that was off: its empirical quantiles give an interval that holds eight of ten without any assumption about
 * how waits are distributed (split conformal prediction).
 */
export function learnWaits(measured: readonly Waited[]): Waits | null {
  if (measured.length < fewest) return null;
  const waits = measured.slice(-most);
  const half = Math.floor(waits.length / 2);
  const known = waits.slice(0, half);
  const off = waits.slice(half).map((each) => {
    const likely = likelyOf(known, each);
    return { group: groupOf(each.ahead), by: (each.minutes - likely) / scaleOf(likely) };
  });
  const all = boundsOf(off.map(({ by }) => by));
  const bounds = Array.from({ length: groups }, (_each, group) => {
    const own = off.filter((each) => each.group === group).map(({ by }) => by);
    return own.length < groupFewest ? all : boundsOf(own);
  });
  return { known, bounds };
}

function boundsOf(off: readonly number[]): { lower: number; upper: number } {
  const sorted = off.toSorted((a, b) => a - b);
  const at = (rank: number) => sorted[Math.min(sorted.length, Math.max(1, rank)) - 1] ?? 0;
  // One more than there are: the wait to come is one of them, and nobody knows which.
  return { lower: at(Math.floor((sorted.length + 1) * 0.1)), upper: at(Math.ceil((sorted.length + 1) * 0.9)) };
}

/** How long somebody will wait who joins now: what is likely, and between what it lies in eight of ten cases. */
export function waitInterval({ known, bounds }: Waits, now: Pick<Waited, 'ahead' | 'minute_of_day'>): Interval {
  const likely = likelyOf(known, now);
  const { lower, upper } = bounds[groupOf(now.ahead)] ?? { lower: 0, upper: 0 };
  const scale = scaleOf(likely);
  const from = Math.max(0, likely + lower * scale);
  return { likely: Math.max(likely, from), from, to: Math.max(likely + upper * scale, likely, from) };
}

/** The same in whole minutes, as it is shown. */
export function shownWait({ likely, from, to }: Interval): Expected {
  return { likely: Math.round(likely), from: Math.floor(from), to: Math.ceil(to) };
}
