import { words } from '@openward/platform/ui';
import type { InvoiceHead } from '../../contract/index.ts';

/** How an invoice stands, in words. */
export const standingWords: Record<InvoiceHead['standing'], ReturnType<typeof words>> = {
  draft: words('Draft'), 'void-draft': words('Discarded'), credited: words('Credited'), unpaid: words('Not paid'), 'part-paid': words('Paid in part'), paid: words('Paid'), 'not-owed': words('Not owed'),
};

export const kindWords: Record<InvoiceHead['kind'], ReturnType<typeof words>> = {
  invoice: words('Invoice'), interim: words('Interim bill'), final: words('Final bill'), 'credit-note': words('Credit note'), estimate: words('Estimate'), 'deposit-request': words('Request of a deposit'),
};
