import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { printAmount } from '@openward/platform/money';
import type { Payment } from '../../contract/index.ts';

export type Method = Payment['method'];

export interface PaymentRow {
  id: string; receipt_number: number | null; payer_kind: 'patient' | 'payer'; party_id: string; patient_id: string | null; payer_id: string | null; method: Method;
  amount_minor: bigint; currency: string; tendered_minor: bigint; change_minor: bigint; book_amount_minor: bigint; book_currency: string; rate: string; rounding_minor: bigint;
  session_id: string | null; location_id: string | null; reference: string | null; note: string | null; business_date: string; received_by_name: string; entry_id: string;
  state: 'taken' | 'cancelled'; printed: number; left_minor: bigint;
}

/** One payment, as its row has it; undefined where there is none to see. */
export async function findPayment(tx: Tx, id: string): Promise<PaymentRow | undefined> {
  const { rows } = await sql<PaymentRow>`
    select id, receipt_number, payer_kind, party_id, patient_id, payer_id, method, amount_minor, currency, tendered_minor, change_minor, book_amount_minor, book_currency, rate::text as rate, rounding_minor,
      session_id, location_id, reference, note, business_date::text as business_date, received_by_name, entry_id, state, printed, billing.payment_left(id) as left_minor
    from billing.payment where id = ${id}::uuid`.execute(tx);
  return rows[0];
}

export interface NewPayment extends Omit<PaymentRow, 'receipt_number' | 'location_id' | 'state' | 'printed' | 'left_minor'> {}

export async function insertPayment(tx: Tx, it: NewPayment): Promise<void> {
  await sql`
    insert into billing.payment (id, payer_kind, party_id, patient_id, payer_id, method, amount_minor, currency, tendered_minor, change_minor, book_amount_minor, book_currency, rate, rounding_minor,
      session_id, reference, note, business_date, received_by_name, entry_id)
    values (${it.id}::uuid, ${it.payer_kind}, ${it.party_id}::uuid, ${it.patient_id}::uuid, ${it.payer_id}::uuid, ${it.method}, ${it.amount_minor}::bigint, ${it.currency}, ${it.tendered_minor}::bigint,
      ${it.change_minor}::bigint, ${it.book_amount_minor}::bigint, ${it.book_currency}, ${it.rate}::numeric, ${it.rounding_minor}::bigint, ${it.session_id}::uuid, ${it.reference}, ${it.note},
      ${it.business_date}::date, ${it.received_by_name}, ${it.entry_id}::uuid)`.execute(tx);
}

/** Gives a payment the number that was reserved for it on paper. */
export async function numberAsReserved(tx: Tx, id: string, number: number): Promise<void> {
  await sql`update billing.payment set receipt_number = ${number} where id = ${id}::uuid`.execute(tx);
}

/** Gives the next number of a series, and so keeps others from it: the last thing before commit. */
export async function numberReceipt(tx: Tx, series: 'receipt' | 'refund', id: string): Promise<number> {
  const { rows } = await sql<{ last: number }>`update billing.receipt_counter set last = last + 1 where series = ${series} returning last`.execute(tx);
  const { last } = rows[0]!;
  await (series === 'receipt'
    ? sql`update billing.payment set receipt_number = ${last} where id = ${id}::uuid`
    : sql`update billing.refund set voucher_number = ${last} where id = ${id}::uuid`).execute(tx);
  return last;
}

/** The rate of a day: units of `currency` for one of `book_currency`, as decimal text; undefined where none was ever set. */
export async function rateOf(tx: Tx, currency: string, book_currency: string, day: string): Promise<string | undefined> {
  const { rows } = await sql<{ rate: string }>`
    select rate::text as rate from billing.currency_rate where currency = ${currency} and book_currency = ${book_currency} and on_date <= ${day}::date order by on_date desc limit 1`.execute(tx);
  return rows[0]?.rate;
}

