import type { Tx } from '@openward/platform/db';
import { hospitalChart } from '../rules/chart.ts';
import { insertAccount } from './account.sql.ts';
import { insertSetting } from './book.sql.ts';
import { insertMonths } from './period.sql.ts';

/** Gives an empty book a hospital's chart, its own currency, and twelve months. Returns the keys of the accounts by code. */
export async function setUpBook(tx: Tx, first_day: string, currency = 'EUR'): Promise<Map<string, string>> {
  // First of all: of two who begin at once the second waits here, finds it begun, and nothing of it stays.
  await insertSetting(tx, currency);
  const ids = new Map<string, string>();
  for (const { under, control = 'none', postable = true, role = null, ...line } of hospitalChart) {
    const { id } = await insertAccount(tx, { ...line, control, postable, parent_id: under === undefined ? null : (ids.get(under) ?? null) }, role);
    ids.set(line.code, id);
  }
  await insertMonths(tx, first_day);
  return ids;
}
