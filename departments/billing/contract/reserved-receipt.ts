import { endpoint } from '@openward/platform/http/contract';
import { PaperNumber, paperTime, ReservePaper } from '@openward/patients/contract';
import { z } from 'zod';
import { Payment, TakePayment } from './payment.ts';
import { line } from './words.ts';

/** The number of a receipt as it is printed: six digits or more. */
export const receiptText = (number: number): string => String(number).padStart(6, '0');

const number = z.string().regex(/^\d{1,9}$/, 'Is not the number of a receipt').transform(Number);

export const reservedReceiptContract = {
  reservedReceipts: endpoint({
    method: 'GET', path: '/billing/reserved-receipts', summary: 'Numbers of receipts reserved for paper: those that are open, oldest first, then the last that were used or voided',
    permission: 'billing.collect', patient: 'none', event: 'billing.reserved-receipt.list',
  }).input(z.strictObject({})).output(z.object({ open: z.int(), numbers: z.array(PaperNumber) })),

  reserveReceipts: endpoint({
    method: 'POST', path: '/billing/reserved-receipts', summary: 'Reserve numbers of receipts for blank receipts of a place',
    permission: 'billing.collect', patient: 'none', event: 'billing.reserved-receipt.reserve', status: 201,
  }).input(ReservePaper).output(z.object({ block_id: z.uuid(), numbers: z.array(z.string()) })),

  /** Nothing is entered under a number before this. Printed again, the first time stays. */
  noteReceiptsPrinted: endpoint({
    method: 'POST', path: '/billing/reserved-receipts/blocks/{block_id}/printed', summary: 'Note that the receipts of a block are printed',
    permission: 'billing.collect', patient: 'none', event: 'billing.reserved-receipt.print',
  }).input(z.strictObject({ block_id: z.uuid() })).output(z.object({ printed_at: z.string() })),

  /** 409 `billing.receipt_gone`. */
  voidReservedReceipt: endpoint({
    method: 'POST', path: '/billing/reserved-receipts/{number}/void', summary: 'Say that nothing was paid under a reserved number, and why',
    permission: 'billing.refund', patient: 'none', event: 'billing.reserved-receipt.void',
  }).input(z.strictObject({ number, reason: line(300) })).output(z.object({ number: z.string() })),

  /** As any payment, into the open drawer and its day; when it was paid is kept beside it. 409 `billing.receipt_gone`. */
  takeFromReceipt: endpoint({
    method: 'POST', path: '/billing/reserved-receipts/{number}/payment', summary: 'Enter a payment that was taken on paper, under the number of its receipt',
    permission: 'billing.collect', patient: 'found', event: 'billing.reserved-receipt.take', status: 201,
  }).input(TakePayment.extend({ number, happened_at: paperTime })).output(Payment),
};
