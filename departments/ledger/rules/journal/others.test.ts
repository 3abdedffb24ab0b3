import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAmount } from '@openward/platform/money';
import { readRows } from '../bank/csv.ts';
import type { JournalAccount, JournalEntry, JournalLine } from './book.ts';
import { CannotWrite, journalFormats } from './index.ts';

const accounts: JournalAccount[] = [{ code: '1030', name: 'Bank', kind: 'asset' }, { code: '4010', name: 'Consultations; "first", =1', kind: 'income' }, { code: '2100', name: 'Tax on sales', kind: 'liability' }];
const lineOf = (place: number, amount_minor: bigint, currency: string): JournalLine => ({ account: accounts[place % 3]!, amount_minor, currency, party_id: null, cost_centre: place === 1 ? 'Clinic' : null, memo: null });
/** Entries of several lines in one currency or two; each currency sums to zero. */
const entries = fc.array(fc.array(fc.record({ currency: fc.constantFrom('EUR', 'JPY', 'KWD'), minors: fc.array(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }).filter((minor) => minor !== 0n), { minLength: 1, maxLength: 4 }) }), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 6 })
  .map((drawn) => drawn.map((legs, at): JournalEntry => ({
    id: `00000000-0000-0000-0000-00000000000${at}`, number: String(at + 1), business_date: `2026-0${at + 1}-21`, kind: 'test', description: 'Visit, “first”; "=1"',
    lines: legs.flatMap(({ currency, minors }) => {
      const rest = -minors.reduce((sum, minor) => sum + minor, 0n);
      return [...minors, ...(rest === 0n ? [] : [rest])].map((minor, place) => lineOf(place, minor, currency));
    }),
  })));
const written = (format: keyof typeof journalFormats, all: readonly JournalEntry[]): string => {
  const writer = journalFormats[format];
  return writer.head(accounts, ['EUR', 'JPY', 'KWD'], all[0]!.business_date, all.at(-1)!.business_date) + all.map((entry) => writer.entry(entry)).join('') + writer.foot([], '2026-12-31');
};
const tableOf = (text: string, delimiter = ','): Record<string, string>[] => {
  const [head = [], ...rows] = readRows(text, delimiter).filter((cells) => cells.length > 1);
  return rows.map((cells) => { expect(cells).toHaveLength(head.length); return Object.fromEntries(head.map((name, place) => [name, cells[place] ?? ''])); });
};
/** What is on each account by currency, and how many lines each entry has. */
const sums = (lines: readonly { number: string; account: string; currency: string; minor: bigint }[]) => {
  const found = new Map<string, bigint>();
  for (const { number, account, currency, minor } of lines) found.set(`${number} ${account} ${currency}`, (found.get(`${number} ${account} ${currency}`) ?? 0n) + minor);
  return [...found].filter(([, sum]) => sum !== 0n).map(([key, sum]) => `${key} ${sum}`).sort();
};
const expected = (all: readonly JournalEntry[], nameOf: (account: JournalAccount) => string) => sums(all.flatMap(({ number, lines }) => lines.map(({ account, currency, amount_minor }) => ({ number, account: nameOf(account), currency, minor: amount_minor }))));
const minor = (debit: string, credit: string, currency: string): bigint => parseAmount(debit === '' ? '0' : debit, currency) - parseAmount(credit === '' ? '0' : credit, currency);
const numberOf = (text: string): string => /^OW(\d+)/.exec(text)?.[1] ?? `none in ${text}`;

test('what QuickBooks reads has every entry once, and its sums', () => {
  fc.assert(fc.property(entries, (all) => {
    const read = tableOf(written('quickbooks', all)).map((row) => ({ number: numberOf(row['Journal No']!), account: row['Account Name']!, currency: row['Currency']!, minor: minor(row['Debits']!, row['Credits']!, row['Currency']!) }));
    expect(sums(read)).toEqual(expected(all, ({ name }) => name));
  }), { numRuns: 60 });
  expect(tableOf(written('quickbooks', [{ id: 'x', number: '7', business_date: '2026-03-21', kind: 'test', description: 'A', lines: [lineOf(0, 5n, 'EUR'), lineOf(2, -5n, 'EUR')] }]))[0]).toMatchObject({ 'Journal No': 'OW7', 'Journal Date': '03/21/2026', Debits: '0.05', Credits: '' });
});

test('what Xero reads has every entry once, and its sums', () => {
  fc.assert(fc.property(entries, (all) => {
    const read = tableOf(written('xero', all)).map((row) => {
      const currency = /\((\w{3})\)$/.exec(row['*Narration']!)?.[1] ?? '';
      return { number: numberOf(row['*Narration']!), account: row['*AccountCode']!, currency, minor: parseAmount(row['*Amount']!, currency) };
    });
    expect(sums(read)).toEqual(expected(all, ({ code }) => code));
  }), { numRuns: 60 });
});

test.each([
  ['odoo', 'id', 'ref', 'line_ids/account_id', 'line_ids/currency_id', 'line_ids/debit', 'line_ids/credit'],
  ['erpnext', 'ID', 'Reference Number', 'Account (Accounting Entries)', 'Account Currency (Accounting Entries)', 'Debit (Accounting Entries)', 'Credit (Accounting Entries)'],
] as const)('what %s reads has every entry once, and its sums', (format, id, reference, account, currency, debit, credit) => {
  fc.assert(fc.property(entries, (all) => {
    let number = '';
    const table = tableOf(written(format, all));
    const read = table.map((row) => {
      if (row[id] !== '') number = numberOf(row[reference]!);
      return { number, account: row[account]!, currency: row[currency]!, minor: minor(row[debit]!, row[credit]!, row[currency]!) };
    });
    expect(sums(read)).toEqual(expected(all, ({ code, name }) => (format === 'odoo' ? code : `${code} - ${name}`)));
    const heads = table.map((row) => row[id]!).filter((each) => each !== '');
    expect(new Set(heads).size).toBe(heads.length);
  }), { numRuns: 60 });
});

test('what DATEV reads has pairs whose sums are those of the entries, by number and account', () => {
  fc.assert(fc.property(entries, (all) => {
    const [meta = '', ...rest] = written('datev', all).split('\r\n');
    const fields = meta.replace('\uFEFF', '').split(';');
    expect([fields.length, fields.slice(0, 5), fields[12], fields[13]]).toEqual([31, ['"EXTF"', '700', '21', '"Buchungsstapel"', '9'], '20260101', '4']);
    const table = tableOf(rest.join('\r\n'), ';');
    const read = table.flatMap((row) => {
      const currency = row['WKZ Umsatz']!;
      const amount = parseAmount(row['Umsatz (ohne Soll/Haben-Kz)']!.replace(',', '.'), currency);
      expect(amount > 0n).toBe(true);
      return [{ number: numberOf(row['Belegfeld 1']!), account: row['Konto']!, currency, minor: amount }, { number: numberOf(row['Belegfeld 1']!), account: row['Gegenkonto (ohne BU-Schlüssel)']!, currency, minor: -amount }];
    });
    expect(sums(read)).toEqual(expected(all, ({ code }) => code));
    expect(Object.keys(table[0]!)).toHaveLength(116);
  }), { numRuns: 60 });
});

test('DATEV is refused accounts of other lengths, and days of two years', () => {
  const { head } = journalFormats.datev;
  expect(() => head([...accounts, { code: '1030.1', name: 'Second bank', kind: 'asset' }], ['EUR'], '2026-01-01', '2026-02-01')).toThrow(CannotWrite);
  expect(() => head(accounts, ['EUR'], '2025-12-31', '2026-01-01')).toThrow('one year');
});
