import { z } from 'zod';
import { announce } from '@openward/platform/db';
import { badInput, Document, liveTopics, Problem, secured, serve } from '@openward/platform/http';
import { printingHospital } from '@openward/platform/print';
import { identityOf, instantOfWall } from '@openward/patients/api';
import { billingContract as contract, receiptText } from '../../contract/index.ts';
import { answerPayment } from '../payment/open.ts';
import { numberAsReserved } from '../payment/payment.sql.ts';
import { takeOne } from '../payment/take.ts';
import { claimNumber, countOpen, notePrinted, readForms, readNumbers, reserveNumbers, voidNumber } from './reserved.sql.ts';
import { receiptForms } from './forms.ts';

liveTopics({ 'reserved-receipts': 'billing.collect' });

const gone = (): Problem => new Problem(409, 'billing.receipt_gone', 'This number is used or voided already, or was never reserved', { field: 'number' });
const noSuchBlock = (): Problem => new Problem(404, 'billing.receipt_block_unknown', 'There are no such receipts', { field: 'block_id' });

export const reservedRoutes = {
  reservedReceipts: serve(contract.reservedReceipts, async (_input, { tx }) => ({ open: await countOpen(tx), numbers: await readNumbers(tx) })),

  reserveReceipts: serve(contract.reserveReceipts, async ({ place, count }, { tx, actor, audit }) => {
    const reserved = await reserveNumbers(tx, place, actor.display_name, count);
    audit.detail({ block_id: reserved.block_id, place, count });
    announce(tx, 'reserved-receipts');
    return reserved;
  }),

  noteReceiptsPrinted: serve(contract.noteReceiptsPrinted, async ({ block_id }, { tx, audit }) => {
    const printed_at = await notePrinted(tx, block_id);
    if (printed_at === null) throw noSuchBlock();
    audit.detail({ block_id });
    announce(tx, 'reserved-receipts');
    return { printed_at };
  }),

  voidReservedReceipt: serve(contract.voidReservedReceipt, async ({ number, reason }, { tx, actor, audit }) => {
    if (!(await voidNumber(tx, number, reason, actor.display_name))) throw gone();
    audit.detail({ number: receiptText(number) });
    announce(tx, 'reserved-receipts');
    return { number: receiptText(number) };
  }),

  /** The money goes into the drawer and the day that are open: a day that is closed never changes. When it was paid is kept beside it. */
  takeFromReceipt: serve(contract.takeFromReceipt, async ({ number, happened_at: wall, ...input }, act) => {
    const happened_at = await instantOfWall(act.tx, wall);
    if (happened_at.getTime() > Date.now()) throw badInput('happened_at', 'billing.time_to_come', 'Is still to come');
    const birth_date = input.patient_id === null ? null : (await identityOf(act.tx, input.patient_id))?.birth_date ?? null;
    if (birth_date !== null && birth_date > wall.slice(0, birth_date.length)) throw badInput('happened_at', 'billing.before_birth', 'Is before the patient was born');
    const id = await takeOne(input, act, async (payment_id) => {
      if (!(await claimNumber(act.tx, { number, payment_id, happened_at, by_name: act.actor.display_name }))) throw gone();
      await numberAsReserved(act.tx, payment_id, number);
    });
    act.audit.detail({ number: receiptText(number), happened_at: happened_at.toISOString() });
    announce(act.tx, 'reserved-receipts');
    return answerPayment(act, id);
  }),

  blankReceipts: secured(
    { method: 'GET', path: '/billing/reserved-receipts/blocks/{block_id}/forms', summary: 'Blank receipts with the numbers of a block that are open', permission: 'billing.collect', patient: 'none', event: 'billing.reserved-receipt.fetch' },
    z.strictObject({ block_id: z.uuid() }),
    async ({ block_id }, act) => {
      const forms = await readForms(act.tx, block_id);
      if (forms === null) throw noSuchBlock();
      const { name, mark } = await printingHospital(act.tx);
      act.audit.detail({ block_id, forms: forms.numbers.length });
      return new Document('text/html; charset=utf-8', receiptForms({ hospital: name, mark, ...forms }));
    },
  ),
};
