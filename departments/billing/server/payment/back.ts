import { accountsByRole, bookToday, post, reverseEntry } from '@openward/ledger/api';
import { sql } from 'kysely';
import { announce } from '@openward/platform/db';
import { Problem, serve, type Act } from '@openward/platform/http';
import { currencies } from '@openward/platform/money';
import { billingContract as contract } from '../../contract/index.ts';
import { toCoins } from '../../rules/payment/tender.ts';
import { askApproval, onApproved, withinLimit } from '../approval/ask.ts';
import { holdOwnSession, holdSession, moveInDrawer } from '../drawer/session.sql.ts';
import { moneyAccounts, withoutNothing } from './accounts.ts';
import { release } from './allocate.ts';
import { minorOf } from '../minor.ts';
import { answerPayment, openPayment } from './open.ts';
import { allocationsInForce, findPayment, numberReceipt, type Method, type PaymentRow } from './payment.sql.ts';
import { projectPayment } from './project.ts';

/** Pays back in the caller's transaction: the book, the drawer of who acts, the number of the voucher last. The database refuses more than is left. */
export async function payBack(act: Pick<Act, 'tx'>, payment: PaymentRow, it: { amount_minor: bigint; method: Method; reason: string; approval_id: string | null; by: { account_id: string | null; name: string } }): Promise<void> {
  const { tx } = act;
  const { amount_minor, method, reason, approval_id, by } = it;
  const currency = payment.book_currency;
  const session = by.account_id === null ? null : await holdOwnSession(tx, by.account_id);
  if (method === 'cash' && session === null) throw new Problem(409, 'billing.no_drawer', 'Open your drawer before you pay cash back', { field: 'method' });
  const business_date = session?.business_date ?? (await bookToday(tx));
  const paid_minor = method === 'cash' ? toCoins(amount_minor, currencies.get(currency)?.cash_step_minor ?? 1n) : amount_minor;
  const accounts = await moneyAccounts(tx, method, session?.drawer_id ?? null, payment.payer_kind);
  const id = crypto.randomUUID();
  const [entry] = await post(tx, [{
    business_date, kind: 'refund', description: `Refund, ${method}`, source: { kind: 'refund', id },
    postings: withoutNothing([
      { ...accounts.credit(payment.party_id), amount_minor, currency },
      { ...accounts.rounding, amount_minor: paid_minor - amount_minor, currency },
      { ...accounts.money, amount_minor: -paid_minor, currency },
    ]),
  }]);
  await sql`insert into billing.refund (id, payment_id, patient_id, amount_minor, currency, method, paid_minor, session_id, reason, approval_id, business_date, by_name, entry_id)
    values (${id}::uuid, ${payment.id}::uuid, ${payment.patient_id}::uuid, ${amount_minor}::bigint, ${currency}, ${method}, ${paid_minor}::bigint, ${session?.id ?? null}::uuid, ${reason}, ${approval_id}::uuid,
      ${business_date}::date, ${by.name}, ${entry!.entry_id}::uuid)`.execute(tx);
  if (method === 'cash' && session !== null && paid_minor > 0n) await moveInDrawer(tx, { session_id: session.id, kind: 'refund', amount_minor: -paid_minor, currency, source_id: id, entry_id: entry!.entry_id, by_name: by.name });
  await projectPayment(tx, payment.id);
  announce(tx, 'billing-collections');
  await numberReceipt(tx, 'refund', id);
}

const actorOf = (act: Act) => ({ account_id: act.actor.account_id, name: act.actor.display_name });

export const refund = serve(contract.refund, async ({ payment_id, amount, method, reason }, act) => {
  const payment = await openPayment(act, payment_id);
  const amount_minor = minorOf(amount, payment.book_currency, 'amount');
  if (amount_minor === 0n) throw new Problem(422, 'billing.nothing', 'A refund is more than nothing', { field: 'amount' });
  if (amount_minor > payment.left_minor) throw tooMuch();
  const approval_id = (await withinLimit(act, 'refund', amount_minor, payment.book_currency)) ? null : await askApproval(act, {
    kind: 'refund', subject_id: payment_id, patient_id: payment.patient_id, amount_minor, currency: payment.book_currency, reason, what: { amount: amount_minor.toString(), method, reason },
  });
  if (approval_id === null) await payBack(act, payment, { amount_minor, method, reason, approval_id: null, by: actorOf(act) });
  return { payment: await answerPayment(act, payment_id), approval_id };
});

const tooMuch = (): Problem => new Problem(422, 'billing.more_than_left', 'So much is not left of this payment: take it off the invoices that it pays first', { field: 'amount' });

// Cash is handed out of the drawer of who grants it; without one, of who asked.
onApproved('refund', async (act, { id, subject_id, what, asked_by }) => {
  const { amount, method, reason } = what as { amount: string; method: Method; reason: string };
  const payment = await findPayment(act.tx, subject_id);
  if (payment === undefined) throw new Problem(404, 'billing.payment_unknown', 'There is no such payment', { field: 'payment_id' });
  const own = method === 'cash' ? await holdOwnSession(act.tx, act.actor.account_id) : null;
  const by = method === 'cash' && own === null ? { account_id: asked_by, name: act.actor.display_name } : actorOf(act);
  await payBack(act, payment, { amount_minor: BigInt(amount), method, reason, approval_id: id, by });
});

