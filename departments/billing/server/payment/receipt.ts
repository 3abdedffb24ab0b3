import { sql } from 'kysely';
import { z } from 'zod';
import { Document, Problem, secured } from '@openward/platform/http';
import { identityOf } from '@openward/patients/api';
import { canPrint, makePdf, notInPdf, paperDocument, printingHospital, type Paper } from '@openward/platform/print';
import { printedInstant } from '@openward/platform/time';
import { receiptLines } from '../../rules/payment/receipt.ts';
import { receiptStrip } from './strip.ts';
import { answerPayment, openPayment } from './open.ts';

/** The receipt of a payment: a sheet, or the strip of a thermal printer. The first is the original; every other says that it is a copy. */
export const printReceipt = secured(
  { method: 'GET', path: '/billing/payments/{payment_id}/receipt', summary: 'Print the receipt of a payment', permission: 'billing.read', patient: 'found', event: 'billing.receipt.print' },
  z.strictObject({ payment_id: z.uuid(), paper: z.enum(['sheet', 'strip']).default('sheet'), format: z.enum(['html', 'pdf']).default('pdf') }),
  async ({ payment_id, paper: shape, format }, act) => {
    await openPayment(act, payment_id);
    const payment = await answerPayment(act, payment_id);
    const { rows } = await sql<{ printed: number }>`update billing.payment set printed = printed + 1 where id = ${payment_id}::uuid returning printed`.execute(act.tx);
    const copy = (rows[0]?.printed ?? 1) > 1;
    const { name, mark, zone } = await printingHospital(act.tx);
    const at = printedInstant(new Date(payment.received_at), zone);
    const mark_here = payment.state === 'cancelled' ? 'CANCELLED' : copy ? 'COPY' : mark;
    act.audit.detail({ format, paper: shape, copy });
    const lines = receiptLines(payment);
    if (payment.written_later !== null) lines.facts.unshift({ label: 'Paid on paper', value: printedInstant(new Date(payment.written_later.happened_at), zone) });
    const number = String(payment.receipt_number ?? 0).padStart(6, '0');
    if (shape === 'strip') {
      const strip = { hospital: name, number, payer: payment.payer_name, at, by: payment.received_by_name, lines, mark: mark_here };
      if (format === 'html') return new Document('text/html; charset=utf-8', receiptStrip(strip).html);
      if (!canPrint(JSON.stringify(strip))) throw notInPdf();
      return new Document('application/pdf', await makePdf(receiptStrip(strip).pdf), `receipt-${number}.pdf`);
    }
    const identity = payment.patient_id === null ? null : await identityOf(act.tx, payment.patient_id);
    if (payment.patient_id !== null && identity === null) throw new Problem(404, 'billing.payment_unknown', 'There is no such payment', { field: 'payment_id' });
    const paper: Paper = {
      title: 'Receipt', number, letterhead: { name, lines: [] }, identity: identity ?? { name: payment.payer_name, born: '', sex: '', grouped: '–' },
      author: { name: payment.received_by_name, lines: [] }, at, mark: mark_here,
      blocks: [
        ...(copy ? [{ kind: 'notice' as const, text: 'Copy of a receipt that was given before' }] : []),
        ...(payment.state === 'cancelled' ? [{ kind: 'notice' as const, text: 'This payment was cancelled' }] : []),
        { kind: 'facts', facts: lines.facts },
        ...(lines.paid.length === 0 ? [] : [{ kind: 'table' as const, head: ['Invoice', 'Paid'], rows: lines.paid.map(({ label, value }) => [label, value]) }]),
      ],
    };
    return paperDocument(paper, format, `receipt-${number}`);
  },
);
