import { useQuery } from '@tanstack/react-query';
import { words } from '@openward/platform/ui';
import type { AccountKind, Control } from '../contract/index.ts';
import { ledgerQueries } from './client.ts';

/** What an account is, in words. */
export const kindWords: Readonly<Record<AccountKind, string>> = {
  asset: words('Asset'), liability: words('Liability'), equity: words('Equity'), income: words('Income'), expense: words('Expense'),
};

/** Whose subledger an account sums, in words. */
export const controlWords: Readonly<Record<Control, string>> = {
  none: words('Nobody’s'), patient: words('Patients'), payer: words('Payers'), till: words('Tills'), clinician: words('Clinicians'), supplier: words('Suppliers'),
};

/** The chart of accounts, by code. */
export const useAccounts = () => useQuery({ ...ledgerQueries.accounts.queryOptions({ input: {} }), select: ({ accounts }) => accounts });
