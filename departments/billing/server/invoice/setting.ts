import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { billingContract as contract, type InvoiceSetting } from '../../contract/index.ts';

/** How the hospital invoices. */
export async function readSetting(tx: Tx): Promise<InvoiceSetting> {
  const { rows } = await sql<InvoiceSetting>`
    select seller_name, street, city, postal_code, country, tax_number, registration_number, email, iban, exemption_code, exemption_reason, terms_days, reminder_days, round_to_cash, version from billing.invoice_setting`.execute(tx);
  return rows[0]!;
}

export const invoiceSetting = serve(contract.invoiceSetting, (_input, { tx }) => readSetting(tx));

export const setInvoiceSetting = serve(contract.setInvoiceSetting, async ({ version, ...s }, { tx }) => {
  if (s.reminder_days.some((days, at) => at > 0 && days <= s.reminder_days[at - 1]!)) throw new Problem(422, 'billing.reminders_out_of_order', 'Each reminder goes later than the one before', { field: 'reminder_days' });
  const { numAffectedRows } = await sql`
    update billing.invoice_setting set seller_name = ${s.seller_name}, street = ${s.street}, city = ${s.city}, postal_code = ${s.postal_code}, country = ${s.country}, tax_number = ${s.tax_number},
      registration_number = ${s.registration_number}, email = ${s.email}, iban = ${s.iban}, exemption_code = ${s.exemption_code}, exemption_reason = ${s.exemption_reason}, terms_days = ${s.terms_days},
      reminder_days = ${s.reminder_days}::int[], round_to_cash = ${s.round_to_cash}, version = version + 1 where version = ${version}`.execute(tx);
  const now = await readSetting(tx);
  if (numAffectedRows !== 1n) throw new Problem(409, 'conflict.version', 'Somebody has changed this meanwhile', { field: 'version', current: now });
  return now;
});