interface Line {
  payment: Omit<Payment, 'amount' | 'tendered' | 'change' | 'credited' | 'rounding' | 'left' | 'allocations' | 'refunds' | 'chargebacks'>;
  minors: Record<'amount' | 'tendered' | 'change' | 'credited' | 'rounding' | 'left', string>;
  allocations: (Omit<Payment['allocations'][number], 'amount'> & { minor: string })[];
  refunds: (Omit<Payment['refunds'][number], 'amount' | 'paid'> & { minor: string; paid_minor: string })[];
  chargebacks: (Omit<Payment['chargebacks'][number], 'amount' | 'fee'> & { minor: string; fee_minor: string })[];
}

function shown({ payment, minors, allocations, refunds, chargebacks }: Line): Payment {
  const { currency, credit_currency } = payment;
  const text = (minor: string): string => printAmount(BigInt(minor), credit_currency);
  return {
    ...payment, amount: printAmount(BigInt(minors.amount), currency), tendered: printAmount(BigInt(minors.tendered), currency), change: text(minors.change), credited: text(minors.credited),
    rounding: text(minors.rounding), left: text(minors.left),
    allocations: allocations.map(({ minor, ...each }) => ({ ...each, amount: text(minor) })),
    refunds: refunds.map(({ minor, paid_minor, ...each }) => ({ ...each, amount: text(minor), paid: text(paid_minor) })),
    chargebacks: chargebacks.map(({ minor, fee_minor, ...each }) => ({ ...each, amount: text(minor), fee: text(fee_minor) })),
  };
}

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** Payments with what became of them, newest first: those named, or the last of some patients or of a payer. */
export async function readPayments(tx: Tx, wish: { ids: readonly string[] } | { patients: readonly string[]; limit: number }): Promise<Payment[]> {
  const which = 'ids' in wish ? sql`p.id = any (${[...wish.ids]}::uuid[])` : sql`p.patient_id = any (${[...wish.patients]}::uuid[])`;
  const { rows } = await sql<Line>`
    select jsonb_build_object('id', p.id, 'receipt_number', p.receipt_number, 'payer_kind', p.payer_kind, 'patient_id', p.patient_id, 'payer_id', p.payer_id,
        'payer_name', coalesce(case p.payer_kind when 'patient' then (select display_name from patients.patient where id = p.patient_id) else (select name from patients.payer where id = p.payer_id) end, ''),
        'method', p.method, 'currency', p.currency, 'credit_currency', p.book_currency, 'rate', trim_scale(p.rate)::text, 'reference', p.reference, 'note', p.note, 'business_date', p.business_date,
        'received_at', ${iso('p.received_at')}, 'received_by_name', p.received_by_name, 'location', (select name from staff.location where id = p.location_id), 'state', p.state,
        'cancel_reason', p.cancel_reason, 'printed', p.printed,
        'written_later', (select jsonb_build_object('happened_at', ${iso('r.happened_at')}, 'entered_at', ${iso('r.entered_at')}, 'entered_by_name', r.entered_by_name)
          from billing.reserved_receipt r where r.payment_id = p.id)) as payment,
      jsonb_build_object('amount', p.amount_minor::text, 'tendered', p.tendered_minor::text, 'change', p.change_minor::text, 'credited', p.book_amount_minor::text, 'rounding', p.rounding_minor::text,
        'left', billing.payment_left(p.id)::text) as minors,
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'invoice_id', a.invoice_id, 'invoice_label', i.label, 'minor', a.amount_minor::text, 'at', ${iso('a.at')}, 'by_name', a.by_name) order by a.at, a.id), '[]')
        from billing.allocation a join billing.invoice i on i.id = a.invoice_id where a.payment_id = p.id and a.reverses is null and not exists (select from billing.allocation r where r.reverses = a.id)) as allocations,
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'voucher_number', r.voucher_number, 'minor', r.amount_minor::text, 'paid_minor', r.paid_minor::text, 'method', r.method, 'reason', r.reason,
          'at', ${iso('r.at')}, 'by_name', r.by_name) order by r.at, r.id), '[]') from billing.refund r where r.payment_id = p.id) as refunds,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'minor', c.amount_minor::text, 'fee_minor', c.fee_minor::text, 'reason', c.reason, 'state', c.state, 'at', ${iso('c.at')}, 'by_name', c.by_name) order by c.at, c.id), '[]')
        from billing.chargeback c where c.payment_id = p.id) as chargebacks
    from billing.payment p where ${which} order by p.received_at desc, p.id desc limit ${'ids' in wish ? wish.ids.length : wish.limit}`.execute(tx);
  return rows.map(shown);
}

