import { expect, test } from 'vitest';
import { emptyRound, momentOf, numberOf, roundInput } from './round.ts';

test.each([['37,5', 37.5], ['37.5', 37.5], ['٣٧', 37], ['-1', -1], ['12o', '12o'], ['1e3', '1e3']])('%s is read as %s', (typed, read) => expect(numberOf(typed)).toBe(read));

test('a time of day is today, a day with a time is that day, and what is neither stays for the schema to refuse', () => {
  const now = new Date(2026, 2, 21, 15, 0);
  expect(momentOf('', now)).toBe(now.toISOString());
  expect(momentOf('14:30', now)).toBe(new Date(2026, 2, 21, 14, 30).toISOString());
  expect(momentOf('20-Mar-2026 23:05', now)).toBe(new Date(2026, 2, 20, 23, 5).toISOString());
  for (const wrong of ['yesterday', '25:00', 'Mar 2026 10:00']) expect(momentOf(wrong, now)).toBe(wrong);
});

test('what was left blank is not sent', () => {
  const units = { temperature: '[degF]', weight: 'kg', length: 'cm', glucose: 'mmol/L' } as const;
  expect(roundInput({ ...emptyRound, values: { ...emptyRound.values, temperature: '98.6', breathing: 'air' }, methods: { cuff: 'left_arm', position: ' ' } }, { patient_id: 'p', units, confirmed: [] }, new Date('2026-05-01T10:00:00Z'))).toEqual({
    patient_id: 'p', measured_at: '2026-05-01T10:00:00.000Z', values: { temperature: 98.6, breathing: 'air' }, units, methods: { cuff: 'left_arm' }, confirmed: [],
  });
});
