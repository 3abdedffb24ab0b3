import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priorities } from '../../contract/queue.ts';
import { inOrder, type Queued, turnOf } from './order.ts';

const at = (text: string) => new Date(`2027-05-03T${text}:00Z`);
const one = (id: string, arrived: string, due: string | null = null, priority: Queued['priority'] = 'routine'): Queued =>
  ({ id, priority, due_at: due === null ? null : at(due), arrived_at: at(arrived) });

const anybody = fc.record({
  id: fc.uuid(), priority: fc.constantFrom(...priorities), due_at: fc.option(fc.integer({ min: 0, max: 600 }).map((minutes) => new Date(minutes * 60_000)), { nil: null }),
  arrived_at: fc.integer({ min: 0, max: 600 }).map((minutes) => new Date(minutes * 60_000)),
});
const queue = fc.uniqueArray(anybody, { selector: ({ id }) => id, maxLength: 40 });

describe('the order of a queue', () => {
  it('goes by the appointment of who came in time, by the arrival of who came late, and lets in who dropped in after that', () => {
    const waiting = [one('walk-in', '09:31'), one('late', '09:45', '09:00'), one('in time', '09:10', '09:40'), one('next', '09:20', '09:50')];
    expect(inOrder(waiting, 20).map(({ id }) => id)).toEqual(['in time', 'late', 'next', 'walk-in']);
    expect(waiting.map((each) => turnOf(each, 20).why)).toEqual(['walk-in', 'late', 'appointment', 'appointment']);
  });

  it('calls nobody before somebody of a higher priority', () => {
    fc.assert(fc.property(queue, fc.integer({ min: 0, max: 60 }), (waiting, walk_in) => {
      const levels = inOrder(waiting, walk_in).map(({ priority }) => priorities.indexOf(priority));
      expect(levels).toEqual(levels.toSorted((a, b) => a - b));
    }));
  });

  it('is the same however the queue is read, and keeps everybody once', () => {
    fc.assert(fc.property(queue, fc.integer({ min: 0, max: 60 }), (waiting, walk_in) => {
      const ids = inOrder(waiting, walk_in).map(({ id }) => id);
      expect(inOrder(waiting.toReversed(), walk_in).map(({ id }) => id)).toEqual(ids);
      expect(ids.toSorted()).toEqual(waiting.map(({ id }) => id).toSorted());
    }));
  });

  it('does not change among those who wait when somebody joins or leaves', () => {
    fc.assert(fc.property(queue, anybody, fc.integer({ min: 0, max: 60 }), (waiting, joins, walk_in) => {
      const before = inOrder(waiting, walk_in).map(({ id }) => id);
      const with_them = inOrder([...waiting.filter(({ id }) => id !== joins.id), joins], walk_in).map(({ id }) => id).filter((id) => id !== joins.id);
      expect(with_them).toEqual(before.filter((id) => id !== joins.id));
    }));
  });
});
