import { accountsByRole, bookToday, post, reverseEntry } from '@openward/ledger/api';
import { announce, type Tx } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { billingContract as contract } from '../../contract/index.ts';
import { minorOf } from '../minor.ts';
import { answerPayment, openAccountOf, openPayment } from './open.ts';
import { allocationsInForce, findPayment, insertAllocation, openInvoices, type InForce } from './payment.sql.ts';
import { projectPayment } from './project.ts';
import { tellSettled } from './settled.ts';

interface Paying {
  payment_id: string;
  payer_kind: 'patient' | 'payer';
  party_id: string;
  currency: string;
  business_date: string;
  by_name: string;
  parts: readonly { invoice_id: string; amount_minor: bigint }[];
}

/** Pays invoices with a payment: credit is turned into what they owe. What is not owed or not left is refused by the database, whoever does it at once. */
export async function allocate(tx: Tx, { payment_id, payer_kind, party_id, currency, business_date, by_name, parts }: Paying): Promise<void> {
  if (parts.length === 0) return;
  const accounts = await accountsByRole(tx, ['deposit.patient', 'deposit.payer', 'receivable.patient', 'receivable.payer']);
  const invoices = new Map((await openInvoices(tx, { ids: parts.map(({ invoice_id }) => invoice_id) })).map((each) => [each.invoice_id, each]));
  // In one order, so that two who pay the same invoices wait for each other, and no more.
  for (const { invoice_id, amount_minor } of parts.toSorted((one, other) => (one.invoice_id < other.invoice_id ? -1 : 1))) {
    const invoice = invoices.get(invoice_id);
    if (invoice === undefined) throw new Problem(422, 'billing.invoice_takes_none', 'This invoice takes no payments: it is a draft, an estimate, or taken back', { field: 'pays' });
    if (invoice.currency !== currency) throw new Problem(422, 'billing.other_currency', `This invoice is in ${invoice.currency}`, { field: 'pays' });
    const id = crypto.randomUUID();
    const [entry] = await post(tx, [{
      business_date, kind: 'allocation', description: `Payment of ${invoice.label}`, source: { kind: 'allocation', id },
      postings: [
        { account_id: accounts.get(payer_kind === 'patient' ? 'deposit.patient' : 'deposit.payer'), party_id, amount_minor, currency },
        { account_id: accounts.get(invoice.debtor_kind === 'patient' ? 'receivable.patient' : 'receivable.payer'), party_id: invoice.debtor_id, amount_minor: -amount_minor, currency },
      ],
    }]);
    await insertAllocation(tx, { id, payment_id, invoice_id, amount_minor, reverses: null, patient_id: invoice.patient_id, business_date, by_name, entry_id: entry!.entry_id });
    if (amount_minor === invoice.open_minor) await tellSettled(tx, invoice_id, by_name);
  }
}

/** Takes back that a payment pays an invoice: what it paid is credit again. */
export async function release(tx: Tx, { id, payment_id, invoice_id, amount_minor, patient_id, entry_id }: InForce, business_date: string, by_name: string): Promise<void> {
  const reversal = await reverseEntry(tx, { entry_id, business_date, reason: 'Payment taken off an invoice' });
  await insertAllocation(tx, { id: crypto.randomUUID(), payment_id, invoice_id, amount_minor: -amount_minor, reverses: id, patient_id, business_date, by_name, entry_id: reversal });
  await tellSettled(tx, invoice_id, by_name);
}

/** Makes room on an invoice for a credit note or a write-off: what pays it is taken off, newest first, until so much is owed; the rest pays it again. */
export async function releaseInvoice(tx: Tx, invoice_id: string, room_minor: bigint, by_name: string): Promise<void> {
  const business_date = await bookToday(tx);
  const [invoice] = await openInvoices(tx, { ids: [invoice_id] });
  let open = invoice?.open_minor ?? 0n;
  for (const each of await allocationsInForce(tx, 'invoice_id', invoice_id)) {
    if (open >= room_minor) break;
    await release(tx, each, business_date, by_name);
    open += each.amount_minor;
    const over = open - room_minor;
    if (over > 0n) {
      const payment = await openedParty(tx, each.payment_id);
      await allocate(tx, { ...payment, payment_id: each.payment_id, business_date, by_name, parts: [{ invoice_id, amount_minor: over }] });
      open -= over;
    }
    await projectPayment(tx, each.payment_id);
  }
}

async function openedParty(tx: Tx, payment_id: string): Promise<Pick<Paying, 'payer_kind' | 'party_id' | 'currency'>> {
  const found = await findPayment(tx, payment_id);
  if (found === undefined) throw new Error('A payment that pays an invoice is gone');
  return { payer_kind: found.payer_kind, party_id: found.party_id, currency: found.book_currency };
}

export const useCredit = serve(contract.useCredit, async ({ payment_id, pays }, act) => {
  const payment = await openPayment(act, payment_id);
  const parts = pays.map(({ invoice_id, amount }, at) => ({ invoice_id, amount_minor: minorOf(amount, payment.book_currency, `pays.${at}.amount`) }));
  if (parts.some(({ amount_minor }) => amount_minor === 0n)) throw new Problem(422, 'billing.nothing', 'A payment is more than nothing', { field: 'pays' });
  for (const { patient_id } of await openInvoices(act.tx, { ids: parts.map(({ invoice_id }) => invoice_id) })) await openAccountOf(act, patient_id);
  await allocate(act.tx, { payment_id, payer_kind: payment.payer_kind, party_id: payment.party_id, currency: payment.book_currency, business_date: await bookToday(act.tx), by_name: act.actor.display_name, parts });
  await projectPayment(act.tx, payment_id);
  announce(act.tx, 'billing-collections');
  return answerPayment(act, payment_id);
});

export const takeBack = serve(contract.takeBack, async ({ allocation_id }, act) => {
  const [standing] = await allocationsInForce(act.tx, 'id', allocation_id);
  if (standing === undefined) throw new Problem(404, 'billing.allocation_unknown', 'There is no such payment of an invoice, or it was taken back', { field: 'allocation_id' });
  await openPayment(act, standing.payment_id);
  await openAccountOf(act, standing.patient_id);
  await release(act.tx, standing, await bookToday(act.tx), act.actor.display_name);
  await projectPayment(act.tx, standing.payment_id);
  return answerPayment(act, standing.payment_id);
});
