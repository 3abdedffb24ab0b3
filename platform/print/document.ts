import { Document, Problem } from '../http/index.ts';
import { paperHtml } from './html.ts';
import type { Paper } from './paper.ts';
import { canPrintPaper, paperPdf } from './pdf.ts';

export type PrintFormat = 'html' | 'pdf';

/** 422: the fonts of our PDFs have no letters for this; the page for the browser has. */
export const notInPdf = (): Problem =>
  new Problem(422, 'print.script_not_in_pdf', 'The PDF has no letters for what stands here: print the page instead', { field: 'format' });

/** A paper as it is sent to whoever prints it. */
export async function paperDocument(paper: Paper, format: PrintFormat, file_name: string): Promise<Document> {
  if (format === 'html') return new Document('text/html; charset=utf-8', paperHtml(paper));
  if (!canPrintPaper(paper)) throw notInPdf();
  return new Document('application/pdf', await paperPdf(paper), `${file_name}.pdf`);
}
