import { z } from 'zod';
import { Document, Problem, secured } from '@openward/platform/http';
import { canPrintPaper, paperHtml, paperPdf, printingHospital, type Paper } from '@openward/platform/print';
import { printedInstant } from '@openward/platform/time';
import { resourceId } from '../../contract/resource.ts';
import { prescriptions as subject } from '../../rules/orders/order.ts';
import { prescriptionBlocks } from '../../rules/orders/prescription-paper.ts';
import { identityOf } from '../print-identity.sql.ts';
import { prescriberOf } from './prescriber.sql.ts';
import { listStatements } from '../statement/statements.ts';
import { summary } from '../summary.ts';

/** The open prescriptions that somebody wrote here on paper: of one visit, of one prescription, or all. */
export const printPrescription = secured(
  {
    method: 'GET', path: '/patients/{patient_id}/prescription-paper', summary: 'Print what is prescribed: of a visit, one prescription, or all that are open',
    permission: 'records.order', patient: 'input', event: 'records.prescription.print',
  },
  z.strictObject({ patient_id: z.uuid(), visit_id: resourceId.optional(), id: resourceId.optional(), format: z.enum(['html', 'pdf']).default('html') }),
  async ({ patient_id, visit_id, id, format }, act) => {
    const open = (await listStatements(act, subject, patient_id)).filter((each) =>
      each.status === 'active' && each.source === 'openward' && (visit_id === undefined || each.visit_id === visit_id) && (id === undefined || each.id === id));
    const prescriptions = open.flatMap(({ statement }) => (statement === null ? [] : [statement]));
    if (prescriptions.length === 0) throw new Problem(404, 'records.nothing_prescribed', 'There is no open prescription to print', { field: 'patient_id' });
    const by = open[0]?.by;
    const { name, mark, zone } = await printingHospital(act.tx);
    const paper: Paper = {
      title: 'Prescription', number: null, letterhead: { name, lines: [] }, identity: await identityOf(act.tx, patient_id),
      author: await prescriberOf(act.tx, by?.account_id ?? act.actor.account_id, by?.name || act.actor.display_name),
      at: printedInstant(new Date(), zone), blocks: prescriptionBlocks(prescriptions, (await summary(act.tx, patient_id)).allergies), mark,
    };
    act.audit.detail({ prescriptions: open.length, format });
    if (format === 'html') return new Document('text/html; charset=utf-8', paperHtml(paper));
    if (!canPrintPaper(paper)) {
      throw new Problem(422, 'records.script_not_in_pdf', 'The PDF has no letters for this prescription: print the page instead', { field: 'format' });
    }
    return new Document('application/pdf', await paperPdf(paper), 'prescription.pdf');
  },
);
