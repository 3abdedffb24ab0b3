import { bookCurrency } from '@openward/ledger/api';
import { serve } from '@openward/platform/http';
import { printAmount } from '@openward/platform/money';
import { identityOf } from '@openward/patients/api';
import { records, seeRecord } from '@openward/records/api';
import { billingContract as contract } from '../../contract/index.ts';
import { creditOf, openInvoices, readPayments } from './payment.sql.ts';

const payment_limit = 20;

export const due = serve(contract.due, async ({ patient_id }, act) => {
  const { tx } = act;
  await seeRecord(act, patient_id);
  const patients = await records.aliasSet(tx, patient_id);
  const identity = await identityOf(tx, patient_id);
  const invoices = await openInvoices(tx, { debtor_kind: 'patient', debtors: patients });
  const totals = new Map<string, { open: bigint; credit: bigint }>();
  const of = (currency: string) => totals.get(currency) ?? { open: 0n, credit: 0n };
  for (const { currency, open_minor } of invoices) totals.set(currency, { ...of(currency), open: of(currency).open + open_minor });
  for (const { currency, left_minor } of await creditOf(tx, patients)) totals.set(currency, { ...of(currency), credit: left_minor });
  return {
    patient_id, patient_name: identity?.name ?? '', hospital_number: identity?.grouped ?? '', book_currency: (await bookCurrency(tx)) ?? 'EUR',
    invoices: invoices.map(({ open_minor, total_minor, debtor_kind: _kind, debtor_id: _id, patient_id: _patient, ...each }) => ({ ...each, total: printAmount(total_minor, each.currency), open: printAmount(open_minor, each.currency) })),
    totals: [...totals].map(([currency, { open, credit }]) => ({ currency, open: printAmount(open, currency), credit: printAmount(credit, currency) })),
    payments: await readPayments(tx, { patients, limit: payment_limit }),
  };
});
