import { expect, test } from 'vitest';
import { makeCode, readCode } from './code.ts';

test('a code is in groups of four and never twice the same', () => {
  const codes = Array.from({ length: 200 }, () => makeCode(16));
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  expect(new Set(codes).size).toBe(200);
});

test('a code is read as it was meant', () => {
  expect(readCode(' k7oq-1li0 ')).toBe('K70Q1110');
  const code = makeCode(10);
  expect(readCode(code.toLowerCase())).toBe(code.replaceAll('-', ''));
});
