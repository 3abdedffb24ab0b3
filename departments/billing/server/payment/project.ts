import type { Tx } from '@openward/platform/db';
import { printingHospital } from '@openward/platform/print';
import { records } from '@openward/records/api';
import { toPaymentNotice, toPaymentReconciliation } from '../../rules/payment/fhir.ts';
import { readPayments } from './payment.sql.ts';

/** Gives the FHIR record a payment as it is now, in the transaction of the act. */
export async function projectPayment(tx: Tx, id: string): Promise<void> {
  const [payment] = await readPayments(tx, { ids: [id] });
  if (payment === undefined) return;
  const { name } = await printingHospital(tx);
  const facts = { ...payment, cancelled: payment.state === 'cancelled', hospital_name: name, parts: payment.allocations };
  await records.put(tx, { resource: toPaymentNotice(facts), patient_id: payment.patient_id });
  if (payment.payer_kind === 'payer') await records.put(tx, { resource: toPaymentReconciliation(facts), patient_id: null });
}