export interface OpenInvoice {
  invoice_id: string; label: string; currency: string; debtor_kind: 'patient' | 'payer'; debtor_id: string; patient_id: string | null;
  total_minor: bigint; open_minor: bigint; due_date: string | null; business_date: string; payment_state: string;
}

/** Issued invoices that some patients or a payer owe, or those named, the oldest first; with nothing open too where named. */
export async function openInvoices(tx: Tx, wish: { debtor_kind: 'patient' | 'payer'; debtors: readonly string[] } | { ids: readonly string[] }): Promise<OpenInvoice[]> {
  const which = 'ids' in wish ? sql`invoice_id = any (${[...wish.ids]}::uuid[])` : sql`debtor_kind = ${wish.debtor_kind} and debtor_id = any (${[...wish.debtors]}::uuid[]) and open_minor > 0`;
  const { rows } = await sql<OpenInvoice>`
    select invoice_id, label, currency, debtor_kind, debtor_id, patient_id, total_minor, open_minor, due_date::text as due_date, business_date::text as business_date, payment_state
    from billing.invoice_open where ${which} order by issued_at, invoice_id limit 500`.execute(tx);
  return rows;
}

/** Credit of some patients, by currency. */
export async function creditOf(tx: Tx, patients: readonly string[]): Promise<{ currency: string; left_minor: bigint }[]> {
  const { rows } = await sql<{ currency: string; left_minor: bigint }>`
    select book_currency as currency, sum(billing.payment_left(id))::bigint as left_minor from billing.payment
    where payer_kind = 'patient' and patient_id = any (${[...patients]}::uuid[]) and state = 'taken' group by book_currency`.execute(tx);
  return rows;
}

export interface NewAllocation { id: string; payment_id: string; invoice_id: string; amount_minor: bigint; reverses: string | null; patient_id: string | null; business_date: string; by_name: string; entry_id: string }

export async function insertAllocation(tx: Tx, it: NewAllocation): Promise<void> {
  await sql`insert into billing.allocation (id, payment_id, invoice_id, amount_minor, reverses, patient_id, business_date, by_name, entry_id)
    values (${it.id}::uuid, ${it.payment_id}::uuid, ${it.invoice_id}::uuid, ${it.amount_minor}::bigint, ${it.reverses}::uuid, ${it.patient_id}::uuid, ${it.business_date}::date, ${it.by_name}, ${it.entry_id}::uuid)`.execute(tx);
}

export interface InForce { id: string; payment_id: string; invoice_id: string; amount_minor: bigint; patient_id: string | null; entry_id: string }

/** Allocations that stand: of a payment, of an invoice (the newest first), or the one. */
export async function allocationsInForce(tx: Tx, by: 'payment_id' | 'invoice_id' | 'id', id: string): Promise<InForce[]> {
  const { rows } = await sql<InForce>`
    select a.id, a.payment_id, a.invoice_id, a.amount_minor, a.patient_id, a.entry_id from billing.allocation a
    where a.${sql.raw(by)} = ${id}::uuid and a.reverses is null and not exists (select from billing.allocation r where r.reverses = a.id) order by a.invoice_id, a.at desc`.execute(tx);
  return rows;
}
