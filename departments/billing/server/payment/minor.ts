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
