import { badInput, Problem } from '@openward/platform/http';
import { NotAnAmount, parseAmount } from '@openward/platform/money';

/** An amount of the currency, above zero; the field named where it is none. */
export function minorOf(field: string, text: string, currency: string): bigint {
  try {
    const minor = parseAmount(text, currency);
    if (minor <= 0n) throw badInput(field, 'amount.zero', 'Is not above zero');
    return minor;
  } catch (error) {
    if (error instanceof NotAnAmount) throw badInput(field, `amount.${error.why}`, error.message);
    throw error;
  }
}

export const unknownInvoice = (): Problem => new Problem(404, 'billing.invoice_unknown', 'There is no such invoice', { field: 'invoice_id' });
