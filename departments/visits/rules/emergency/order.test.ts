import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attentionOf, inTurn, onBoard, stateOf, type Standing } from './order.ts';

const minute = 60_000;
const anybody: fc.Arbitrary<Standing> = fc.record({
  visit_id: fc.uuid(), status: fc.constantFrom('arrived' as const, 'triaged' as const, 'in-progress' as const), level: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
  arrived_at: fc.integer({ min: 0, max: 2000 }).map((at) => new Date(at * minute)), dead: fc.boolean(), boarding: fc.boolean(),
});
const department = fc.uniqueArray(anybody, { selector: ({ visit_id }) => visit_id, maxLength: 60 });

describe('the order of an emergency department', () => {
  it('never puts somebody before somebody more urgent, however long they have waited', () => {
    fc.assert(fc.property(department, (people) => {
      const levels = inTurn(people).map(({ level }) => level ?? 0);
      expect(levels).toEqual(levels.toSorted((a, b) => a - b));
    }));
    const old: Standing = { visit_id: 'a', status: 'triaged', level: 3, arrived_at: new Date(0), dead: false, boarding: false };
    expect(inTurn([old, { ...old, visit_id: 'b', level: 2, arrived_at: new Date(10_000 * minute) }]).map(({ visit_id }) => visit_id)).toEqual(['b', 'a']);
  });

  it('orders those of one category by their arrival', () => {
    fc.assert(fc.property(department, (people) => {
      const turn = inTurn(people);
      turn.slice(1).forEach((one, at) => {
        const before = turn[at]!;
        if (before.level === one.level) expect(before.arrived_at.getTime()).toBeLessThanOrEqual(one.arrived_at.getTime());
      });
    }));
  });

  it('is the same however the people are read, and joining or leaving changes nobody else’s order', () => {
    fc.assert(fc.property(department, anybody, (people, joins) => {
      const before = inTurn(people).map(({ visit_id }) => visit_id);
      expect(inTurn(people.toReversed()).map(({ visit_id }) => visit_id)).toEqual(before);
      const after = inTurn([...people.filter(({ visit_id }) => visit_id !== joins.visit_id), joins]).map(({ visit_id }) => visit_id);
      expect(after.filter((id) => id !== joins.visit_id)).toEqual(before.filter((id) => id !== joins.visit_id));
    }));
  });

  it('shows everybody once', () => {
    fc.assert(fc.property(department, (people) => {
      expect(onBoard(people).map(({ visit_id }) => visit_id).toSorted()).toEqual(people.map(({ visit_id }) => visit_id).toSorted());
    }));
  });

  it('does not let the dead of an incident, or who boards, be taken', () => {
    fc.assert(fc.property(department, (people) => {
      expect(inTurn(people).every((one) => !one.dead && !one.boarding && stateOf(one) === 'waiting')).toBe(true);
    }));
  });
});

describe('triage again', () => {
  const at = (minutes: number) => new Date(minutes * minute);
  const waits = { state: 'waiting' as const, due_at: at(30), triaged_at: at(5), triaged_with: 2, newest: null };
  it('is asked for when the vital signs got worse since, and when the time is over', () => {
    expect(attentionOf(waits, at(30))).toBeNull();
    expect(attentionOf(waits, at(31))).toBe('overdue');
    expect(attentionOf({ ...waits, newest: { score: 3, at: at(6) } }, at(10))).toBe('worse');
    expect(attentionOf({ ...waits, newest: { score: 2, at: at(6) } }, at(10))).toBeNull();
    expect(attentionOf({ ...waits, newest: { score: 9, at: at(4) } }, at(10))).toBeNull();
    expect(attentionOf({ ...waits, triaged_with: null, newest: { score: 4, at: at(6) } }, at(10))).toBeNull();
    expect(attentionOf({ ...waits, triaged_with: null, newest: { score: 5, at: at(6) } }, at(10))).toBe('worse');
    expect(attentionOf({ ...waits, state: 'being-seen' }, at(90))).toBeNull();
  });
});
