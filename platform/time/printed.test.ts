import { expect, it } from 'vitest';
import { printedDate, printedInstant } from './printed.ts';

it('writes a date as far as it is known', () => {
  expect(['1984', '1984-12', '1984-12-01', '1984-12-01T10:00:00Z'].map(printedDate)).toEqual(['1984', 'Dec-1984', '01-Dec-1984', '01-Dec-1984']);
});

it('reads an instant on the clock of the hospital', () => {
  expect(printedInstant(new Date('2026-03-29T23:30:00Z'), 'Asia/Kolkata')).toBe('30-Mar-2026 05:00');
});
