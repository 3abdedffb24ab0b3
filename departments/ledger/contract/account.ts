import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { amount, currency, day, line, version } from './words.ts';

export const accountKinds = ['asset', 'liability', 'equity', 'income', 'expense'] as const;
export type AccountKind = (typeof accountKinds)[number];
/** Whose subledger an account sums. */
export const controls = ['none', 'patient', 'payer', 'till', 'clinician', 'supplier'] as const;
export type Control = (typeof controls)[number];

const fields = {
  code: z.string().regex(/^[0-9][0-9A-Z.-]{0,15}$/, 'Begins with a digit; digits, capitals, dot and hyphen'),
  name: line(120),
  parent_id: z.uuid().nullable().default(null),
  /** False for one that only sums others. */
  postable: z.boolean().default(true),
};
const nature = { kind: z.enum(accountKinds), control: z.enum(controls).default('none') };
export const NewAccount = z.strictObject({ ...fields, ...nature });
export type NewAccount = z.output<typeof NewAccount>;
export const Account = z.object({ ...fields, ...nature, id: z.uuid(), active: z.boolean(), role: z.string().nullable(), version: z.int() });
export type Account = z.output<typeof Account>;

/** A line of an account's statement: its amount, and the balance after it. */
export const StatementLine = z.object({
  entry_id: z.uuid(), number: z.string(), line: z.int(), business_date: z.string(), kind: z.string(), description: z.string(), memo: z.string().nullable(), party_id: z.uuid().nullable(),
  /** Null where the reader may not know, or nobody is meant. */
  party_name: z.string().nullable(), cost_centre: z.string().nullable(), practitioner: z.string().nullable(), source_kind: z.string().nullable(), source_id: z.uuid().nullable(), amount, balance: amount,
});
export type StatementLine = z.output<typeof StatementLine>;

export const accountContract = {
  accounts: endpoint({ method: 'GET', path: '/ledger/accounts', summary: 'The chart of accounts', permission: 'ledger.read', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(z.object({ accounts: z.array(Account) })),

  addAccount: endpoint({ method: 'POST', path: '/ledger/accounts', summary: 'Add an account to the chart', permission: 'ledger.manage', patient: 'none', event: 'ledger.account.create', status: 201 })
    .input(NewAccount)
    .output(Account),

  updateAccount: endpoint({
    method: 'PUT', path: '/ledger/accounts/{account_id}', summary: 'Change an account; what it is stays as it is', permission: 'ledger.manage', patient: 'none', event: 'ledger.account.update',
  })
    .input(z.strictObject({ account_id: z.uuid(), version, ...fields, active: z.boolean() }))
    .output(Account),

  /** Opening and closing balance of the days, and what was posted between; oldest first, a page at a time. Of a party, a cost centre, a clinician alone: their part of it; `of` names them. */
  statement: endpoint({ method: 'GET', path: '/ledger/accounts/{account_id}/statement', summary: 'What was posted on an account', permission: 'ledger.read', patient: 'query', event: 'ledger.account.read' })
    .input(z.strictObject({
      account_id: z.uuid(), currency, from: day, until: day, party_id: z.uuid().optional(), cost_centre_id: z.uuid().optional(), practitioner_id: z.uuid().optional(), after: z.string().regex(/^\d{1,18}\.\d{1,6}$/, 'Is not a place in a statement').optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }))
    .output(z.object({ account: Account, of: z.array(z.string()), opening: amount, closing: amount, lines: z.array(StatementLine), next: z.string().nullable() })),
};
