import { hash } from 'node:crypto';
import { SealBroken, seal, unseal } from '@openward/platform/crypto';
import { canPrintPaper, paperHtml, paperPdf, type Paper } from '@openward/platform/print';
import type { PaperContent } from './paper.sql.ts';

const place = (column: string, row: string) => ({ table: 'visits.paper', column, row });
const sum = (bytes: Buffer): Buffer => hash('sha256', bytes, 'buffer');

/** Lays a paper out and seals it, as it will be printed again. */
export async function sealPaper(id: string, paper: Paper): Promise<PaperContent> {
  const html = Buffer.from(paperHtml(paper));
  const pdf = canPrintPaper(paper) ? await paperPdf(paper) : null;
  return {
    content_encrypted: seal(Buffer.from(JSON.stringify(paper)), place('content_encrypted', id)),
    html_encrypted: seal(html, place('html_encrypted', id)),
    html_sha256: sum(html),
    pdf_encrypted: pdf === null ? null : seal(pdf, place('pdf_encrypted', id)),
    pdf_sha256: pdf === null ? null : sum(pdf),
  };
}

/** What it says, before it was laid out. */
export const unsealPaper = (id: string, { content_encrypted }: PaperContent): Paper =>
  JSON.parse(unseal(content_encrypted, place('content_encrypted', id)).toString('utf8')) as Paper;

/** The very paper that was issued. Throws where what is kept is no longer that; null where there is no PDF of it. */
export function unsealPrint(id: string, kept: PaperContent, format: 'html' | 'pdf'): Buffer | null {
  const [sealed, expected] = format === 'html' ? [kept.html_encrypted, kept.html_sha256] : [kept.pdf_encrypted, kept.pdf_sha256];
  if (sealed === null || expected === null) return null;
  const bytes = unseal(sealed, place(`${format}_encrypted`, id));
  if (!sum(bytes).equals(expected)) throw new SealBroken('the paper is not the one that was issued');
  return bytes;
}
