import { SealBroken } from '@openward/platform/crypto';
import { AuditedFailure } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { paperHtml, paperPdf } from '@openward/platform/print';
import type { PaperShown } from '../../contract/paper.ts';
import { unsealPaper, unsealPrint } from './keep.ts';
import { findPaper, paperContent } from './paper.sql.ts';

type Format = 'html' | 'pdf';

/** A paper as it was issued; one that was revoked is laid out anew with the word across each page. Empty where there is no such print of it. */
export async function printedPaper(tx: Tx, { id, patient_id, revoked_at }: PaperShown, format: Format): Promise<Buffer> {
  const kept = await paperContent(tx, id);
  try {
    if (revoked_at === null) return unsealPrint(id, kept, format) ?? Buffer.alloc(0);
    const revoked = { ...unsealPaper(id, kept), mark: 'REVOKED' };
    return format === 'html' ? Buffer.from(paperHtml(revoked)) : await paperPdf(revoked);
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new AuditedFailure(409, 'visits.paper_altered', 'This paper is not the one that was issued: tell those who run the system', patient_id, { paper_id: id });
  }
}

/** A print of an issued paper, as FHIR knows it: `<id>.pdf` or `<id>.html`. Undefined where there is none to see. Authorise the record of its patient before you show it. */
export async function paperBinaryOf(tx: Tx, name: string): Promise<{ patient_id: string; content_type: string; content: Buffer; kept_at: Date } | undefined> {
  const [, id, format] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(html|pdf)$/.exec(name) ?? [];
  const paper = id === undefined ? undefined : await findPaper(tx, id);
  if (paper === undefined || (format === 'pdf' && !paper.pdf)) return undefined;
  return {
    patient_id: paper.patient_id, content_type: format === 'html' ? 'text/html; charset=utf-8' : 'application/pdf',
    content: await printedPaper(tx, paper, format as Format), kept_at: new Date(paper.revoked_at ?? paper.issued_at),
  };
}
