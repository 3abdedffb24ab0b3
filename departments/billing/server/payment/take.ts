import { bookCurrency, bookToday, post } from '@openward/ledger/api';
import { announce, type Tx } from '@openward/platform/db';
import { type Act, Problem, serve } from '@openward/platform/http';
import { currencies } from '@openward/platform/money';
import { records } from '@openward/records/api';
import type { z } from 'zod';
import { billingContract as contract, type TakePayment } from '../../contract/index.ts';
import { worthOf } from '../../rules/payment/exchange.ts';
import { spread } from '../../rules/payment/spread.ts';
import { settleTender, TenderRefused, type Settled } from '../../rules/payment/tender.ts';
import { holdOwnSession, moveInDrawer, type HeldSession } from '../drawer/session.sql.ts';
import { moneyAccounts, withoutNothing } from './accounts.ts';
import { allocate } from './allocate.ts';
import { minorOf } from '../minor.ts';
import { answerPayment, openAccountOf } from './open.ts';
import { insertPayment, numberReceipt, openInvoices, rateOf, type Method } from './payment.sql.ts';
import { projectPayment } from './project.ts';

export interface Taking {
  payer_kind: 'patient' | 'payer';
  party_id: string;
  method: Method;
  currency: string;
  credit_currency: string;
  rate: string;
  settled: Settled;
  session: HeldSession | null;
  business_date: string;
  reference: string | null;
  note: string | null;
  by_name: string;
  pays: 'oldest' | 'nothing' | readonly { invoice_id: string; amount_minor: bigint }[];
  /** Gives it its number; the next of the series unless told. */
  number?: ((payment_id: string) => Promise<unknown>) | undefined;
}

/** Takes a payment in the caller's transaction: the book, the drawer, the invoices that it pays, its number last. Returns its key. */
export async function takeMoney(tx: Tx, it: Taking): Promise<string> {
  const { settled, session, currency, credit_currency: credited_in, party_id, payer_kind, method, business_date, by_name } = it;
  const id = crypto.randomUUID();
  const accounts = await moneyAccounts(tx, method, session?.drawer_id ?? null, payer_kind);
  const foreign = currency !== credited_in;
  const worth = settled.book_amount_minor - settled.rounding_minor + settled.change_minor;
  const [entry] = await post(tx, [{
    business_date, kind: 'payment', description: `Payment, ${method}`, source: { kind: 'payment', id },
    postings: withoutNothing([
      { ...accounts.money, amount_minor: settled.amount_minor, currency },
      ...(foreign ? [
        { ...accounts.clearing, amount_minor: -settled.amount_minor, currency },
        { ...accounts.clearing, amount_minor: worth, currency: credited_in },
        { ...accounts.money, amount_minor: -settled.change_minor, currency: credited_in },
      ] : []),
      { ...accounts.rounding, amount_minor: settled.rounding_minor, currency: credited_in },
      { ...accounts.credit(party_id), amount_minor: -settled.book_amount_minor, currency: credited_in },
    ]),
  }]);
  const entry_id = entry!.entry_id;
  const of_patient = payer_kind === 'patient';
  await insertPayment(tx, {
    id, payer_kind, party_id, patient_id: of_patient ? party_id : null, payer_id: of_patient ? null : party_id, method, currency, book_currency: credited_in, rate: it.rate, ...settled,
    session_id: session?.id ?? null, reference: it.reference, note: it.note, business_date, received_by_name: by_name, entry_id,
  });
  if (method === 'cash' && session !== null) {
    await moveInDrawer(tx, { session_id: session.id, kind: 'payment', amount_minor: settled.amount_minor, currency, source_id: id, entry_id, by_name });
    if (foreign && settled.change_minor > 0n) await moveInDrawer(tx, { session_id: session.id, kind: 'change', amount_minor: -settled.change_minor, currency: credited_in, source_id: id, entry_id, by_name });
  }
  const parts = it.pays === 'nothing' ? [] : it.pays === 'oldest'
    ? spread(settled.book_amount_minor, (await openInvoices(tx, { debtor_kind: payer_kind, debtors: of_patient ? await records.aliasSet(tx, party_id) : [party_id] })).filter((each) => each.currency === credited_in))
    : it.pays;
  await allocate(tx, { payment_id: id, payer_kind, party_id, currency: credited_in, business_date, by_name, parts });
  await projectPayment(tx, id);
  announce(tx, 'billing-collections');
  await (it.number ?? ((each) => numberReceipt(tx, 'receipt', each)))(id);
  return id;
}

