import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../testing/database.ts';
import type { TestDatabase } from '../../testing/database.ts';
import { generatedTypes, generateTypes } from './index.ts';

let hospital: TestDatabase;
beforeAll(async () => { hospital = await testDatabase(); });
afterAll(() => hospital.close());

test('the types of the tables are those of the migrations (npx openward dev types writes them anew)', async () => {
  expect(readFileSync(generatedTypes, 'utf8')).toBe(await generateTypes(hospital.owner));
});

test('a table that is not in the file is noticed', async () => {
  const before = await generateTypes(hospital.owner);
  await hospital.asSuperuser(`create table platform.unheard_of (money int8 not null, born date);`);
  const after = await generateTypes(hospital.owner);
  expect(after).not.toBe(before);
  expect(after).toMatch(/interface PlatformUnheardOf \{\s+born: string \| null;\s+money: Int8;/);
});
