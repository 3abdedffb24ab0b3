import { expect, test } from 'vitest';
import { csvRow } from './index.ts';

test('quotes what needs it, and lets no spreadsheet calculate', () => {
  expect(csvRow(['plain', 'a,b', 'say "so"', 'two\nlines', ''])).toBe('plain,"a,b","say ""so""","two\nlines",\r\n');
  expect(csvRow(['=1+1', '+1', '@SUM(A1)', '-cmd', '-12.50', '\t=1'])).toBe("'=1+1,'+1,'@SUM(A1),'-cmd,-12.50,'\t=1\r\n");
});