export const takePayment = serve(contract.takePayment, async (input, act) => answerPayment(act, await takeOne(input, act)));

/** Takes one as it is asked for, into the drawer of whoever acts. Returns its key. */
export async function takeOne(input: z.output<typeof TakePayment>, act: Act, number?: Taking['number']): Promise<string> {
  const { tx } = act;
  const { patient_id, payer_id, method, pays } = input;
  const party_id = patient_id ?? payer_id;
  if (party_id === null || (patient_id !== null && payer_id !== null)) throw new Problem(422, 'billing.who_pays', 'Say who pays: a patient or a payer', { field: 'patient_id' });
  await openAccountOf(act, patient_id);
  const chosen = typeof pays === 'string' ? [] : await openInvoices(tx, { ids: pays.map(({ invoice_id }) => invoice_id) });
  for (const each of chosen) await openAccountOf(act, each.patient_id);
  const own = (await bookCurrency(tx)) ?? 'EUR';
  const credit_currency = input.credit_currency ?? chosen[0]?.currency ?? own;
  const currency = input.currency ?? credit_currency;
  const session = await holdOwnSession(tx, act.actor.account_id);
  if (method === 'cash' && session === null) throw new Problem(409, 'billing.no_drawer', 'Open your drawer before you take cash', { field: 'method' });
  const business_date = session?.business_date ?? (await bookToday(tx));
  const foreign = currency !== credit_currency;
  if (foreign && credit_currency !== own) throw new Problem(422, 'billing.other_currency', `What is paid in another currency is credited in ${own}`, { field: 'credit_currency' });
  const [amount_minor, tendered_minor] = [input.amount === null ? null : minorOf(input.amount, credit_currency, 'amount'), input.tendered === null ? null : minorOf(input.tendered, currency, 'tendered')];
  if (!currencies.has(currency)) throw new Problem(422, 'billing.currency_unknown', 'Not a currency in use', { field: 'currency' });
  const rate = foreign ? await rateOf(tx, currency, own, business_date) : '1';
  if (rate === undefined) throw new Problem(409, 'billing.no_rate', `There is no rate for ${currency} today`, { field: 'currency' });
  const id = await takeMoney(tx, {
    payer_kind: patient_id === null ? 'payer' : 'patient', party_id, method, currency, credit_currency, rate, session, business_date, reference: input.reference, note: input.note, by_name: act.actor.display_name, number,
    settled: settled({ cash: method === 'cash', amount_minor, tendered_minor, step_minor: stepOf(currency), credit_step_minor: stepOf(credit_currency), foreign, worth: (minor) => worthOf(minor, currency, credit_currency, rate) }),
    pays: typeof pays === 'string' ? pays : pays.map(({ invoice_id, amount }, at) => ({ invoice_id, amount_minor: minorOf(amount, credit_currency, `pays.${at}.amount`) })),
  });
  act.audit.detail({ payment_id: id, method });
  return id;
}

const stepOf = (currency: string): bigint => currencies.get(currency)?.cash_step_minor ?? 1n;

function settled(tender: Parameters<typeof settleTender>[0]): Settled {
  try {
    return settleTender(tender);
  } catch (error) {
    if (error instanceof TenderRefused) throw new Problem(422, `billing.${error.code}`, error.message, { field: error.field });
    throw error;
  }
}
