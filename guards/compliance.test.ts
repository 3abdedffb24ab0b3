import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const page = readFileSync('docs/compliance.md', 'utf8');
const rows = page.split('\n').filter((line) => /^\| (?!---|criterion|section|article|chapter)/.test(line)).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
const testsIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+\.(?:test|spec)\.ts)`/g)].map(([, file = '']) => file);

it('every row that says met names a test, and every test that is named is there', () => {
  expect(rows.length).toBeGreaterThan(50);
  const met = rows.filter(([, state = '']) => /^met\b/.test(state));
  expect(met.filter(([, , proof = '']) => testsIn(proof).length === 0).map(([what]) => what)).toEqual([]);
  expect(rows.flatMap(([, , proof = '']) => testsIn(proof)).filter((file) => !existsSync(file))).toEqual([]);
});

it('what is not met says so in its own words', () => {
  const partly = rows.filter(([, state = '']) => !/^(met\b|the hospital|not used)/.test(state));
  expect(partly.filter(([, state = '', proof = '']) => !/not met|partly/.test(state) || proof === '').map(([what]) => what)).toEqual([]);
});
