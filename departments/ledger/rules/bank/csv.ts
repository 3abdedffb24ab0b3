import { amountOf, type BankLine, type BankStatement, dayOf, NotAStatement, whole, wordsOf } from './statement.ts';

/** How a bank writes its CSV, told by who imports it. Columns are named by their heads. */
export interface CsvMapping {
  delimiter: ',' | ';' | '\t';
  decimal: '.' | ',';
  dates: 'YYYY-MM-DD' | 'DD.MM.YYYY' | 'DD/MM/YYYY' | 'MM/DD/YYYY';
  columns: {
    booked_on: string;
    /** One column with a sign, or two without. */
    amount?: string | undefined;
    money_in?: string | undefined;
    money_out?: string | undefined;
    valued_on?: string | undefined;
    reference?: string | undefined;
    bank_reference?: string | undefined;
    counterparty?: string | undefined;
    purpose?: string | undefined;
  };
  currency: string;
  account_number?: string | undefined;
  /** A CSV file does not tell its balances. */
  opening: string;
  closing: string;
}

/** Reads a bank's CSV by RFC 4180; `reference` names it, as the file has no name of its own. */
export function readBankCsv(text: string, mapping: CsvMapping, reference: string): BankStatement {
  const [head = [], ...rows] = readRows(text.replace(/^\uFEFF/, ''), mapping.delimiter).filter((row) => row.some((cell) => cell.trim() !== ''));
  const places = new Map(Object.entries(mapping.columns).filter(([, name]) => name !== undefined).map(([key, name]) => [key, head.findIndex((cell) => cell.trim() === name)]));
  for (const [key, place] of places) if (place < 0) throw new NotAStatement(`No column is called “${mapping.columns[key as keyof CsvMapping['columns']] ?? ''}”`);
  if (!places.has('amount') && !(places.has('money_in') && places.has('money_out'))) throw new NotAStatement('Say which column has the amount, or which two have money in and money out');
  const lines = rows.map((row, number) => {
    const cell = (key: string): string => row[places.get(key) ?? -1]?.trim() ?? '';
    try {
      return lineOf(cell, mapping);
    } catch (error) {
      throw error instanceof NotAStatement ? new NotAStatement(`Line ${number + 2}: ${error.message}`) : error;
    }
  }).filter(({ amount_minor }) => amount_minor !== 0n);
  const days = lines.map(({ booked_on }) => booked_on).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) throw new NotAStatement('There is no movement in this file');
  const balance = (words: string): bigint => (words.startsWith('-') ? -1n : 1n) * amountOf(words.replace('-', ''), mapping.currency);
  return whole({
    reference, account_number: mapping.account_number ?? null, currency: mapping.currency, from_day: first, until_day: last,
    opening_minor: balance(mapping.opening), closing_minor: balance(mapping.closing), lines,
  });
}

function lineOf(cell: (key: string) => string, mapping: CsvMapping): BankLine {
  const sum = (key: string): bigint => {
    const words = cell(key).replaceAll(/[\s\u00A0']/g, '').replaceAll(mapping.decimal === ',' ? '.' : ',', '');
    if (words === '') return 0n;
    const [, sign = '', amount = ''] = /^([+-]?)(.*)$/.exec(words) ?? [];
    return (sign === '-' ? -1n : 1n) * amountOf(amount, mapping.currency);
  };
  const out = sum('money_out');
  const booked_on = day(cell('booked_on'), mapping.dates);
  return {
    booked_on, valued_on: cell('valued_on') === '' ? booked_on : day(cell('valued_on'), mapping.dates),
    // Some banks write what went out below zero, some above: in its own column it is the same.
    amount_minor: mapping.columns.amount === undefined ? sum('money_in') - (out < 0n ? -out : out) : sum('amount'),
    reference: wordsOf(cell('reference')), bank_reference: wordsOf(cell('bank_reference')), counterparty: wordsOf(cell('counterparty')), purpose: wordsOf(cell('purpose')),
  };
}

function day(text: string, form: CsvMapping['dates']): string {
  const parts = text.split(/[./-]/);
  const place = (part: string): string => parts[form.split(/[./-]/).indexOf(part)] ?? '';
  return dayOf(`${place('YYYY')}-${place('MM').padStart(2, '0')}-${place('DD').padStart(2, '0')}`);
}

/** Rows of cells; a cell in quotes may hold delimiters, lines and doubled quotes. */
export function readRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[(at += 1)];
      else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === delimiter || character === '\n') {
      rows.at(-1)!.push(cell.endsWith('\r') && character === '\n' ? cell.slice(0, -1) : cell);
      cell = '';
      if (character === '\n') rows.push([]);
    } else cell += character;
  }
  if (quoted) throw new NotAStatement('A quotation mark is never closed');
  rows.at(-1)!.push(cell);
  return rows;
}
