import { expect, it } from 'vitest';
import type { VisitType } from '../contract/calendar.ts';
import { hindranceOf } from './notice.ts';

const type: VisitType = {
  id: '00000000-0000-4000-8000-000000000001', version: 1, code: 'CONS', name: 'Consultation', minutes: 20, buffer_before: 0, buffer_after: 5, grid_minutes: 10,
  bookable_by: ['desk'], notice_minutes: 60, horizon_days: 30, colour: 'teal', shape: 'round', protected: false, places: 1, active: true,
};
const now = new Date('2027-01-10T08:00:00Z');
const code = (start: string, more: Partial<VisitType> = {}, booker: 'desk' | 'patient' = 'desk') => hindranceOf({ ...type, ...more }, new Date(start), booker, now)?.code ?? null;

it('lets a kind of appointment be booked by those who may, within notice and horizon', () => {
  expect([
    code('2027-01-10T09:00:00Z'), code('2027-01-10T08:59:59Z'), code('2027-01-10T07:59:59Z'), code('2027-02-09T08:00:00Z'), code('2027-02-09T08:00:01Z'),
    code('2027-01-11T09:00:00Z', {}, 'patient'), code('2027-01-11T09:00:00Z', { active: false }),
  ]).toEqual([null, 'scheduling.notice', 'scheduling.past', null, 'scheduling.too_far', 'scheduling.not_yours_to_book', 'scheduling.visit_type_unknown']);
});
