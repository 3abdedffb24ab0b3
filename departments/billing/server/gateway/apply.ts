import { bookToday } from '@openward/ledger/api';
import { announce, type Tx } from '@openward/platform/db';
import { release } from '../payment/allocate.ts';
import { payBack } from '../payment/back.ts';
import { allocationsInForce, findPayment, openInvoices } from '../payment/payment.sql.ts';
import { takeMoney } from '../payment/take.ts';
import { eventsOf, holdIntent, refundedOver, setIntent } from './gateway.sql.ts';

const gateway_name = 'Payment gateway';

/**
 * Makes our books agree with all that the gateway has told of an intent, in whatever order and how often it came: one payment at most,
 * and refunds up to what it says was given back in all. Returns whose it is; null where it is none of ours.
 */
export async function applyEvents(tx: Tx, intent_id: string | null, provider: string | null): Promise<string | null> {
  const intent = await holdIntent(tx, intent_id, provider);
  if (intent === undefined) return null;
  const provider_id = intent.provider_id ?? provider;
  const events = await eventsOf(tx, intent.id, provider_id);
  const paid = events.find(({ kind }) => kind === 'payment_intent.succeeded');
  let { payment_id } = intent;
  // What was paid is what the gateway received, whatever was asked.
  if (paid !== undefined && payment_id === null && paid.amount_minor !== null && paid.amount_minor > 0n) {
    const currency = paid.currency ?? intent.currency;
    const [invoice] = intent.invoice_id === null ? [] : await openInvoices(tx, { ids: [intent.invoice_id] });
    const open = invoice !== undefined && invoice.currency === currency && invoice.payment_state !== 'credited' ? invoice.open_minor : 0n;
    const part = open < paid.amount_minor ? open : paid.amount_minor;
    payment_id = await takeMoney(tx, {
      payer_kind: 'patient', party_id: intent.patient_id, method: 'gateway', currency, credit_currency: currency, rate: '1', session: null, business_date: await bookToday(tx), reference: provider_id, note: null, by_name: gateway_name,
      settled: { tendered_minor: paid.amount_minor, amount_minor: paid.amount_minor, change_minor: 0n, book_amount_minor: paid.amount_minor, rounding_minor: 0n },
      pays: intent.invoice_id === null ? 'oldest' : part > 0n ? [{ invoice_id: intent.invoice_id, amount_minor: part }] : 'nothing',
    });
    await setIntent(tx, intent.id, 'paid', { payment_id, provider_id });
  } else if (payment_id === null) {
    const ended = events.some(({ kind }) => kind === 'checkout.session.expired') ? 'expired' : events.some(({ kind }) => kind === 'payment_intent.canceled') ? 'failed' : 'waiting';
    await setIntent(tx, intent.id, ended, { provider_id });
  }
  if (payment_id !== null) await payBackToGateway(tx, payment_id, events.reduce((most, { kind, amount_minor }) => (kind === 'charge.refunded' && amount_minor !== null && amount_minor > most ? amount_minor : most), 0n));
  announce(tx, 'billing-collections');
  return intent.patient_id;
}

async function payBackToGateway(tx: Tx, payment_id: string, in_all: bigint): Promise<void> {
  const missing = in_all - (await refundedOver(tx, payment_id));
  if (missing <= 0n) return;
  const payment = await findPayment(tx, payment_id);
  if (payment === undefined) return;
  let left = payment.left_minor;
  for (const each of await allocationsInForce(tx, 'payment_id', payment_id)) {
    if (left >= missing) break;
    await release(tx, each, await bookToday(tx), gateway_name);
    left += each.amount_minor;
  }
  const amount_minor = missing < left ? missing : left;
  if (amount_minor > 0n) await payBack({ tx }, payment, { amount_minor, method: 'gateway', reason: 'Given back over the gateway', approval_id: null, by: { account_id: null, name: gateway_name } });
}
