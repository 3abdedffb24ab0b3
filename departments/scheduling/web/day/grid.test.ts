import { expect, it } from 'vitest';
import type { DayAppointment } from '../../contract/index.ts';
import { hoursOf, placeAll } from './grid.ts';

const at = (start: string, end: string, lane = 1): DayAppointment => ({
  id: `${start}-${lane}`, resource_id: '', lane, start: `2027-01-04T${start}:00.000Z`, end: `2027-01-04T${end}:00.000Z`, held: false, appointment: null,
});

it('shows whole hours around all that there is, and a working day where there is nothing', () => {
  const day = '2027-01-04T00:00:00.000Z';
  expect(hoursOf([at('09:30', '10:00'), at('12:00', '16:10')], day)).toEqual({ from: Date.parse('2027-01-04T09:00:00Z'), until: Date.parse('2027-01-04T17:00:00Z') });
  expect(hoursOf([], day)).toEqual({ from: Date.parse('2027-01-04T08:00:00Z'), until: Date.parse('2027-01-04T18:00:00Z') });
});

it('puts what lies at the same time side by side', () => {
  const placed = placeAll([at('09:20', '09:40'), at('09:00', '09:20'), at('09:20', '09:40', 2)], Date.parse('2027-01-04T09:00:00Z'), 2);
  expect(placed.map(({ top, height, side, sides }) => [top, height, side, sides])).toEqual([[0, 40, 0, 1], [40, 40, 0, 2], [40, 40, 1, 2]]);
});
