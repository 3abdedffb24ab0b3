import { afterAll, beforeAll, expect, test } from 'vitest';
import { currencies } from '@openward/platform/money';
import { type TestDatabase, testDatabase } from '@openward/platform/testing';

let hospital: TestDatabase;
beforeAll(async () => { hospital = await testDatabase(); });
afterAll(() => hospital.close());

test('the database and the code know the same currencies', async () => {
  const rows = await hospital.asSuperuser<{ code: string; digits: number; cash_step_minor: number }>('select code, digits, cash_step_minor from ledger.currency order by code');
  expect(rows).toHaveLength(currencies.size);
  expect(rows.map(({ code, digits, cash_step_minor }) => ({ code, digits: Number(digits), cash_step_minor: BigInt(cash_step_minor) }))).toEqual([...currencies.values()].sort((a, b) => (a.code < b.code ? -1 : 1)));
});
