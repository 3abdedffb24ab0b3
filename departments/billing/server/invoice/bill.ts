import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { parseAmount } from '@openward/platform/money';
import { printingHospital } from '@openward/platform/print';
import type { Bill, Party } from '../../rules/invoice/bill.ts';
import { inOther, totalsOf } from '../../rules/invoice/totals.ts';
import type { Invoice } from '../../contract/index.ts';
import { readSetting } from './setting.ts';

/** What an invoice says on paper, in the currency in which it is printed. */
export async function billOf(tx: Tx, invoice: Invoice): Promise<Bill> {
  const { name } = await printingHospital(tx);
  const setting = await readSetting(tx);
  const { currency, print_currency, print_rate } = invoice;
  const minor = (text: string) => parseAmount(text, currency);
  const other = (text: string) => inOther(minor(text), currency, print_currency, print_rate);
  const lines = invoice.lines.map((line) => {
    const [share_minor, discount_minor] = [other(line.share), other(line.discount)];
    return { ...line, share_minor, discount_minor, net_minor: share_minor - discount_minor };
  });
  const same = currency === print_currency;
  const printed = totalsOf(lines, print_currency);
  // A credit note takes back the tax that its lines had: in the book’s currency the figures are those that were posted.
  const groups = same ? printed.groups.map((group) => ({ ...group, tax_minor: invoice.lines.filter((line) => line.tax_category === group.tax_category && line.tax_rate_bp === group.tax_rate_bp).reduce((sum, { tax }) => sum + minor(tax), 0n) })) : printed.groups;
  const tax_minor = groups.reduce((sum, group) => sum + group.tax_minor, 0n);
  const rounding_minor = same ? minor(invoice.rounding) : 0n;
  return {
    kind: invoice.kind, label: invoice.label, issued_on: invoice.business_date, due_on: invoice.due_date, currency: print_currency,
    book: same ? null : { currency, tax_minor: minor(invoice.tax), total_minor: minor(invoice.total), rate: print_rate },
    seller: { name: setting.seller_name ?? name, street: setting.street, city: setting.city, postal_code: setting.postal_code, country: setting.country, tax_number: setting.tax_number, registration_number: setting.registration_number, email: setting.email, iban: setting.iban },
    buyer: await buyerOf(tx, invoice, setting.country),
    patient: invoice.patient_name === null ? null : { name: invoice.patient_name, number: invoice.hospital_number ?? '' },
    lines, groups, share_minor: lines.reduce((sum, line) => sum + line.share_minor, 0n), discount_minor: lines.reduce((sum, line) => sum + line.discount_minor, 0n),
    net_minor: printed.net_minor, tax_minor, rounding_minor, total_minor: printed.net_minor + tax_minor + rounding_minor,
    prepaid_minor: inOther(await prepaidOf(tx, invoice.id), currency, print_currency, print_rate),
    settled_minor: invoice.open === null || !same ? 0n : minor(invoice.total) - minor(invoice.open),
    exemption: { code: setting.exemption_code, reason: setting.exemption_reason }, credits_label: invoice.credits_label, note: invoice.note, reason: invoice.reason,
  };
}

/** What pays it of money that was there before it was issued: a deposit, or what was left of an earlier payment. Later payments are told by the statement, and leave the document as it is. */
async function prepaidOf(tx: Tx, invoice_id: string): Promise<bigint> {
  const { rows: [paid] } = await sql<{ minor: string }>`select coalesce(sum(a.amount_minor), 0)::text as minor
    from billing.allocation a join billing.payment p on p.id = a.payment_id join billing.invoice i on i.id = a.invoice_id
    where a.invoice_id = ${invoice_id}::uuid and p.received_at < i.issued_at`.execute(tx);
  return BigInt(paid?.minor ?? '0');
}

/** Who owes it, with the address where it is known. */
async function buyerOf(tx: Tx, { debtor_kind, debtor_id, debtor_name }: Invoice, country: string): Promise<Party> {
  const none = { name: debtor_name, street: null, city: null, postal_code: null, country, tax_number: null, registration_number: null };
  if (debtor_kind === 'payer') return none;
  const { rows } = await sql<{ street: string | null; city: string | null; postal_code: string | null; country: string | null }>`
    select nullif(array_to_string(a.lines, ', '), '') as street, a.city, a.postal_code, a.country from patients.address a
    where a.patient_id = ${debtor_id}::uuid and a.use is distinct from 'old' order by a.use = 'billing' desc nulls last, a.position limit 1`.execute(tx);
  const [address] = rows;
  if (address === undefined) return none;
  return { ...none, street: address.street, city: address.city, postal_code: address.postal_code, country: /^[A-Z]{2}$/.test(address.country ?? '') ? address.country! : country };
}
