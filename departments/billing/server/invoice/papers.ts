import { z } from 'zod';
import { Document, Problem, secured } from '@openward/platform/http';
import { paperDocument } from '@openward/platform/print';
import { billBlocks, billTitles } from './paper.ts';
import { NotAnEInvoice, toUbl } from '../../rules/invoice/ubl.ts';
import { billOf } from './bill.ts';
import { foundInvoice } from './find.ts';
import { frameOf } from './frame.ts';

const format = z.enum(['html', 'pdf']).default('html');

export const printInvoice = secured(
  { method: 'GET', path: '/billing/invoices/{invoice_id}/print', summary: 'Print an invoice, credit note or estimate', permission: 'billing.read', patient: 'found', event: 'billing.invoice.print' },
  z.strictObject({ invoice_id: z.uuid(), format }),
  async ({ invoice_id, format: as }, act) => {
    const invoice = await foundInvoice(act, invoice_id);
    const bill = await billOf(act.tx, invoice);
    const { mark, ...frame } = await frameOf(act, invoice.patient_id ?? invoice.lines[0]?.patient_id ?? null, invoice.issued_by_name);
    return paperDocument({ ...frame, title: billTitles[invoice.kind], number: invoice.label, blocks: billBlocks(bill), mark: invoice.state === 'credited' ? 'CREDITED' : mark }, as, `${invoice.label ?? 'draft'}`);
  },
);

/** 409 `billing.not_an_e_invoice`, with the rule of EN 16931 that is not met. */
export const eInvoice = secured(
  { method: 'GET', path: '/billing/invoices/{invoice_id}/e-invoice', summary: 'An issued invoice or credit note as UBL 2.1 by EN 16931', permission: 'billing.read', patient: 'found', event: 'billing.invoice.export' },
  z.strictObject({ invoice_id: z.uuid() }),
  async ({ invoice_id }, act) => {
    const invoice = await foundInvoice(act, invoice_id);
    try {
      return new Document('application/xml; charset=utf-8', toUbl(await billOf(act.tx, invoice)), `${invoice.label ?? 'draft'}.xml`);
    } catch (error) {
      if (error instanceof NotAnEInvoice) throw new Problem(409, 'billing.not_an_e_invoice', error.message, { field: 'invoice_id', rule: error.rule });
      throw error;
    }
  },
);
