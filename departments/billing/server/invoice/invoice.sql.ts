import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { printAmount } from '@openward/platform/money';
import type { Invoice, InvoiceHead, InvoiceLine } from '../../contract/index.ts';

interface HeadRow extends Omit<InvoiceHead, 'net' | 'discount' | 'tax' | 'rounding' | 'total' | 'open' | 'standing'> {
  net_minor: string;
  discount_minor: string;
  tax_minor: string;
  rounding_minor: string;
  total_minor: string;
  open_minor: string | null;
}

/** What an invoice says at a glance; `i` is the invoice. */
export const headColumns = sql.raw(`i.id, i.kind, i.label, i.state, i.debtor_kind, i.debtor_id, coalesce(i.debtor_name, dp.display_name, dy.name, '') as debtor_name, i.patient_id, p.display_name as patient_name,
  p.hospital_number, i.visit_id, i.account_id, i.currency, i.net_minor::text as net_minor, i.discount_minor::text as discount_minor, i.tax_minor::text as tax_minor, i.rounding_minor::text as rounding_minor,
  i.total_minor::text as total_minor, billing.open_of(i.id)::text as open_minor, i.business_date::text as business_date, i.due_date::text as due_date, i.issued_by_name, i.version`);
export const headJoins = sql.raw(`left join patients.patient p on p.id = i.patient_id left join patients.patient dp on dp.id = i.debtor_patient_id left join patients.payer dy on dy.id = i.debtor_payer_id`);

/** The same in the words of the contract. */
export function shownHead<Row extends HeadRow>({ net_minor, discount_minor, tax_minor, rounding_minor, total_minor, open_minor, ...row }: Row) {
  const print = (minor: string) => printAmount(BigInt(minor), row.currency);
  return {
    ...row, net: print(net_minor), discount: print(discount_minor), tax: print(tax_minor), rounding: print(rounding_minor), total: print(total_minor), open: open_minor === null ? null : print(open_minor),
    standing: standingOf(row.state, open_minor === null ? null : BigInt(open_minor), BigInt(total_minor)),
  };
}

function standingOf(state: InvoiceHead['state'], open: bigint | null, total: bigint): InvoiceHead['standing'] {
  if (state !== 'issued') return state;
  if (open === null) return 'not-owed';
  if (open <= 0n) return 'paid';
  return open < total ? 'part-paid' : 'unpaid';
}

interface LineRow extends Omit<InvoiceLine, 'share' | 'discount' | 'net' | 'tax'> {
  share_minor: string;
  discount_minor: string;
  net_minor: string;
  tax_minor: string;
}

interface WholeRow extends HeadRow {
  print_currency: string;
  print_rate: string;
  reason: string | null;
  note: string | null;
  credits: string | null;
  credits_label: string | null;
  entry_id: string | null;
  lines: LineRow[];
  credit_notes: { id: string; label: string | null; total_minor: string }[];
  instalments: { place: number; due_date: string; minor: string }[];
  waits_for: { approval_id: string; kind: string; minor: string; asked_by_name: string }[];
}

