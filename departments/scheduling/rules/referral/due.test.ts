import { expect, it } from 'vitest';
import { allowedDays } from '../waiting-list/rank.ts';
import { proposedUrgency, triageDue, type Priority } from './due.ts';

it('looks earlier at what is more urgent, and proposes no longer wait for it', () => {
  const received = new Date('2027-03-01T12:00:00Z');
  const order: Priority[] = ['stat', 'asap', 'urgent', 'routine'];
  const due = order.map((each) => triageDue(each, received).getTime() - received.getTime());
  expect(due).toEqual([2, 8, 24, 120].map((hours) => hours * 3_600_000));
  const waits = order.map((each) => allowedDays[proposedUrgency(each)]);
  expect(waits).toEqual([...waits].sort((one, other) => one - other));
});
