import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencies, printAmount } from '@openward/platform/money';
import { type CsvMapping, NotAStatement, readStatements } from './index.ts';

// Written after the published standards: ISO 20022 camt.053 (001.02, 001.08), SWIFT MT940 with the subfields of German banks.
const sample = (name: string): string => readFileSync(new URL(`samples/${name}`, import.meta.url), 'utf8');
const read = (format: 'camt.053' | 'mt940' | 'csv', text: string, csv?: CsvMapping) => readStatements(format, text, csv, () => 'named');

describe('camt.053', () => {
  test('001.02: what is booked, with who and what for; what is pending is left out', () => {
    const [statement, ...others] = read('camt.053', sample('camt.053.001.02.xml'));
    expect(others).toEqual([]);
    expect(statement).toMatchObject({ reference: '0352C5320260305210004', account_number: 'DE14740618130000033626', currency: 'EUR', from_day: '2026-03-05', until_day: '2026-03-05', opening_minor: 150_000n, closing_minor: 239_360n });
    expect(statement?.lines).toEqual([
      { booked_on: '2026-03-05', valued_on: '2026-03-05', amount_minor: 97_000n, reference: 'INV-2026-00042', bank_reference: '2026030500012345', counterparty: 'Müller & Söhne', purpose: 'Invoice INV-2026-00042 thank you' },
      { booked_on: '2026-03-05', valued_on: '2026-03-04', amount_minor: -640n, reference: null, bank_reference: null, counterparty: null, purpose: 'Account fee < March>' },
      { booked_on: '2026-03-05', valued_on: '2026-03-05', amount_minor: -7000n, reference: null, bank_reference: null, counterparty: null, purpose: null },
    ]);
  });

  test('001.08: with a prefix, parties one level deeper, an overdrawn account, three decimals, a batch', () => {
    const [statement] = read('camt.053', sample('camt.053.001.08.xml'));
    expect(statement).toMatchObject({ reference: 'KW-2026-03', account_number: '0012345', currency: 'KWD', from_day: '2026-03-01', until_day: '2026-03-31', opening_minor: -10_500n, closing_minor: 1234n });
    expect(statement?.lines).toEqual([{ booked_on: '2026-03-10', valued_on: '2026-03-11', amount_minor: 11_734n, reference: 'PAYOUT-1 PAYOUT-2', bank_reference: 'B-9', counterparty: 'Card Company', purpose: null }]);
  });
});

test('MT940: statements in an envelope or bare, days over the new year, reversals, subfields', () => {
  const [first, second] = read('mt940', sample('mt940.sta'));
  expect(first).toMatchObject({ reference: 'STARTUMS 00001/001 2026-01-02', account_number: '70090100/1234567890', currency: 'EUR', from_day: '2025-12-30', until_day: '2026-01-02', opening_minor: 1_001_184n, closing_minor: 1_025_324n });
  expect(first?.lines).toMatchObject([
    { booked_on: '2025-12-31', valued_on: '2026-01-02', amount_minor: -960n, reference: null, bank_reference: '8327000090031', counterparty: 'Die Bank', purpose: 'Entgelte 12/2025 /OCMT/EUR9,60/' },
    { booked_on: '2026-01-02', amount_minor: 25_000n, reference: 'INV-2026-00007', counterparty: 'Krankenkasse Nord AG', purpose: 'Rechnung INV-2026-00007 vielen Dank' },
    { booked_on: '2026-01-02', amount_minor: 100n, purpose: 'Reversed fee' },
  ]);
  expect(second).toMatchObject({ currency: 'JPY', opening_minor: -1000n, closing_minor: 4000n, lines: [{ amount_minor: 5000n, reference: 'REF1' }] });
});

const german: CsvMapping = { delimiter: ';', decimal: ',', dates: 'DD.MM.YYYY', currency: 'EUR', opening: '-63.60', closing: '1900.00', columns: { booked_on: 'Buchungstag', valued_on: 'Valuta', counterparty: 'Auftraggeber', purpose: 'Verwendungszweck', amount: 'Betrag' } };

test('CSV, as it is explained: delimiters and quotes in cells, commas, days; its balances are told', () => {
  expect(read('csv', sample('bank.csv'), german)).toMatchObject([{
    reference: 'named', from_day: '2026-03-05', until_day: '2026-03-06', opening_minor: -6360n, closing_minor: 190_000n,
    lines: [{ amount_minor: 197_000n, counterparty: 'Müller; Söhne', purpose: 'Rechnung "42"' }, { amount_minor: -640n, valued_on: '2026-03-06', purpose: 'Gebühr' }],
  }]);
  const two: CsvMapping = { ...german, delimiter: ',', decimal: '.', dates: 'MM/DD/YYYY', opening: '0', closing: '7.5', columns: { booked_on: 'Date', money_in: 'In', money_out: 'Out' } };
  expect(read('csv', 'Date,In,Out\n3/5/2026,10.00,\n03/06/2026,,2.50\n', two)[0]?.lines.map(({ booked_on, amount_minor }) => [booked_on, amount_minor])).toEqual([['2026-03-05', 1000n], ['2026-03-06', -250n]]);
});

test.each([
  ['camt.053', sample('camt.053.001.02.xml').replace('970.00', '970.01'), 'do not come to'],
  ['camt.053', sample('camt.053.001.02.xml').replace('<Amt Ccy="EUR">6.40', '<Amt Ccy="USD">6.40'), 'another currency'],
  ['camt.053', sample('camt.053.001.02.xml').slice(0, 900), 'Not'],
  ['camt.053', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'Not XML'],
  ['camt.053', '<Document/>', 'no statement'],
  ['mt940', sample('mt940.sta').replace('250,', '251,'), 'do not come to'],
  ['mt940', sample('mt940.sta').replace(':61:260102RD', ':61:269902RD'), 'not a day'],
  ['mt940', 'Hello', 'no statement'],
] as const)('%s that is none is refused', (format, text, why) => {
  expect(() => read(format, text)).toThrow(NotAStatement);
  expect(() => read(format, text)).toThrow(why);
});

test('a wrong column, balance or day of a CSV file is told with its line', () => {
  expect(() => read('csv', sample('bank.csv'), { ...german, closing: '1' })).toThrow('do not come to');
  expect(() => read('csv', sample('bank.csv'), { ...german, columns: { ...german.columns, amount: 'Summe' } })).toThrow('No column is called “Summe”');
  expect(() => read('csv', sample('bank.csv').replace('06.03', '31.02'), german)).toThrow('Line 3');
});

test('whatever a bank writes in MT940, it is read to the minor unit, in every currency', () => {
  fc.assert(fc.property(fc.constantFrom(...currencies.keys()), fc.array(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).filter((minor) => minor !== 0n), { maxLength: 20 }), (currency, movements) => {
    const comma = (minor: bigint): string => { const text = printAmount(minor < 0n ? -minor : minor, currency).replace('.', ','); return text.includes(',') ? text : `${text},`; };
    const closing = movements.reduce((sum, minor) => sum + minor, 0n);
    const side = (minor: bigint) => (minor < 0n ? 'D' : 'C');
    const text = [':20:X', ':25:1', ':28C:1', `:60F:C260101${currency}0,`, ...movements.map((minor) => `:61:2601010101${side(minor)}${comma(minor)}NTRFNONREF`), `:62F:${side(closing)}260101${currency}${comma(closing)}`, '-'].join('\n');
    expect(read('mt940', text)[0]?.lines.map(({ amount_minor }) => amount_minor)).toEqual(movements);
  }), { numRuns: 60 });
});
