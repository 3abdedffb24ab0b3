import { currencies } from './currencies.ts';

/** A text that is no amount of the currency: `form` is not a decimal number, `digits` has more decimals than the currency, `currency` is none in use, `size` is beyond what a book holds. */
export class NotAnAmount extends Error {
  readonly why: 'form' | 'digits' | 'currency' | 'size';
  constructor(why: NotAnAmount['why'], message: string) {
    super(message);
    this.why = why;
  }
}

/** Fits PostgreSQL's bigint, with room for sums in a book of a thousand million entries. */
const minor_max = 10n ** 15n;

/** Minor units of a decimal text such as `-12.50`; no float is ever made of it. Throws NotAnAmount. */
export function parseAmount(text: string, currency: string): bigint {
  const digits = digitsOf(currency);
  const [, sign, whole, decimals = ''] = /^(-?)(\d{1,16})(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) throw new NotAnAmount('form', 'Is not an amount, such as 12.50');
  if (decimals.length > digits) throw new NotAnAmount('digits', `${currency} has ${digits === 0 ? 'no decimals' : `${digits} decimals`}`);
  const minor = BigInt(whole + decimals.padEnd(digits, '0'));
  if (minor > minor_max) throw new NotAnAmount('size', 'Is more than a book holds');
  return sign === '-' ? -minor : minor;
}

/** `-12.50` for -1250 minor units of a currency with two decimals. */
export function printAmount(minor: bigint, currency: string): string {
  const digits = digitsOf(currency);
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${minor < 0n ? '-' : ''}${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`}`;
}

function digitsOf(currency: string): number {
  const found = currencies.get(currency);
  if (found === undefined) throw new NotAnAmount('currency', 'Is not a currency in use');
  return found.digits;
}
