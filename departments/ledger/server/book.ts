import { Problem, serve } from '@openward/platform/http';
import { ledgerContract as contract } from '../contract/index.ts';
import { accountRoles } from '../contract/role.ts';
import { unknown } from './account.ts';
import { listAccounts } from './account.sql.ts';
import { bookCurrency, bookToday, currenciesPosted, giveRole } from './book.sql.ts';
import { setUpBook } from './set-up.ts';

export const book = serve(contract.book, async (_input, { tx }) => {
  const currency = await bookCurrency(tx);
  const currencies = await currenciesPosted(tx);
  return { currency, today: await bookToday(tx), currencies: [...new Set([...(currency === null ? [] : [currency]), ...currencies])] };
});

export const setUp = serve(contract.setUp, async ({ first_day, currency }, { tx }) => {
  if ((await bookCurrency(tx)) !== null || (await listAccounts(tx)).length > 0) throw new Problem(409, 'ledger.set_up_already', 'The books were begun already');
  await setUpBook(tx, first_day, currency);
  return { accounts: await listAccounts(tx) };
});

export const assignRole = serve(contract.assignRole, async ({ role, account_id, version }, { tx, audit }) => {
  const [account] = await listAccounts(tx, account_id);
  if (account === undefined) throw unknown('account_id', 'There is no such account');
  const wanted = accountRoles[role];
  if (account.kind !== wanted.kind || account.control !== wanted.control) {
    throw new Problem(422, 'ledger.role_of_another_kind', 'This account is not of the kind that is needed, or sums another subledger', { field: 'account_id' });
  }
  if (account.role !== null && account.role !== role) throw new Problem(409, 'ledger.has_a_role', 'Other departments post something else on this account', { field: 'account_id' });
  if (!(await giveRole(tx, role, { id: account_id, version }))) throw new Problem(409, 'ledger.changed', 'Somebody has changed this meanwhile', { field: 'version', current: account });
  audit.detail({ account_id, role });
  const [given] = await listAccounts(tx, account_id);
  return given!;
});
