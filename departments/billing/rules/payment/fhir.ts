// The FHIR R4 faces of payments.
import { parseExactly } from '@openward/platform/fhir';

/** What a payment tells of itself in FHIR. */
export interface PaymentFacts {
  id: string;
  payer_kind: 'patient' | 'payer';
  payer_id: string | null;
  payer_name: string;
  cancelled: boolean;
  received_at: string;
  business_date: string;
  /** Decimal text. */
  credited: string;
  credit_currency: string;
  hospital_name: string;
  parts: readonly { invoice_id: string; amount: string }[];
}

/** A JSON number with the decimals of the text; no float is made of it. */
const money = (value: string, currency: string) => ({ value: parseExactly(value), currency });

/** A payment as it is told to whoever waits for it. */
export function toPaymentNotice({ id, cancelled, received_at, business_date, credited, credit_currency, hospital_name, payer_kind, parts }: PaymentFacts) {
  const [part] = parts;
  return {
    resourceType: 'PaymentNotice', id, status: cancelled ? 'cancelled' : 'active',
    ...(part !== undefined && { request: { reference: `Invoice/${part.invoice_id}` } }),
    created: received_at,
    payment: payer_kind === 'payer' ? { reference: `PaymentReconciliation/${id}` } : { display: 'Paid at the hospital' },
    paymentDate: business_date,
    recipient: { display: hospital_name },
    amount: money(credited, credit_currency),
    paymentStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/paymentstatus', code: 'paid' }] },
  };
}

/** What a payer paid, and for which invoices. */
export function toPaymentReconciliation({ id, cancelled, received_at, business_date, credited, credit_currency, payer_name, parts }: PaymentFacts) {
  return {
    resourceType: 'PaymentReconciliation', id, status: cancelled ? 'cancelled' : 'active', created: received_at,
    paymentIssuer: { display: payer_name },
    paymentDate: business_date, paymentAmount: money(credited, credit_currency),
    ...(parts.length > 0 && {
      detail: parts.map(({ invoice_id, amount }) => ({
        type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/payment-type', code: 'payment' }] },
        request: { reference: `Invoice/${invoice_id}` }, amount: money(amount, credit_currency),
      })),
    }),
  };
}
