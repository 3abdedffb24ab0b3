import { expect, it } from 'vitest';
import { phoneState, type Asked } from './window.ts';

const start = '2027-03-01T09:00:00Z';
const asked = (more: Partial<Asked> = {}): Asked =>
  ({ now: new Date('2027-03-01T08:30:00Z'), start, today: true, status: 'booked', current: true, checked_in: false, active: true, has_point: true, before_minutes: 60, after_minutes: 30, ...more });

it.each<[Partial<Asked>, string]>([
  [{}, 'open'],
  [{ now: new Date('2027-03-01T08:00:00Z') }, 'open'],
  [{ now: new Date('2027-03-01T07:59:59Z') }, 'early'],
  [{ now: new Date('2027-03-01T09:30:00Z') }, 'open'],
  [{ now: new Date('2027-03-01T09:30:01Z') }, 'late'],
  [{ today: false }, 'early'],
  [{ current: false }, 'outdated'],
  [{ status: 'cancelled', current: false }, 'off'],
  [{ status: 'noshow' }, 'desk'],
  [{ active: false }, 'desk'],
  [{ has_point: false }, 'desk'],
  // Whoever has a number sees it, whatever became of the appointment since.
  [{ checked_in: true, status: 'arrived', now: new Date('2027-03-01T12:00:00Z') }, 'checked-in'],
])('%j is %s', (more, state) => expect(phoneState(asked(more))).toBe(state));
