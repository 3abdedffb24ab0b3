import { badInput, Problem } from '@openward/platform/http';
import { NotAnAmount, parseAmount } from '@openward/platform/money';

export const unknownInvoice = (): Problem => new Problem(404, 'billing.invoice_unknown', 'There is no such invoice', { field: 'invoice_id' });
