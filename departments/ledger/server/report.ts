import { Problem, serve } from '@openward/platform/http';
import { printAmount } from '@openward/platform/money';
import { ledgerContract as contract, type AccountKind } from '../contract/index.ts';
import { sumBy } from '../rules/sum.ts';
import { unknown } from './account.ts';
import { listAccounts } from './account.sql.ts';
import { partyNames } from './party.ts';
import { ageing as readAgeing, sumsBy, sumsOf, sumsOfPart, trialBalance as readTrialBalance, type Sum } from './report.sql.ts';

export const trialBalance = serve(contract.trialBalance, async ({ from, until }, { tx }) => {
  const sums = await readTrialBalance(tx, from, until);
  const columns = ['opening', 'debit', 'credit', 'closing'] as const;
  return {
    rows: sums.map((row) => ({ ...row, ...printed(columns, row) })),
    totals: sumBy(sums, ({ currency }) => currency, columns).map(({ key, sums: total }) => ({ currency: key, ...printed(columns, { ...total, currency: key }) })),
  };
});

export const profitAndLoss = serve(contract.profitAndLoss, async ({ from, until, cost_centre_id = null, practitioner_id = null }, { tx }) => {
  const sums = cost_centre_id === null && practitioner_id === null ? await sumsOf(tx, ['income', 'expense'], from, until) : await sumsOfPart(tx, { cost_centre_id, practitioner_id }, from, until);
  const totals = sumBy(sums.map((row) => ({ currency: row.currency, income: row.kind === 'income' ? -row.sum : 0n, expense: row.kind === 'expense' ? row.sum : 0n, result: -row.sum })), ({ currency }) => currency, ['income', 'expense', 'result']);
  return { rows: sums.map(asRead), results: totals.map(({ key, sums: total }) => ({ currency: key, ...printed(['income', 'expense', 'result'], { ...total, currency: key }) })) };
});

export const resultBy = serve(contract.resultBy, async ({ from, until, by }, { tx }) => ({
  rows: (await sumsBy(tx, by, from, until)).map((row) => ({ ...row, ...printed(['income', 'expense', 'result'], row) })),
}));

export const balanceSheet = serve(contract.balanceSheet, async ({ on }, { tx }) => {
  const sums = await sumsOf(tx, ['asset', 'liability', 'equity', 'income', 'expense'], null, on);
  const columns = ['assets', 'liabilities', 'equity', 'result'] as const;
  const totals = sumBy(sums.map(({ currency, kind, sum }) => ({
    currency, assets: kind === 'asset' ? sum : 0n, liabilities: kind === 'liability' ? -sum : 0n, equity: kind === 'equity' ? -sum : 0n, result: kind === 'income' || kind === 'expense' ? -sum : 0n,
  })), ({ currency }) => currency, columns);
  return {
    rows: sums.filter(({ kind }) => kind !== 'income' && kind !== 'expense').map(asRead),
    totals: totals.map(({ key, sums: total }) => ({ currency: key, ...printed(columns, { ...total, currency: key }) })),
  };
});

export const ageing = serve(contract.ageing, async ({ account_id, on }, { tx, audit }) => {
  const [account] = await listAccounts(tx, account_id);
  if (account === undefined) throw unknown('account_id', 'There is no such account');
  if (account.control === 'none') throw new Problem(422, 'ledger.no_subledger', 'This account sums no subledger: nobody owes on it', { field: 'account_id' });
  const aged = (await readAgeing(tx, account_id, on)).map((row) => ({ ...row, bands: row.bands.map(BigInt) }));
  audit.detail({ account_id });
  const names = await partyNames({ tx, audit }, aged.map(({ party_id }) => party_id));
  const stored = new Map((await sumsOf(tx, [account.kind], null, on)).filter((row) => row.account_id === account_id).map(({ currency, sum }) => [currency, sum]));
  const totals = [...new Set([...stored.keys(), ...aged.map(({ currency }) => currency)])].map((currency) => {
    const own = aged.filter((row) => row.currency === currency);
    const sum = (of: (row: (typeof own)[number]) => bigint) => printAmount(own.reduce((total, row) => total + of(row), 0n), currency);
    return { currency, total: sum(({ total }) => total), bands: [0, 1, 2, 3, 4].map((band) => sum(({ bands }) => bands[band] ?? 0n)), balance: printAmount(stored.get(currency) ?? 0n, currency) };
  });
  return {
    control: account.control, totals,
    rows: aged.map(({ party_id, currency, total, bands, oldest }) => ({ party_id, name: names.get(party_id) ?? null, currency, total: printAmount(total, currency), bands: bands.map((band) => printAmount(band, currency)), oldest })),
  };
});

/** Income, liabilities and equity are credits: told above zero. */
const isCredit = (kind: AccountKind): boolean => kind === 'income' || kind === 'liability' || kind === 'equity';
const asRead = ({ sum, ...row }: Sum) => ({ ...row, amount: printAmount(isCredit(row.kind) ? -sum : sum, row.currency) });

function printed<Column extends string>(columns: readonly Column[], row: Record<Column, bigint> & { currency: string }): Record<Column, string> {
  return Object.fromEntries(columns.map((column) => [column, printAmount(row[column], row.currency)])) as Record<Column, string>;
}
