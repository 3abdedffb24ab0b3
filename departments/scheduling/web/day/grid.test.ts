import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DayAppointment } from '../../contract/index.ts';
import { aside, gatheringsOf, hoursOf, placeAll, scale, shifted, snapped, within } from './grid.ts';

const iso = (minutes: number) => new Date(Date.parse('2027-01-04T00:00:00Z') + minutes * 60_000).toISOString();
const taken = (from: number, until: number, lane = 1): DayAppointment => ({ id: `${from}-${lane}`, resource_id: '', lane, start: iso(from), end: iso(until), held: false, appointment: null });
const at = (start: string, end: string, lane = 1): DayAppointment => taken(minutesOf(start), minutesOf(end), lane);
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const nine = Date.parse(iso(540));
const day = { date: '2027-01-04', start: iso(0), end: iso(1440), anchor: iso(0) };

it('shows whole hours around all that there is of its days, and a working day where there is nothing', () => {
  expect(hoursOf([at('09:30', '10:00'), at('12:00', '16:10')], [day])).toEqual({ first: 9, last: 17 });
  expect(hoursOf([], [day])).toEqual({ first: 8, last: 18 });
  // What began the day before is shown from midnight, and what is of another day not at all.
  expect(hoursOf([taken(-60, 30), taken(1500, 1560)], [day])).toEqual({ first: 0, last: 1 });
  // Berlin, 28 March 2027: the clock jumps at two. Nine o’clock stays the ninth hour of the day, as on the days beside it.
  const jump = { date: '2027-03-28', start: '2027-03-27T23:00:00.000Z', end: '2027-03-28T22:00:00.000Z', anchor: '2027-03-27T22:00:00.000Z' };
  expect(hoursOf([{ start: '2027-03-28T07:00:00Z', end: '2027-03-28T10:00:00Z' }], [jump])).toEqual({ first: 9, last: 12 });
});

it('puts what lies at the same time side by side, and what follows takes the whole width again', () => {
  const placed = placeAll([at('09:20', '09:40'), at('09:00', '09:20'), at('09:20', '09:50', 2), at('09:40', '10:00'), at('10:00', '10:20')], nine);
  expect(placed.map(({ top, height, side, sides }) => [Math.round(top / scale), Math.round(height / scale), side, sides]))
    .toEqual([[0, 20, 0, 1], [20, 20, 0, 2], [20, 30, 1, 2], [40, 20, 0, 2], [60, 20, 0, 1]]);
});

it('lets no two boxes lie on each other, whatever is booked', () => {
  const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 5, max: 90 })), { maxLength: 60 });
  fc.assert(fc.property(spans, (all) => {
    const placed = placeAll(all.map(([from, length], lane) => taken(from, from + length, lane)), 0);
    expect(placed).toHaveLength(all.length);
    for (const [index, one] of placed.entries()) {
      expect(one.side).toBeLessThan(one.sides);
      for (const other of placed.slice(index + 1)) {
        const overlap = one.taken.start < other.taken.end && other.taken.start < one.taken.end;
        if (overlap) expect([one.side, one.sides]).not.toEqual([other.side, other.sides]);
        if (overlap) expect(one.sides).toBe(other.sides);
      }
    }
  }));
});

it('finds the time that a pointer means, on the steps of its kind', () => {
  expect(new Date(snapped(nine, 61 * scale, 20)).toISOString()).toBe(iso(600));
  expect(new Date(snapped(nine, 14 * scale, 5)).toISOString()).toBe(iso(555));
  expect([within(4, { least: 10, most: 60 }, 5), within(33, { least: 10, most: 60 }, 5), within(70, { least: 10, most: 60 }, 5)]).toEqual([10, 35, 60]);
});

it('moves a ghost across at the same time of the day, and within the hours that are shown', () => {
  const columns = [0, 1440, 2880].map((minutes) => ({ from: Date.parse(iso(540 + minutes)), until: Date.parse(iso(1020 + minutes)) }));
  const ghost = { column: 0, start: Date.parse(iso(600)), minutes: 30 };
  expect(aside(ghost, 1, columns)).toEqual({ ...ghost, column: 1, start: Date.parse(iso(2040)) });
  expect(aside(ghost, -1, columns)).toEqual(ghost);
  expect(aside(ghost, 9, columns).column).toBe(2);
  expect(shifted(ghost, 20, columns).start).toBe(Date.parse(iso(620)));
  expect(shifted(ghost, -500, columns).start).toBe(Date.parse(iso(540)));
  expect(shifted(ghost, 5000, columns).start).toBe(Date.parse(iso(990)));
});

it('takes groups out of what is taken, and loses nobody', () => fc.assert(fc.property(
  fc.array(fc.record({ hour: fc.integer({ min: 9, max: 12 }), lane: fc.integer({ min: 1, max: 9 }), kind: fc.constantFrom('alone', 'group', null) }), { maxLength: 40 }),
  (all) => {
    const there = all.map(({ hour, lane, kind }, number): DayAppointment => ({
      ...taken(hour * 60, hour * 60 + 60, lane), id: String(number), appointment: kind === null ? null : { visit_type_id: kind } as DayAppointment['appointment'],
    }));
    const { alone, gatherings } = gatheringsOf(there, (kind) => (kind === 'group' ? 8 : 1));
    expect([...alone, ...gatherings.flatMap(({ taken: each }) => each)].map(({ id }) => id).toSorted()).toEqual(there.map(({ id }) => id).toSorted());
    expect(alone.some(({ appointment }) => appointment?.visit_type_id === 'group')).toBe(false);
    expect(new Set(gatherings.map(({ start }) => start)).size).toBe(gatherings.length);
    for (const group of gatherings) expect(group.taken.every(({ start, appointment }) => start === group.start && appointment?.visit_type_id !== 'alone')).toBe(true);
  })));
