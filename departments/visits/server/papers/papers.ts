import { sql } from 'kysely';
import { z } from 'zod';
import { badInput, Document, Problem, secured, serve, type Act } from '@openward/platform/http';
import { notInPdf } from '@openward/platform/print';
import { records, seeRecord } from '@openward/records/api';
import { visitsContract as contract, type PaperShown } from '../../contract/index.ts';
import { blocksOf, faultOf, paperTitles } from './blocks.ts';
import { toDocumentReference } from './fhir.ts';
import { authorOf } from '../author.ts';
import { openVisit } from '../hold.ts';
import { ownStaffId } from '../visit.sql.ts';
import { chartFacts } from './chart-facts.ts';
import { frameOf } from './frame.ts';
import { sealPaper } from './keep.ts';
import { insertPaper, listPapers, nextPaper } from './paper.sql.ts';
import { printedPaper } from './printed.ts';

/** Issues a paper: it gets its number, is laid out once, and is kept sealed as it is. */
export const issuePaper = serve(contract.issuePaper, async ({ patient_id: asked, visit_id, details }, act) => {
  const { paper, patient, zone, registration, practitioner_id } = await frameOf(act, asked);
  const { patient_id, deceased } = patient;
  if (visit_id !== null) await openVisit(act, { patient_id, visit_id });
  const fault = faultOf(details, { deceased, now: new Date() });
  if (fault !== null) throw badInput(fault.field, fault.code, fault.message);
  if (registration === null && details.kind !== 'referral-letter') {
    throw new Problem(409, 'visits.issuer_unregistered', 'A certificate is issued by somebody with a valid registration number: the staff directory has none of yours');
  }
  const { id, number } = await nextPaper(act.tx);
  const blocks = blocksOf(details, await chartFacts(act.tx, patient_id, visit_id), zone);
  const sealed = await sealPaper(id, { ...paper, title: paperTitles[details.kind], number, blocks });
  await insertPaper(act.tx, { id, number, patient_id, visit_id, kind: details.kind, issuer_name: paper.author.name, issuer_registration: registration, ...sealed });
  act.audit.patient(patient_id);
  act.audit.detail({ paper_id: id, kind: details.kind });
  return project(act, patient_id, id, practitioner_id);
});

export const papers = serve(contract.papers, async ({ patient_id, visit_id }, act) => {
  await seeRecord(act, patient_id);
  return { papers: await listPapers(act.tx, await records.aliasSet(act.tx, patient_id), { visit_id }) };
});

/** Revokes a paper. It stays, and is printed as revoked. */
export const revokePaper = serve(contract.revokePaper, async ({ patient_id, paper_id, reason }, act) => {
  const paper = await openPaper(act, patient_id, paper_id);
  // Two who revoke it at once: the second finds it revoked.
  const { rows } = await sql`update visits.paper set revoked_at = now(), revoked_by = platform.actor_id(),
      revoked_by_name = ${act.actor.display_name}, revoked_reason = ${reason}
    where id = ${paper.id}::uuid and revoked_at is null returning 1`.execute(act.tx);
  if (rows.length === 0) throw new Problem(409, 'visits.paper_revoked', 'This paper is revoked already');
  act.audit.detail({ paper_id });
  return project(act, paper.patient_id, paper_id, await ownStaffId(act.tx));
});

/** The paper as it was issued; one that was revoked is laid out anew with the word across each page. */
export const printPaper = secured(
  {
    method: 'GET', path: '/patients/{patient_id}/papers/{paper_id}/print', summary: 'Print a certificate or a letter again: the same paper',
    permission: 'records.read', patient: 'input', event: 'visits.paper.print',
  },
  z.strictObject({ patient_id: z.uuid(), paper_id: z.uuid(), format: z.enum(['html', 'pdf']).default('html') }),
  async ({ patient_id, paper_id, format }, act) => {
    const paper = await openPaper(act, patient_id, paper_id);
    const { kind, number, pdf } = paper;
    act.audit.detail({ paper_id, format });
    if (format === 'pdf' && !pdf) throw notInPdf();
    const type = format === 'html' ? 'text/html; charset=utf-8' : 'application/pdf';
    const name = format === 'html' ? null : `${kind}-${number}.pdf`;
    return new Document(type, await printedPaper(act.tx, paper, format), name);
  },
);

/** Revokes what was issued out of a visit that is no longer this patient’s. Returns how many that were. */
export async function revokeOfVisit(act: Act, visit_id: string, reason: string, practitioner_id: string | null): Promise<number> {
  const { rows } = await sql<{ id: string; patient_id: string }>`update visits.paper set revoked_at = now(), revoked_by = platform.actor_id(),
      revoked_by_name = ${act.actor.display_name}, revoked_reason = ${reason.slice(0, 500)}
    where visit_id = ${visit_id}::uuid and revoked_at is null returning id, patient_id`.execute(act.tx);
  for (const { id, patient_id } of rows) await project(act, patient_id, id, practitioner_id);
  return rows.length;
}

async function openPaper(act: Act, patient_id: string, id: string): Promise<PaperShown> {
  await seeRecord(act, patient_id);
  const [paper] = await listPapers(act.tx, await records.aliasSet(act.tx, patient_id), { id });
  if (paper === undefined) throw new Problem(404, 'visits.paper_unknown', 'There is no such paper in this record', { field: 'paper_id' });
  return paper;
}

async function project(act: Act, patient_id: string, id: string, practitioner_id: string | null): Promise<PaperShown> {
  const [paper] = await listPapers(act.tx, [patient_id], { id });
  if (paper === undefined) throw new Problem(404, 'visits.paper_unknown', 'There is no such paper in this record', { field: 'paper_id' });
  await records.put(act.tx, { resource: toDocumentReference(paper, practitioner_id), patient_id: paper.patient_id, author: authorOf(act) });
  return paper;
}
