import { Problem } from '@openward/platform/http';

export const unknownInvoice = (): Problem => new Problem(404, 'billing.invoice_unknown', 'There is no such invoice', { field: 'invoice_id' });
