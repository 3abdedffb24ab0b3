import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedDays, ranked, standingOf, type Urgency, type Waits } from './rank.ts';

const now = new Date('2027-03-01T12:00:00Z');
const day = 86_400_000;
const urgencies = Object.keys(allowedDays) as Urgency[];

const entry: fc.Arbitrary<Waits> = fc.record({
  id: fc.uuid(), urgency: fc.constantFrom(...urgencies), put_at: fc.integer({ min: 0, max: 400 * 24 }).map((hours) => new Date(now.getTime() - hours * 3_600_000)),
  target_on: fc.option(fc.integer({ min: -30, max: 120 }).map((days) => new Date(now.getTime() + days * day).toISOString().slice(0, 10))), declined: fc.integer({ min: 0, max: 9 }),
});
const list = fc.uniqueArray(entry, { selector: ({ id }) => id, maxLength: 30 });
const ids = (all: readonly Waits[]) => ranked(all, now).map(({ id }) => id);

describe('the order of the waiting list', () => {
  it('is the same however those who wait are read', () => fc.assert(fc.property(list, (all) => {
    expect(ids(all.toReversed())).toEqual(ids(all));
  })));

  it('puts the more urgent of two first who came together, and the one who waits longer of two alike', () => fc.assert(fc.property(entry, fc.integer({ min: 1, max: 300 }), (one, hours) => {
    const plain = { ...one, target_on: null, declined: 0 };
    for (const [more, less] of [['urgent', 'soon'], ['soon', 'routine']] as const) expect(ids([{ ...plain, id: 'b', urgency: more }, { ...plain, id: 'a', urgency: less }])).toEqual(['b', 'a']);
    expect(ids([{ ...plain, id: 'b', put_at: new Date(plain.put_at.getTime() - hours * 3_600_000) }, { ...plain, id: 'a' }])).toEqual(['b', 'a']);
  })));

  it('never brings somebody forward for an offer that they passed on, and never puts them back by more than six days', () => fc.assert(fc.property(entry, fc.integer({ min: 1, max: 50 }), (one, more) => {
    const [before, after] = [standingOf({ ...one, declined: 0 }, now), standingOf({ ...one, declined: more }, now)];
    expect(after.due.getTime()).toBeGreaterThan(before.due.getTime());
    expect(after.due.getTime() - before.due.getTime()).toBeLessThanOrEqual(6 * day);
  })));

  it('lets nobody starve: who comes after somebody was due stands behind them, were all of them urgent', () => fc.assert(fc.property(entry, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 500 }), (one, many, later) => {
    const { due } = standingOf(one, now);
    const moment = new Date(Math.max(due.getTime(), one.put_at.getTime()) + (later + 1) * day);
    const others = Array.from({ length: many }, (_each, at): Waits => ({
      id: `n${at}`, urgency: 'urgent', declined: 0, target_on: null, put_at: new Date(Math.max(due.getTime(), one.put_at.getTime()) + (at % later) * day),
    }));
    expect(ranked([...others, one], moment)[0]?.id).toBe(one.id);
  })));

  it('tells why', () => {
    const put_at = new Date(now.getTime() - 10 * day);
    expect(standingOf({ id: 'a', urgency: 'urgent', put_at, target_on: null, declined: 1 }, now)).toEqual({ due: new Date(put_at.getTime() + 9 * day), waited_days: 10, overdue_days: 1, put_back_days: 2 });
    expect(standingOf({ id: 'a', urgency: 'routine', put_at, target_on: '2027-03-05', declined: 0 }, now)).toMatchObject({ overdue_days: null, waited_days: 10 });
  });
});
