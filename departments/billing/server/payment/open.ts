import { Problem, type Act } from '@openward/platform/http';
import { seeRecord } from '@openward/records/api';
import type { Payment } from '../../contract/index.ts';
import { findPayment, readPayments, type PaymentRow } from './payment.sql.ts';

/** Opens what belongs to a patient’s account: it may be seen, and is audited. */
export async function openAccountOf(act: Act, patient_id: string | null): Promise<void> {
  if (patient_id === null) return;
  await seeRecord(act, patient_id);
  act.audit.patient(patient_id);
}

/** A payment that the actor may see. 404 for none. */
export async function openPayment(act: Act, payment_id: string): Promise<PaymentRow> {
  const found = await findPayment(act.tx, payment_id);
  if (found === undefined) throw new Problem(404, 'billing.payment_unknown', 'There is no such payment', { field: 'payment_id' });
  await openAccountOf(act, found.patient_id);
  act.audit.detail({ payment_id });
  return found;
}

/** A payment as it stands. */
export async function answerPayment(act: Act, id: string): Promise<Payment> {
  const [payment] = await readPayments(act.tx, { ids: [id] });
  if (payment === undefined) throw new Error('The payment that was written is gone');
  return payment;
}
