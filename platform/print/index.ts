export { notInPdf, paperDocument, type PrintFormat } from './document.ts';
export { printingHospital } from './hospital.ts';
export { escaped, paperHtml } from './html.ts';
export type { Block, Letterhead, Paper, PaperAuthor, PaperIdentity } from './paper.ts';
export { canPrintPaper, paperPdf } from './pdf.ts';
export { canPrint, makePdf } from './pdfmake.ts';
