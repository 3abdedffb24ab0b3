import { NotAnAmount, parseAmount } from '@openward/platform/money';

/** A movement as the bank tells it: into the account above zero, out of it below. */
export interface BankLine {
  booked_on: string;
  valued_on: string;
  amount_minor: bigint;
  /** What who paid gave as a reference. */
  reference: string | null;
  /** The bank's own reference. */
  bank_reference: string | null;
  counterparty: string | null;
  purpose: string | null;
}

/** What a bank says of an account in some days. */
export interface BankStatement {
  /** The bank's name of this statement: the same one is the same statement. */
  reference: string;
  /** IBAN or number of the account; null where the file does not tell. */
  account_number: string | null;
  currency: string;
  from_day: string;
  until_day: string;
  opening_minor: bigint;
  closing_minor: bigint;
  lines: readonly BankLine[];
}

/** A text that is no bank statement; says where and why. */
export class NotAStatement extends Error {}

/** Minor units of an amount without a sign, with a dot or a comma; zeros beyond what the currency has are nothing. */
export function amountOf(text: string, currency: string): bigint {
  const [whole = '', decimals = ''] = text.trim().replace(',', '.').split('.');
  const kept = decimals.replace(/0+$/, '');
  try {
    return parseAmount(kept === '' ? whole : `${whole}.${kept}`, currency);
  } catch (error) {
    if (error instanceof NotAnAmount) throw new NotAStatement(`“${text.slice(0, 40)}” is not an amount of ${currency.slice(0, 3)}`);
    throw error;
  }
}

/** A day that is one, YYYY-MM-DD. */
export function dayOf(text: string): string {
  const day = text.slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)) || new Date(day).toISOString().slice(0, 10) !== day) throw new NotAStatement(`“${text.slice(0, 40)}” is not a day`);
  return day;
}

/** A statement whose movements lead from its opening to its closing balance; throws where they do not. */
export function whole(statement: BankStatement): BankStatement {
  const sum = statement.lines.reduce((total, { amount_minor }) => total + amount_minor, statement.opening_minor);
  if (sum !== statement.closing_minor) throw new NotAStatement(`Statement ${statement.reference}: opening balance and movements do not come to the closing balance`);
  if (statement.until_day < statement.from_day) throw new NotAStatement(`Statement ${statement.reference} ends before it begins`);
  return statement;
}

/** One line of words; null where there is none. */
export function wordsOf(...texts: readonly (string | null | undefined)[]): string | null {
  const text = texts.filter(Boolean).join(' ').replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return text === '' ? null : text.slice(0, 500);
}