/** An invoice with all that belongs to it; undefined where there is none to see. */
export async function readInvoice(tx: Tx, id: string): Promise<Invoice | undefined> {
  const { rows } = await sql<WholeRow>`
    select ${headColumns}, i.print_currency, trim_scale(i.print_rate)::text as print_rate, i.reason, i.note, i.credits, c.label as credits_label, i.entry_id,
      coalesce((select jsonb_agg(jsonb_build_object('line', l.line, 'charge_id', l.charge_id, 'patient_id', l.patient_id, 'patient_name', lp.display_name, 'description', l.description, 'performed_on', l.performed_on,
          'quantity', trim_scale(l.quantity)::text, 'share_minor', l.share_minor::text, 'discount_minor', l.discount_minor::text, 'net_minor', l.net_minor::text, 'tax_minor', l.tax_minor::text,
          'tax_category', l.tax_category, 'tax_rate_bp', l.tax_rate_bp, 'credits_line', l.credits_line) order by l.line)
        from billing.invoice_line l join patients.patient lp on lp.id = l.patient_id where l.invoice_id = i.id), '[]') as lines,
      coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'label', n.label, 'total_minor', n.total_minor::text) order by n.number) from billing.invoice n where n.credits = i.id and n.state = 'issued'), '[]') as credit_notes,
      coalesce((select jsonb_agg(jsonb_build_object('place', s.place, 'due_date', s.due_date, 'minor', s.amount_minor::text) order by s.place)
        from billing.instalment_plan o join billing.instalment s on s.plan_id = o.id where o.invoice_id = i.id and o.ended_at is null), '[]') as instalments,
      coalesce((select jsonb_agg(jsonb_build_object('approval_id', a.id, 'kind', a.kind, 'minor', a.amount_minor::text, 'asked_by_name', a.asked_by_name) order by a.asked_at)
        from billing.approval a where a.subject_id = i.id and a.state = 'waiting'), '[]') as waits_for
    from billing.invoice i ${headJoins} left join billing.invoice c on c.id = i.credits where i.id = ${id}::uuid`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const print = (minor: string | bigint) => printAmount(BigInt(minor), row.currency);
  // What is paid pays the first instalments.
  let paid = BigInt(row.instalments.reduce((sum, { minor }) => sum + BigInt(minor), 0n)) - BigInt(row.open_minor ?? 0);
  return {
    ...shownHead(row),
    lines: row.lines.map(({ share_minor, discount_minor, net_minor, tax_minor, ...line }) => ({ ...line, share: print(share_minor), discount: print(discount_minor), net: print(net_minor), tax: print(tax_minor) })),
    credit_notes: row.credit_notes.map(({ total_minor, ...note }) => ({ ...note, total: print(total_minor) })),
    instalments: row.instalments.map(({ minor, ...each }) => {
      const used = paid <= 0n ? 0n : paid < BigInt(minor) ? paid : BigInt(minor);
      paid -= used;
      return { ...each, amount: print(minor), open: print(BigInt(minor) - used) };
    }),
    waits_for: row.waits_for.map(({ minor, ...each }) => ({ ...each, amount: print(minor) })),
  };
}

export interface LockedInvoice {
  id: string;
  kind: Invoice['kind'];
  state: Invoice['state'];
  series_id: string;
  debtor_kind: 'patient' | 'payer';
  debtor_id: string;
  patient_id: string | null;
  visit_id: string | null;
  account_id: string | null;
  currency: string;
  print_currency: string;
  label: string | null;
  due_date: string | null;
  total_minor: string;
  /** Null where nothing is owed by it. */
  open_minor: string | null;
  version: number;
}

/** One, kept from others until the transaction ends. */
export async function lockInvoice(tx: Tx, id: string): Promise<LockedInvoice | undefined> {
  const { rows } = await sql<LockedInvoice>`
    select id, kind, state, series_id, debtor_kind, debtor_id, patient_id, visit_id, account_id, currency, print_currency, label, due_date::text as due_date, total_minor::text as total_minor, version
    from billing.invoice where id = ${id}::uuid for no key update`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  // A draft owes nothing yet.
  if (row.state === 'draft' || row.state === 'void-draft') return { ...row, open_minor: null };
  // After the lock: a statement of its own sees what the one before has committed.
  const open = await sql<{ open: string | null }>`select billing.open_of(${id}::uuid)::text as open`.execute(tx);
  return { ...row, open_minor: open.rows[0]?.open ?? null };
}

export interface LineFacts {
  line: number;
  charge_id: string | null;
  patient_id: string;
  description: string;
  performed_on: string | null;
  quantity: string;
  share_minor: bigint;
  discount_minor: bigint;
  tax_minor: bigint;
  tax_category: string;
  tax_rate_bp: number;
  cost_centre_id: string | null;
  practitioner_id: string | null;
  credits_line: number | null;
}

