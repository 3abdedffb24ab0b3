import { badInput } from '@openward/platform/http';
import { NotAnAmount, parseAmount } from '@openward/platform/money';

/** Minor units of what somebody typed; the field is named where it is no amount of this currency. */
export function minorOf(text: string, currency: string, field: string): bigint {
  try {
    return parseAmount(text, currency);
  } catch (error) {
    if (error instanceof NotAnAmount) throw badInput(error.why === 'currency' ? 'currency' : field, `amount.${error.why}`, error.message);
    throw error;
  }
}

/** The same, of what must be above zero. */
export function minorAboveZero(text: string, currency: string, field: string): bigint {
  const minor = minorOf(text, currency, field);
  if (minor <= 0n) throw badInput(field, 'amount.zero', 'Is not above zero');
  return minor;
}
