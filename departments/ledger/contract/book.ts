import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Account } from './account.ts';
import { accountRoleNames } from './role.ts';
import { currency, day, version } from './words.ts';

export const Book = z.object({
  /** The hospital’s own; null before the books are begun. */
  currency: currency.nullable(),
  /** Today, by the hospital’s clock. */
  today: z.string(),
  /** What was ever posted in; the hospital’s own first. */
  currencies: z.array(currency),
});
export type Book = z.output<typeof Book>;

export const bookContract = {
  book: endpoint({ method: 'GET', path: '/ledger/book', summary: 'What the books are kept in, and what day it is', permission: 'ledger.read', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(Book),

  /** 409 `ledger.set_up_already` where they are begun. */
  setUp: endpoint({ method: 'POST', path: '/ledger/set-up', summary: 'Begin the books: a hospital’s chart, and twelve months', permission: 'ledger.manage', patient: 'none', event: 'ledger.book.create', status: 201 })
    .input(z.strictObject({ first_day: day.refine((text) => text.endsWith('-01'), { message: 'A period begins on the first of a month' }), currency: currency.default('EUR') }))
    .output(z.object({ accounts: z.array(Account) })),

  /** 422 `ledger.role_of_another_kind` where the account is not what the role asks for; 409 `ledger.has_a_role` where it stands for something else. */
  assignRole: endpoint({
    method: 'PUT', path: '/ledger/account-roles/{role}', summary: 'Choose the account that other departments post on for something', permission: 'ledger.manage', patient: 'none', event: 'ledger.account.update',
  })
    .input(z.strictObject({ role: z.enum(accountRoleNames), account_id: z.uuid(), version }))
    .output(Account),
};
