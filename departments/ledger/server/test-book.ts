import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import type { NewEntry, NewPosting } from '../rules/entry.ts';
import { routes } from './mount.ts';
import { setUpBook } from './set-up.ts';

/** A hospital with a chart and the twelve months of 2026; for tests. */
export interface TestBook extends TestHospital {
  accountant: Client;
  /** Keys of the accounts, by code. */
  accounts: ReadonlyMap<string, string>;
  account(code: string): string;
  /** An entry of 2026: lines are [code, minor units, party?]. */
  entry(lines: readonly (readonly [code: string, amount_minor: bigint, party_id?: string])[], more?: Partial<NewEntry> & { currency?: string }): NewEntry;
  /** What the stored balances and the fold of postings say of each account; equal in a sound book. */
  balances(): Promise<{ stored: Record<string, string>; folded: Record<string, string> }>;
}

export async function openBook(): Promise<TestBook> {
  const hospital = await openHospital({ ledger: routes });
  const accounts = await hospital.database.transaction({ scope: 'system' }, (tx) => setUpBook(tx, '2026-01-01'));
  const account = (code: string): string => accounts.get(code) ?? `no account ${code}`;
  const sums = async (text: string): Promise<Record<string, string>> =>
    Object.fromEntries((await hospital.asSuperuser<{ key: string; sum: string }>(text)).map(({ key, sum }) => [key, sum]));
  return {
    ...hospital, accounts, account,
    accountant: await hospital.signIn('accountant'),
    entry: (lines, { currency = 'EUR', ...more } = {}) => ({
      business_date: '2026-03-10', kind: 'test', description: 'Test', ...more,
      postings: lines.map(([code, amount_minor, party_id]): NewPosting => ({ account_id: account(code), amount_minor, currency, ...(party_id !== undefined && { party_id }) })),
    }),
    balances: async () => ({
      stored: await sums(`select account_id || ' ' || currency || ' ' || business_date as key, sum(debit_minor) || '/' || sum(credit_minor) || '/' || sum(postings) as sum from ledger.balance group by account_id, currency, business_date`),
      folded: await sums(`select account_id || ' ' || currency || ' ' || business_date as key,
        coalesce(sum(amount_minor) filter (where amount_minor > 0), 0) || '/' || coalesce(-sum(amount_minor) filter (where amount_minor < 0), 0) || '/' || count(*) as sum from ledger.posting group by account_id, currency, business_date`),
    }),
  };
}
