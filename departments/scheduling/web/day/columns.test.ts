import { expect, it } from 'vitest';
import type { DayAppointment } from '../../contract/index.ts';
import { columnsOf, matching } from './columns.ts';

const calendar = (resource_id: string) => ({
  resource_id, kind: 'clinician', name: resource_id, department_id: null, department_name: null, lanes: 1, overbooking: 0,
  sessions: [{ start: '2027-01-04T09:00:00.000Z', end: '2027-01-04T12:00:00.000Z' }, { start: '2027-01-05T13:00:00.000Z', end: '2027-01-05T16:00:00.000Z' }],
  off: [{ kind: 'leave' as const, start: '2027-01-05T09:00:00.000Z', end: '2027-01-05T12:00:00.000Z' }],
});
const taken = (resource_id: string, start: string, patient_name: string | null): DayAppointment => ({
  id: start, resource_id, lane: 1, start, end: start.length > 1 ? new Date(Date.parse(start) + 1_200_000).toISOString() : start, held: false,
  appointment: patient_name === null ? null
    : { version: 1, patient_id: start, patient_name, hospital_number: '10-2938', status: 'booked', visit_type_id: start, resource_ids: [resource_id], overbooked: false, confirmed: false },
});
const days = ['2027-01-04', '2027-01-05'].map((date, after) => ({ date, start: `${date}T00:00:00.000Z`, end: `2027-01-0${5 + after}T00:00:00.000Z`, anchor: `${date}T00:00:00.000Z` }));

it('gives each calendar a column for each day, with the same hours, and each its own', () => {
  const all = [taken('a', '2027-01-04T09:20:00.000Z', 'NOOR, Sami'), taken('a', '2027-01-05T13:00:00.000Z', null), taken('hidden', '2027-01-04T03:00:00.000Z', 'X')];
  const columns = columnsOf({ days, columns: [calendar('a')], taken: all }, ({ name }, { date }) => `${name} ${date}`);
  expect(columns.map(({ key, title, sessions, off, taken: mine }) => [key, title, sessions.length, off.length, mine.length]))
    .toEqual([['a/2027-01-04', 'a 2027-01-04', 1, 0, 1], ['a/2027-01-05', 'a 2027-01-05', 1, 1, 1]]);
  expect(columns.map(({ from, until }) => [from, until].map((at) => new Date(at).getUTCHours()))).toEqual([[9, 16], [9, 16]]);
});

it('finds by part of a name or a number, whatever its marks, and hides no taken time', () => {
  const all = [taken('a', '1', 'FERNÁNDEZ, José'), taken('a', '2', 'NOOR, Sami'), taken('a', '3', null)].map((each) => each);
  expect(matching(all, 'fernandez').map(({ id }) => id)).toEqual(['1', '3']);
  expect(matching(all, '102 938')).toHaveLength(3);
  expect(matching(all, ' ')).toHaveLength(3);
});
