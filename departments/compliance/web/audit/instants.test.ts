import { setHospitalZone } from '@openward/platform/ui';
import { afterEach, describe, expect, it } from 'vitest';
import { clinicalSecond, endOfDay, startOfDay } from './instants.ts';

afterEach(() => setHospitalZone('UTC'));

describe('the days of an audit search', () => {
  it.each([
    ['Africa/Nairobi', '21-Mar-2026', '2026-03-20T21:00:00.000Z', '2026-03-21T21:00:00.000Z'],
    ['America/Los_Angeles', '2026-07-04', '2026-07-04T07:00:00.000Z', '2026-07-05T07:00:00.000Z'],
    // The clocks change within the day: it has 23 hours.
    ['Europe/London', '29/3/2026', '2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z'],
    ['Asia/Kathmandu', '1-Jan-2026', '2025-12-31T18:15:00.000Z', '2026-01-01T18:15:00.000Z'],
  ])('in %s, %s begins and ends when the clocks there say so', (zone, text, begin, end) => {
    setHospitalZone(zone);
    expect(startOfDay(text)?.toISOString()).toBe(begin);
    expect(endOfDay(text)?.toISOString()).toBe(end);
  });

  it.each(['', 'yesterday', '2026', 'Mar 2026', '31/2/2026'])('takes “%s” for no day', (text) => {
    expect(startOfDay(text)).toBeNull();
    expect(endOfDay(text)).toBeNull();
  });

  it('shows an instant to the second, on the clock of the hospital', () => {
    setHospitalZone('Africa/Nairobi');
    expect(clinicalSecond('2026-03-20T22:05:41.123Z')).toBe('21-Mar-2026 01:05:41');
  });
});