export const cancelPayment = serve(contract.cancelPayment, async ({ payment_id, reason }, act) => {
  const { tx } = act;
  const payment = await openPayment(act, payment_id);
  const { display_name: by_name, account_id } = act.actor;
  const session = payment.session_id === null ? null : await holdSession(tx, payment.session_id);
  const today = session?.business_date ?? (await bookToday(tx));
  if (payment.state === 'cancelled') throw new Problem(409, 'billing.cancelled_already', 'This payment was cancelled already', { field: 'payment_id' });
  if (payment.business_date !== today || session?.state === 'closed' || payment.method === 'gateway') {
    throw new Problem(409, 'billing.cancel_today_only', 'A payment is cancelled on its own day, out of the same drawer; later it is refunded', { field: 'payment_id' });
  }
  for (const each of await allocationsInForce(tx, 'payment_id', payment_id)) await release(tx, each, today, by_name);
  const entry_id = await reverseEntry(tx, { entry_id: payment.entry_id, business_date: today, reason: 'Payment cancelled' });
  const { rows } = await sql`update billing.payment set state = 'cancelled', cancelled_at = clock_timestamp(), cancelled_by = ${account_id}::uuid, cancelled_by_name = ${by_name}, cancel_reason = ${reason}, cancel_entry_id = ${entry_id}::uuid
    where id = ${payment_id}::uuid and state = 'taken' returning 1`.execute(tx);
  if (rows.length === 0) throw new Problem(409, 'billing.cancelled_already', 'This payment was cancelled already', { field: 'payment_id' });
  if (payment.method === 'cash' && session !== null && session !== undefined) {
    const movement = { session_id: session.id, kind: 'cancellation', source_id: payment_id, entry_id, by_name } as const;
    await moveInDrawer(tx, { ...movement, amount_minor: -payment.amount_minor, currency: payment.currency });
    if (payment.currency !== payment.book_currency && payment.change_minor > 0n) await moveInDrawer(tx, { ...movement, amount_minor: payment.change_minor, currency: payment.book_currency });
  }
  await projectPayment(tx, payment_id);
  announce(tx, 'billing-collections');
  return answerPayment(act, payment_id);
});

export const chargeBack = serve(contract.chargeBack, async ({ payment_id, amount, fee, reason }, act) => {
  const { tx } = act;
  const payment = await openPayment(act, payment_id);
  const currency = payment.book_currency;
  const [amount_minor, fee_minor] = [minorOf(amount, currency, 'amount'), minorOf(fee, currency, 'fee')];
  const by_name = act.actor.display_name;
  const business_date = await bookToday(tx);
  if (!['card', 'gateway', 'bank', 'wallet', 'mobile-money', 'cheque'].includes(payment.method)) throw new Problem(422, 'billing.cash_stays', 'Nobody takes cash back', { field: 'payment_id' });
  if (amount_minor === 0n) throw new Problem(422, 'billing.nothing', 'A chargeback is more than nothing', { field: 'amount' });
  // What it paid is owed again, the newest first.
  let left = payment.left_minor;
  for (const each of await allocationsInForce(tx, 'payment_id', payment_id)) {
    if (left >= amount_minor) break;
    await release(tx, each, business_date, by_name);
    left += each.amount_minor;
  }
  if (amount_minor > left) throw tooMuch();
  const accounts = await moneyAccounts(tx, payment.method, null, payment.payer_kind);
  const fees = await accountsByRole(tx, ['gateway.fee']);
  const id = crypto.randomUUID();
  const [entry] = await post(tx, [{
    business_date, kind: 'chargeback', description: 'Payment taken back by the bank', source: { kind: 'chargeback', id },
    postings: withoutNothing([
      { ...accounts.credit(payment.party_id), amount_minor, currency },
      { account_id: fees.get('gateway.fee'), amount_minor: fee_minor, currency },
      { ...accounts.money, amount_minor: -(amount_minor + fee_minor), currency },
    ]),
  }]);
  await sql`insert into billing.chargeback (id, payment_id, patient_id, amount_minor, fee_minor, currency, reason, business_date, by_name, entry_id)
    values (${id}::uuid, ${payment_id}::uuid, ${payment.patient_id}::uuid, ${amount_minor}::bigint, ${fee_minor}::bigint, ${currency}, ${reason}, ${business_date}::date, ${by_name}, ${entry!.entry_id}::uuid)`.execute(tx);
  await projectPayment(tx, payment_id);
  announce(tx, 'billing-collections');
  return answerPayment(act, payment_id);
});

export const winChargeback = serve(contract.winChargeback, async ({ chargeback_id }, act) => {
  const { rows } = await sql<{ payment_id: string; entry_id: string; state: string }>`select payment_id, entry_id, state from billing.chargeback where id = ${chargeback_id}::uuid for update`.execute(act.tx);
  const [found] = rows;
  if (found === undefined) throw new Problem(404, 'billing.chargeback_unknown', 'There is no such chargeback', { field: 'chargeback_id' });
  await openPayment(act, found.payment_id);
  if (found.state === 'won') throw new Problem(409, 'billing.won_already', 'The bank has given this back already', { field: 'chargeback_id' });
  const entry_id = await reverseEntry(act.tx, { entry_id: found.entry_id, business_date: await bookToday(act.tx), reason: 'The bank gave it back' });
  await sql`update billing.chargeback set state = 'won', won_at = clock_timestamp(), won_entry_id = ${entry_id}::uuid where id = ${chargeback_id}::uuid`.execute(act.tx);
  return answerPayment(act, found.payment_id);
});
