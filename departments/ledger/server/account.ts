import { badInput, Problem, serve } from '@openward/platform/http';
import { currencies, printAmount } from '@openward/platform/money';
import { ledgerContract as contract } from '../contract/index.ts';
import { partyNames } from './party.ts';
import { placesNamed } from './party.sql.ts';
import { balanceBefore, dayOfEntry, insertAccount, liesUnder, listAccounts, readStatement, saveAccount, type StatementWish } from './account.sql.ts';

export const accounts = serve(contract.accounts, async (_input, { tx }) => ({ accounts: await listAccounts(tx) }));

export const addAccount = serve(contract.addAccount, async (input, { tx }) => insertAccount(tx, input));

export const updateAccount = serve(contract.updateAccount, async ({ account_id, ...account }, { tx }) => {
  if (account.parent_id !== null && (await liesUnder(tx, account_id, account.parent_id))) throw new Problem(422, 'ledger.own_parent', 'An account is not summed into itself', { field: 'parent_id' });
  const saved = await saveAccount(tx, { id: account_id, ...account });
  if (saved !== undefined) return saved;
  const [current] = await listAccounts(tx, account_id);
  if (current === undefined) throw unknown('account_id', 'There is no such account');
  throw new Problem(409, 'ledger.changed', 'Somebody has changed this meanwhile', { field: 'version', current });
});

export const statement = serve(contract.statement, async ({ account_id, currency, from, until, party_id = null, cost_centre_id = null, practitioner_id = null, after, limit }, { tx, audit }) => {
  const [account] = await listAccounts(tx, account_id);
  if (account === undefined) throw unknown('account_id', 'There is no such account');
  if (until < from) throw new Problem(422, 'ledger.ends_before', 'Ends before it begins', { field: 'until' });
  if (!currencies.has(currency)) throw badInput('currency', 'amount.currency', 'Is not a currency in use');
  const wish: StatementWish = { account_id, currency, party_id, cost_centre_id, practitioner_id, from, until, after: null, limit: limit + 1 };
  if (after !== undefined) {
    const [number = '', line] = after.split('.');
    const business_date = await dayOfEntry(tx, number);
    if (business_date === undefined) throw unknown('after', 'There is no such entry');
    wish.after = { business_date, number, line: Number(line) };
  }
  audit.detail({ account_id, party_id, cost_centre_id, practitioner_id });
  const [opening, read] = [await balanceBefore(tx, wish), await readStatement(tx, wish)];
  const rows = read.slice(0, limit);
  const names = await partyNames({ tx, audit }, [...rows.map((row) => row.party_id), party_id]);
  const of = [...(party_id === null ? [] : [names.get(party_id) ?? party_id.slice(-12)]), ...(await placesNamed(tx, { cost_centre_id, practitioner_id }))];
  let balance = opening;
  const lines = rows.map(({ amount_minor, ...row }) => ({ ...row, party_name: row.party_id === null ? null : (names.get(row.party_id) ?? null), amount: printAmount(amount_minor, currency), balance: printAmount((balance += amount_minor), currency) }));
  const last = rows.at(-1);
  return {
    account, of, opening: printAmount(opening, currency), closing: printAmount(balance, currency), lines,
    next: read.length > limit && last !== undefined ? `${last.number}.${last.line}` : null,
  };
});

/** 404 for a key that names nothing. */
export const unknown = (field: string, message: string): Problem => new Problem(404, 'ledger.unknown', message, { field });
