import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { findFloats, floatsNearMoney, unusedExceptions } from './float.ts';

test('no float comes near money', async () => {
  expect(await floatsNearMoney()).toEqual([]);
  expect(await unusedExceptions()).toEqual([]);
});

test('each planted float is found, and nothing else', async () => {
  const file = 'guards/seeded/money/rounding.ts';
  const source = await readFile(file, 'utf8');
  const planted = source.split('\n').flatMap((line, at) => (line.endsWith('// found') ? [`${file}:${at + 1}`] : []));
  expect(planted).toHaveLength(3);
  expect(findFloats(file, source).map(({ at }) => at)).toEqual(planted);
});
