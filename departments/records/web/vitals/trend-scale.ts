import type { Measure } from '../../contract/index.ts';

/** The range of an axis, the same for every patient, so that a curve looks the same whoever it is of. */
export const fixedRange: Partial<Record<Measure | 'blood_pressure', readonly [number, number]>> = {
  respiratory_rate: [5, 45],
  oxygen_saturation: [80, 100],
  blood_pressure: [40, 220],
  heart_rate: [30, 180],
  temperature: [34, 41],
  pain: [0, 10],
  glucose: [0, 25],
};

/** The range of an axis: fixed, or for what has no usual range a round one about what was measured. */
export function rangeOf(measure: Measure | 'blood_pressure', values: readonly number[]): readonly [number, number] {
  const fixed = fixedRange[measure];
  if (fixed !== undefined) return fixed;
  return roundRange(values);
}

/** A round range that holds all values with some air. */
export function roundRange(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = stepOf(Math.max(high - low, Math.abs(high) * 0.2, 0.1));
  return [Math.floor((low - step / 2) / step) * step, Math.ceil((high + step / 2) / step) * step];
}

/** Three to five round marks of an axis. */
export function marksOf([low, high]: readonly [number, number]): number[] {
  const step = stepOf(high - low);
  const marks: number[] = [];
  for (let mark = Math.ceil(low / step) * step; mark <= high + step / 1000; mark += step) marks.push(Number(mark.toFixed(6)));
  return marks;
}

function stepOf(width: number): number {
  const rough = width / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough) ?? 10;
  return factor * power;
}

const hour = 3_600_000;
const day = 24 * hour;

/** Marks of a time axis at the beginnings of hours, days, months or years, as its length asks for. */
export function timeMarks(from: number, to: number, most: number): { at: number; kind: 'time' | 'day' | 'month' | 'year' }[] {
  const steps = [hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day];
  const step = steps.find((each) => (to - from) / each <= most);
  const marks: { at: number; kind: 'time' | 'day' | 'month' | 'year' }[] = [];
  if (step !== undefined) {
    const start = new Date(from);
    start.setHours(0, 0, 0, 0);
    for (let at = start.getTime(); at <= to; at += step) if (at >= from) marks.push({ at, kind: step < day ? 'time' : 'day' });
    return marks;
  }
  const months = [1, 3, 6, 12, 24, 60, 120].find((each) => (to - from) / (each * 30.4 * day) <= most) ?? 240;
  const start = new Date(new Date(from).getFullYear(), 0, 1);
  for (let at = start; at.getTime() <= to; at = new Date(at.getFullYear(), at.getMonth() + months, 1)) {
    if (at.getTime() >= from) marks.push({ at: at.getTime(), kind: months < 12 ? 'month' : 'year' });
  }
  return marks;
}
