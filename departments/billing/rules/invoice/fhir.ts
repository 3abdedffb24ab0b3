import { parseExactly } from '@openward/platform/fhir';
import type { Invoice } from '../../contract/index.ts';

/** What a patient owes and has paid, as FHIR knows it; the balance stands in the book. */
export const toAccount = (patient_id: string): object => ({
  resourceType: 'Account', id: patient_id, status: 'active', name: 'Account of the patient', subject: [{ reference: `Patient/${patient_id}` }],
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PBILLACCT', display: 'patient billing account' }] },
});

/** Whether a decimal text is nought. */
const isNothing = (value: string): boolean => /^0(\.0+)?$/.test(value);

/** 1900 hundredths of a percent are `0.1900`, whatever the digits. */
const fraction = (bp: number): string => `${String(bp).padStart(5, '0').slice(0, -4)}.${String(bp).padStart(4, '0').slice(-4)}`.replace(/^\./, '0.');

/** An invoice or credit note that was issued. What is credited whole is cancelled; what is paid is balanced. */
export function toInvoice(invoice: Invoice): object {
  const { id, label, currency, state, standing, patient_id, debtor_kind, debtor_id, business_date, lines, tax, discount, net, total, credits } = invoice;
  const money = (value: string) => ({ value: parseExactly(value), currency });
  const components = [...(!isNothing(discount) ? [{ type: 'discount', amount: money(`-${discount}`) }] : []), ...(!isNothing(tax) ? [{ type: 'tax', amount: money(tax) }] : [])];
  return {
    resourceType: 'Invoice', id, identifier: [{ system: 'urn:openward:invoice', value: label }], status: state === 'credited' ? 'cancelled' : standing === 'paid' ? 'balanced' : 'issued',
    ...(state === 'credited' && { cancelledReason: 'Credited' }),
    ...(credits !== null && { type: { text: `Credit note for ${invoice.credits_label ?? ''}` } }),
    subject: { reference: `Patient/${patient_id}` }, recipient: debtor_kind === 'patient' ? { reference: `Patient/${debtor_id}` } : { display: invoice.debtor_name },
    date: business_date, ...(patient_id !== null && { account: { reference: `Account/${patient_id}` } }),
    lineItem: lines.map((line) => ({
      sequence: line.line, ...(line.charge_id === null ? { chargeItemCodeableConcept: { text: line.description } } : { chargeItemReference: { reference: `ChargeItem/${line.charge_id}`, display: line.description } }),
      priceComponent: [
        { type: 'base', factor: parseExactly(line.quantity), amount: money(line.share) },
        ...(!isNothing(line.discount) ? [{ type: 'discount', amount: money(`-${line.discount}`) }] : []),
        ...(!isNothing(line.tax) ? [{ type: 'tax', factor: parseExactly(fraction(line.tax_rate_bp)), amount: money(line.tax) }] : []),
      ],
    })),
    ...(components.length > 0 && { totalPriceComponent: components }),
    totalNet: money(net), totalGross: money(total), ...(invoice.note !== null && { note: [{ text: invoice.note }] }),
  };
}
