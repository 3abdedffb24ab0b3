import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tooMany, usual } from './retention.ts';

const day = 86_400_000;
const at = (text: string): number => Date.parse(text);

it('keeps the newest of each of seven days, five weeks and twelve months', () => {
  const daily = Array.from({ length: 400 }, (_each, number) => at('2026-11-20T02:00:00Z') - number * day);
  const gone = new Set(tooMany(daily, usual));
  const kept = daily.filter((each) => !gone.has(each)).map((each) => new Date(each).toISOString().slice(0, 10));
  expect(kept.slice(0, 7)).toEqual(['2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17', '2026-11-16', '2026-11-15', '2026-11-14']);
  expect(kept).toEqual(expect.arrayContaining(['2026-11-08', '2026-11-01', '2026-10-25', '2026-10-31', '2026-09-30', '2025-12-31']));
  expect(kept.length).toBeLessThanOrEqual(7 + 5 + 12);
});

it('never lets the newest go, nor more than it may keep, and what is gone stays gone', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60_000_000 }), { minLength: 1, maxLength: 60 }), (minutes) => {
    const moments = minutes.map((each) => each * 60_000);
    const gone = tooMany(moments, usual);
    const kept = moments.filter((each) => !gone.includes(each));
    expect(gone).not.toContain(Math.max(...moments));
    expect(kept.length).toBeLessThanOrEqual(24);
    expect(tooMany(kept, usual)).toEqual([]);
  }));
});
