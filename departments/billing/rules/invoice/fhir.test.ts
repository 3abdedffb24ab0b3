import { expect, test } from 'vitest';
import { toPaymentReconciliation } from '../payment/fhir.ts';
import { toInvoice } from './fhir.ts';

const line = { line: 1, charge_id: null, patient_id: 'p', patient_name: 'P', description: 'Stay', performed_on: null, quantity: '1.5', share: '900719925474.10', discount: '0.00', net: '900719925474.10', tax: '63.00', tax_category: 'S', tax_rate_bp: 700, credits_line: null };
const invoice: Parameters<typeof toInvoice>[0] = {
  id: 'i', kind: 'invoice', label: 'INV-1', state: 'issued', debtor_kind: 'patient', debtor_id: 'p', debtor_name: 'P', patient_id: 'p', patient_name: 'P', hospital_number: '1', visit_id: null, account_id: null,
  currency: 'EUR', net: '900719925474.10', discount: '0.00', tax: '63.00', rounding: '0.00', total: '900719925537.10', open: null, standing: 'unpaid', business_date: '2026-01-01', due_date: null, issued_by_name: null, version: 1,
  print_currency: 'EUR', print_rate: '1', reason: null, note: null, credits: null, credits_label: null, entry_id: null, lines: [line], credit_notes: [], instalments: [], waits_for: [],
};

test('an invoice says each amount to the last digit, as the book does', () => {
  const text = JSON.stringify(toInvoice(invoice));
  expect(text).toContain('"totalGross":{"value":900719925537.10,"currency":"EUR"}');
  expect(text).toContain('{"type":"base","factor":1.5,"amount":{"value":900719925474.10,"currency":"EUR"}}');
  expect(text).toContain('{"type":"tax","factor":0.0700,"amount":{"value":63.00,"currency":"EUR"}}');
  expect(text).not.toContain('"discount"');
});

test('a reconciliation says each amount to the last digit', () => {
  const text = JSON.stringify(toPaymentReconciliation({
    id: 'x', payer_kind: 'payer', payer_id: 'y', payer_name: 'Fund', cancelled: false, received_at: '2026-01-01T00:00:00Z', business_date: '2026-01-01', credited: '10.00', credit_currency: 'EUR', hospital_name: 'H', parts: [{ invoice_id: 'i', amount: '7.50' }],
  }));
  expect(text).toContain('"paymentAmount":{"value":10.00,"currency":"EUR"}');
  expect(text).toContain('"amount":{"value":7.50,"currency":"EUR"}');
});
