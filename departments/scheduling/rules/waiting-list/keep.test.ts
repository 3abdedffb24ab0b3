import fc from 'fast-check';
import { expect, it } from 'vitest';
import { around, keptMinutes, maySendNow, windowsOf } from './keep.ts';

const now = new Date('2027-03-01T12:00:00Z');
const after = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const free = { notice_hours: 24, paused_until: null, gives_up_start: null, near: null, near_minutes: null };

const minutesAhead = fc.oneof(fc.integer({ min: -60, max: 120 }), fc.integer({ min: 1, max: 120_000 }));
it('keeps an offer for less time the nearer it is, never until it begins, and not at all where nobody could answer', () => fc.assert(fc.property(minutesAhead, minutesAhead, (one, other) => {
  const [near, far] = [Math.min(one, other), Math.max(one, other)];
  const kept = keptMinutes(after(near / 60), now);
  expect(kept).toBeLessThanOrEqual(keptMinutes(after(far / 60), now));
  expect(kept === 0 || (kept >= 5 && kept * 2 <= near)).toBe(true);
  expect(kept === 0).toBe(near < 10);
})));

it('offers nothing at night', () => {
  expect(['2027-03-01T07:59', '2027-03-01T08:00', '2027-03-01T19:59', '2027-03-01T20:00'].map(maySendNow)).toEqual([false, true, true, false]);
});

it('heeds notice, pauses, the appointment that is given up, and one that is called off', () => {
  expect(windowsOf(free, { minutes: 20 }, now, '2027-03-01')).toEqual([{ from: after(24), until: null }]);
  expect(windowsOf({ ...free, paused_until: '2027-03-02' }, { minutes: 20 }, now, '2027-03-01')).toEqual([]);
  expect(windowsOf({ ...free, paused_until: '2027-03-01' }, { minutes: 20 }, now, '2027-03-01')).toHaveLength(1);
  expect(windowsOf({ ...free, gives_up_start: after(20) }, { minutes: 20 }, now, '2027-03-01')).toEqual([]);
  expect(windowsOf({ ...free, near: 'gone', near_minutes: 60 }, { minutes: 20 }, now, '2027-03-01')).toEqual([]);
});

it('lies around another appointment without touching it', () => fc.assert(fc.property(
  fc.integer({ min: 5, max: 240 }), fc.integer({ min: 5, max: 240 }), fc.integer({ min: 0, max: 300 }), fc.integer({ min: -600, max: 600 }), (takes, length, minutes, at) => {
    const other = { start: after(100), end: new Date(after(100).getTime() + takes * 60_000) };
    const start = new Date(other.start.getTime() + at * 60_000);
    const end = new Date(start.getTime() + length * 60_000);
    const within = around(other, length, minutes).some(({ from, until }) => start >= from && start < until);
    const gap = end <= other.start ? other.start.getTime() - end.getTime() : start >= other.end ? start.getTime() - other.end.getTime() : -1;
    expect(within).toBe(gap >= 0 && gap <= minutes * 60_000);
  })));
