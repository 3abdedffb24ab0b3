import { expect, test } from 'vitest';
import { parseDate } from './parse-date.ts';

const today = new Date(2026, 10, 22);

test.each([
  ['21-Mar-1984', '1984-03-21'],
  ['21 march 1984', '1984-03-21'],
  ['21/3/1984', '1984-03-21'],
  ['21.03.84', '1984-03-21'],
  ['5/6/26', '2026-06-05'],
  ['5/6/27', '1927-06-05'],
  ['1984-03-21', '1984-03-21'],
  ['21031984', '1984-03-21'],
  ['Mar 1984', '1984-03'],
  ['3/1984', '1984-03'],
  ['1984-03', '1984-03'],
  ['1984', '1984'],
  ['٢١/٣/١٩٨٤', '1984-03-21'],
  ['29-Feb-2024', '2024-02-29'],
])('%s is %s', (typed, expected) => expect(parseDate(typed, today)).toBe(expected));

test.each(['', 'yesterday', '31-Feb-1984', '29-Feb-2023', '13/13/1984', '1/2/3/4', '21-Xyz-1984', '198'])(
  '“%s” is no date',
  (typed) => expect(parseDate(typed, today)).toBeNull(),
);
