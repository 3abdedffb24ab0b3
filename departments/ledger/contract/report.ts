import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { accountKinds, controls } from './account.ts';
import { amount, currency, day } from './words.ts';

const row = { account_id: z.uuid(), code: z.string(), name: z.string(), kind: z.enum(accountKinds) };

export const TrialRow = z.object({ ...row, currency, opening: amount, debit: amount, credit: amount, closing: amount });
export type TrialRow = z.output<typeof TrialRow>;

/** An account's sum, told as people read it: income and liabilities above zero where they are so. */
export const SumRow = z.object({ ...row, currency, amount });
export type SumRow = z.output<typeof SumRow>;

export const AgeingRow = z.object({ party_id: z.uuid(), /** Null where the reader may not know it. */ name: z.string().nullable(), currency, total: amount, bands: z.array(amount), oldest: z.string().nullable() });
export type AgeingRow = z.output<typeof AgeingRow>;

const read = { permission: 'ledger.read', patient: 'none', event: 'ledger.report.read' } as const;

export const reportContract = {
  trialBalance: endpoint({ method: 'GET', path: '/ledger/trial-balance', summary: 'Opening, debits, credits and closing of each account', ...read })
    .input(z.strictObject({ from: day, until: day }))
    .output(z.object({ rows: z.array(TrialRow), totals: z.array(z.object({ currency, opening: amount, debit: amount, credit: amount, closing: amount })) })),

  profitAndLoss: endpoint({ method: 'GET', path: '/ledger/profit-and-loss', summary: 'Income and expenses of some days, of the hospital, a cost centre or a clinician', ...read })
    .input(z.strictObject({ from: day, until: day, cost_centre_id: z.uuid().optional(), practitioner_id: z.uuid().optional() }))
    .output(z.object({ rows: z.array(SumRow), results: z.array(z.object({ currency, income: amount, expense: amount, result: amount })) })),

  /** What was posted without one has no `id`. */
  resultBy: endpoint({ method: 'GET', path: '/ledger/result-by', summary: 'Income and expenses by cost centre, or by who did the work', ...read })
    .input(z.strictObject({ from: day, until: day, by: z.enum(['cost_centre', 'practitioner']) }))
    .output(z.object({ rows: z.array(z.object({ id: z.uuid().nullable(), name: z.string().nullable(), currency, income: amount, expense: amount, result: amount })) })),

  balanceSheet: endpoint({ method: 'GET', path: '/ledger/balance-sheet', summary: 'What the hospital has and owes at the end of a day', ...read })
    .input(z.strictObject({ on: day }))
    .output(z.object({ rows: z.array(SumRow), totals: z.array(z.object({ currency, assets: amount, liabilities: amount, equity: amount, result: amount })) })),

  /** Receipts pay the oldest first; `bands` are up to 30, 60, 90, 120 days old, and older. 422 `ledger.no_subledger` of an account that sums none. */
  ageing: endpoint({ method: 'GET', path: '/ledger/ageing', summary: 'Who owes since when, or is owed', ...read, patient: 'query' })
    .input(z.strictObject({ account_id: z.uuid(), on: day }))
    .output(z.object({ control: z.enum(controls), rows: z.array(AgeingRow), totals: z.array(z.object({ currency, total: amount, bands: z.array(amount), balance: amount })) })),
};
