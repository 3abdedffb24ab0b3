import { badInput, serve, type Act } from '@openward/platform/http';
import { seeRecord } from '@openward/records/api';
import { billingContract as contract, type Invoice } from '../../contract/index.ts';
import { foundInvoice } from './find.ts';
import { insertInvoice, insertLines, lockInvoice, type NewInvoice } from './invoice.sql.ts';
import { issue } from './issue.ts';
import { ownCurrency } from './rate.ts';
import { minorAboveZero } from '../minor.ts';

interface Line {
  description: string;
  quantity: string;
  share_minor: bigint;
  tax_category: string;
  tax_rate_bp: number;
}

export const makeEstimate = serve(contract.makeEstimate, async ({ patient_id, note = null, lines }, act) => {
  await seeRecord(act, patient_id);
  const currency = await ownCurrency(act.tx);
  const priced = lines.map(({ amount, ...line }, at): Line => {
    if ((line.tax_category === 'S') !== line.tax_rate_bp > 0) throw badInput(`lines.${at}.tax_rate_bp`, 'tax.rate', 'The standard category has a rate, the others have none');
    if (!/[1-9]/.test(line.quantity)) throw badInput(`lines.${at}.quantity`, 'quantity.zero', 'Is not above zero');
    return { ...line, share_minor: minorAboveZero(amount, currency, `lines.${at}.amount`) };
  });
  return write(act, { kind: 'estimate', patient_id, currency, note }, priced);
});

export const requestDeposit = serve(contract.requestDeposit, async ({ patient_id, visit_id = null, amount, due_date, reason }, act) => {
  await seeRecord(act, patient_id);
  const currency = await ownCurrency(act.tx);
  return write(act, { kind: 'deposit-request', patient_id, visit_id, currency, due_date }, [{ description: reason, quantity: '1', share_minor: minorAboveZero(amount, currency, 'amount'), tax_category: 'O', tax_rate_bp: 0 }]);
});

/** A paper that is numbered and stays, but owes nothing. */
async function write(act: Act, head: Pick<NewInvoice, 'kind' | 'currency'> & Partial<NewInvoice> & { patient_id: string }, lines: readonly Line[]): Promise<Invoice> {
  const id = await insertInvoice(act.tx, { visit_id: null, account_id: null, debtor_kind: 'patient', debtor_id: head.patient_id, ...head });
  await insertLines(act.tx, id, lines.map((line) => ({ ...line, charge_id: null, patient_id: head.patient_id, performed_on: null, discount_minor: 0n, tax_minor: 0n, cost_centre_id: null, practitioner_id: null, credits_line: null })));
  await issue(act, (await lockInvoice(act.tx, id))!);
  return foundInvoice(act, id);
}
