import { z } from 'zod';
import { Document, Problem, secured, type Act } from '@openward/platform/http';
import { paperDocument, printingHospital, type Paper } from '@openward/platform/print';
import { printedInstant } from '@openward/platform/time';
import { identityOf } from '@openward/patients/api';
import { billBlocks, billTitles, statementBlocks } from '../../rules/invoice/paper.ts';
import { NotAnEInvoice, toUbl } from '../../rules/invoice/ubl.ts';
import { statementOf } from '../account/statement.ts';
import { billOf } from './bill.ts';
import { foundInvoice } from './find.ts';
import { readSetting } from './setting.ts';

const format = z.enum(['html', 'pdf']).default('html');
const day = z.iso.date();

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

export const printStatement = secured(
  { method: 'GET', path: '/billing/patients/{patient_id}/statement/print', summary: 'Print a statement of account', permission: 'billing.read', patient: 'input', event: 'billing.statement.print' },
  z.strictObject({ patient_id: z.uuid(), from: day.optional(), until: day.optional(), format }),
  async ({ patient_id, from, until, format: as }, act) => {
    const statement = await statementOf(act, { patient_id, from, until });
    return paperDocument({ ...(await frameOf(act, patient_id, null)), title: 'Statement of account', number: null, blocks: statementBlocks(statement) }, as, `statement-${statement.until}`);
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

/** Whom a paper is about, where it comes from and who answers for it. */
async function frameOf(act: Act, patient_id: string | null, author: string | null): Promise<Omit<Paper, 'title' | 'number' | 'blocks'>> {
  const { name, mark, zone } = await printingHospital(act.tx);
  const setting = await readSetting(act.tx);
  const patient = patient_id === null ? null : await identityOf(act.tx, patient_id);
  const lines = [setting.street, [setting.postal_code, setting.city].filter((each) => each !== null).join(' '), setting.email].filter((each): each is string => each !== null && each !== '');
  return {
    letterhead: { name: setting.seller_name ?? name, lines }, author: { name: author ?? act.actor.display_name, lines: [] }, at: printedInstant(new Date(), zone), mark,
    identity: { name: patient?.name ?? '', born: patient?.born ?? '', sex: patient?.sex ?? '', grouped: patient?.grouped ?? '' },
  };
}
