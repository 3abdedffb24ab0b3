import type { Tx } from '@openward/platform/db';
import { hospitalChart } from '../rules/chart.ts';
import { insertAccount } from './account.sql.ts';
import { insertMonths } from './period.sql.ts';

/** Gives an empty book a hospital's chart and twelve months. Returns the keys of the accounts by code. */
export async function setUpBook(tx: Tx, first_day: string): Promise<Map<string, string>> {
  // Two who begin at once: the second finds the codes taken, and nothing of it stays.
  const ids = new Map<string, string>();
  for (const { under, control = 'none', postable = true, ...line } of hospitalChart) {
    const { id } = await insertAccount(tx, { ...line, control, postable, parent_id: under === undefined ? null : (ids.get(under) ?? null) });
    ids.set(line.code, id);
  }
  await insertMonths(tx, first_day);
  return ids;
}
