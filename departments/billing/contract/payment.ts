import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { amount, currency, line } from './words.ts';

export const paymentMethods = ['cash', 'card', 'bank', 'cheque', 'mobile-money', 'wallet'] as const;
export const PaymentMethod = z.enum(paymentMethods);

export const Allocation = z.object({ id: z.uuid(), invoice_id: z.uuid(), invoice_label: z.string().nullable(), amount: z.string(), at: z.string(), by_name: z.string() });
export const Refund = z.object({ id: z.uuid(), voucher_number: z.int().nullable(), amount: z.string(), paid: z.string(), method: z.string(), reason: z.string(), at: z.string(), by_name: z.string() });
export const Chargeback = z.object({ id: z.uuid(), amount: z.string(), fee: z.string(), reason: z.string(), state: z.enum(['taken', 'won']), at: z.string(), by_name: z.string() });

export const Payment = z.object({
  id: z.uuid(), receipt_number: z.int().nullable(), payer_kind: z.enum(['patient', 'payer']), patient_id: z.uuid().nullable(), payer_id: z.uuid().nullable(), payer_name: z.string(),
  method: z.enum([...paymentMethods, 'gateway']), amount: z.string(), currency: z.string(), tendered: z.string(), change: z.string(), credited: z.string(), credit_currency: z.string(), rate: z.string(), rounding: z.string(),
  /** What is neither used nor given back. */
  left: z.string(),
  reference: z.string().nullable(), note: z.string().nullable(), business_date: z.string(), received_at: z.string(), received_by_name: z.string(), location: z.string().nullable(),
  state: z.enum(['taken', 'cancelled']), cancel_reason: z.string().nullable(), printed: z.int(),
  /** Of what was paid on paper: when, and when and by whom that was entered. */
  written_later: z.object({ happened_at: z.string(), entered_at: z.string(), entered_by_name: z.string() }).nullable(),
  allocations: z.array(Allocation), refunds: z.array(Refund), chargebacks: z.array(Chargeback),
});
export type Payment = z.output<typeof Payment>;

const one = { payment_id: z.uuid() };
const parts = z.array(z.strictObject({ invoice_id: z.uuid(), amount })).min(1).max(100);

export const TakePayment = z.strictObject({
  patient_id: z.uuid().nullable().default(null), payer_id: z.uuid().nullable().default(null), method: PaymentMethod,
  amount: amount.nullable().default(null), currency: currency.optional(), tendered: amount.nullable().default(null), credit_currency: currency.optional(),
  reference: line(80).nullable().default(null), note: line(200).nullable().default(null),
  pays: z.union([z.enum(['oldest', 'nothing']), parts]).default('oldest'),
});

export const paymentContract = {
  /** What is owed, oldest first, and what credit there is. */
  due: endpoint({ method: 'GET', path: '/billing/patients/{patient_id}/due', summary: 'What a patient owes, and has paid ahead', permission: 'billing.read', patient: 'input', event: 'billing.due.read' })
    .input(z.strictObject({ patient_id: z.uuid() }))
    .output(z.object({
      patient_id: z.uuid(), patient_name: z.string(), hospital_number: z.string(), book_currency: z.string(),
      invoices: z.array(z.object({ invoice_id: z.uuid(), label: z.string(), currency: z.string(), total: z.string(), open: z.string(), due_date: z.string().nullable(), business_date: z.string(), payment_state: z.string() })),
      totals: z.array(z.object({ currency: z.string(), open: z.string(), credit: z.string() })),
      payments: z.array(Payment),
    })),

  /**
   * Cash goes into the drawer that the caller holds. `amount` is what shall be credited, `tendered` what was handed over. Invoices are paid as
   * named, or oldest first; what is over stays as credit. 409 `billing.no_drawer`; 422 `billing.tendered_…`, `billing.more_than_owed`.
   */
  takePayment: endpoint({ method: 'POST', path: '/billing/payments', summary: 'Take a payment', permission: 'billing.collect', patient: 'found', event: 'billing.payment.take', status: 201 })
    .input(TakePayment)
    .output(Payment),

  payment: endpoint({ method: 'GET', path: '/billing/payments/{payment_id}', summary: 'A payment, and what became of it', permission: 'billing.read', patient: 'found', event: 'billing.payment.read' })
    .input(z.strictObject(one))
    .output(Payment),

  /** 422 `billing.more_than_owed`, `billing.more_than_left`. */
  useCredit: endpoint({ method: 'POST', path: '/billing/payments/{payment_id}/allocations', summary: 'Pay invoices with what is left of a payment', permission: 'billing.collect', patient: 'found', event: 'billing.payment.allocate', status: 201 })
    .input(z.strictObject({ ...one, pays: parts }))
    .output(Payment),

  takeBack: endpoint({ method: 'POST', path: '/billing/allocations/{allocation_id}/reversal', summary: 'Take back that a payment pays an invoice; it is credit again', permission: 'billing.collect', patient: 'found', event: 'billing.allocation.reverse', status: 201 })
    .input(z.strictObject({ allocation_id: z.uuid() }))
    .output(Payment),

  /** On the day on which it was taken, while that day is open; later it is refunded. */
  cancelPayment: endpoint({ method: 'POST', path: '/billing/payments/{payment_id}/cancellation', summary: 'Cancel a payment of today', permission: 'billing.refund', patient: 'found', event: 'billing.payment.cancel' })
    .input(z.strictObject({ ...one, reason: line(200) }))
    .output(Payment),

  /** Only what is left of a payment. Over one’s limit it waits for somebody else: `approval_id`. */
  refund: endpoint({ method: 'POST', path: '/billing/payments/{payment_id}/refunds', summary: 'Pay back what is left of a payment', permission: 'billing.refund', patient: 'found', event: 'billing.payment.refund', status: 201 })
    .input(z.strictObject({ ...one, amount, method: PaymentMethod, reason: line(200) }))
    .output(z.object({ payment: Payment, approval_id: z.uuid().nullable() })),

  chargeBack: endpoint({ method: 'POST', path: '/billing/payments/{payment_id}/chargebacks', summary: 'Note that the bank has taken a payment back', permission: 'billing.refund', patient: 'found', event: 'billing.chargeback.create', status: 201 })
    .input(z.strictObject({ ...one, amount, fee: amount.default('0'), reason: line(200) }))
    .output(Payment),

  winChargeback: endpoint({ method: 'POST', path: '/billing/chargebacks/{chargeback_id}/won', summary: 'Note that the bank has given a chargeback back', permission: 'billing.refund', patient: 'found', event: 'billing.chargeback.win' })
    .input(z.strictObject({ chargeback_id: z.uuid() }))
    .output(Payment),
};