/** The lines of an invoice, in minor units. */
export async function readLines(tx: Tx, invoice_id: string): Promise<LineFacts[]> {
  const { rows } = await sql<Omit<LineFacts, 'share_minor' | 'discount_minor' | 'tax_minor'> & { share_minor: string; discount_minor: string; tax_minor: string }>`
    select line, charge_id, patient_id, description, performed_on::text as performed_on, quantity::text as quantity, share_minor::text as share_minor, discount_minor::text as discount_minor, tax_minor::text as tax_minor,
      tax_category, tax_rate_bp, cost_centre_id, practitioner_id, credits_line from billing.invoice_line where invoice_id = ${invoice_id}::uuid order by line`.execute(tx);
  return rows.map((row) => ({ ...row, share_minor: BigInt(row.share_minor), discount_minor: BigInt(row.discount_minor), tax_minor: BigInt(row.tax_minor) }));
}

export interface NewInvoice {
  kind: Invoice['kind'];
  debtor_kind: 'patient' | 'payer';
  debtor_id: string;
  patient_id: string | null;
  visit_id: string | null;
  account_id: string | null;
  currency: string;
  credits?: string;
  reason?: string | null;
  note?: string | null;
  due_date?: string | null;
}

/** A draft without lines. */
export async function insertInvoice(tx: Tx, row: NewInvoice): Promise<string> {
  const series = row.kind === 'credit-note' ? 'credit-note' : row.kind === 'estimate' || row.kind === 'deposit-request' ? 'estimate' : 'invoice';
  const { rows } = await sql<{ id: string }>`
    insert into billing.invoice (kind, series_id, debtor_kind, debtor_id, patient_id, visit_id, account_id, currency, print_currency, credits, reason, note, due_date)
    select ${row.kind}, s.id, ${row.debtor_kind}, ${row.debtor_id}::uuid, ${row.patient_id}::uuid, ${row.visit_id}::uuid, ${row.account_id}::uuid, ${row.currency}, ${row.currency}, ${row.credits ?? null}::uuid,
      ${row.reason ?? null}, ${row.note ?? null}, ${row.due_date ?? null}::date
    from billing.invoice_series s where s.kind = ${series} and s.active returning id`.execute(tx);
  return rows[0]!.id;
}

/** Adds lines after those that are there. */
export async function insertLines(tx: Tx, invoice_id: string, lines: readonly Omit<LineFacts, 'line'>[]): Promise<void> {
  const given = lines.map((line) => ({ ...line, share_minor: line.share_minor.toString(), discount_minor: line.discount_minor.toString(), tax_minor: line.tax_minor.toString() }));
  await sql`
    insert into billing.invoice_line (invoice_id, line, charge_id, patient_id, description, performed_on, quantity, share_minor, discount_minor, tax_minor, tax_category, tax_rate_bp, cost_centre_id, practitioner_id, credits_line)
    select ${invoice_id}::uuid, (select coalesce(max(line), 0) from billing.invoice_line where invoice_id = ${invoice_id}::uuid) + g.place, g.charge_id, g.patient_id, g.description, g.performed_on, g.quantity, g.share_minor::bigint,
      g.discount_minor::bigint, g.tax_minor::bigint, g.tax_category, g.tax_rate_bp, g.cost_centre_id, g.practitioner_id, g.credits_line
    from rows from (jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as (charge_id uuid, patient_id uuid, description text, performed_on date, quantity numeric, share_minor text, discount_minor text, tax_minor text,
      tax_category text, tax_rate_bp int, cost_centre_id uuid, practitioner_id uuid, credits_line int)) with ordinality as g(charge_id, patient_id, description, performed_on, quantity, share_minor, discount_minor, tax_minor,
      tax_category, tax_rate_bp, cost_centre_id, practitioner_id, credits_line, place)`.execute(tx);
}
