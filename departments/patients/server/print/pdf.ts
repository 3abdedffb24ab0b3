import type { Content } from 'pdfmake/interfaces.js';
import { canPrint, makePdf } from '@openward/platform/print';
import type { IdentityLines } from '../../rules/identity-lines.ts';
import { nameSize, points, type Medium } from './medium.ts';
import { symbolOf } from './symbol.ts';

/** True when the PDF can show the name; other scripts are printed by the browser, which has the fonts. */
export const canPrintName = canPrint;

/** The same as `printPage`, as a PDF for printers that are fed with files: a page for each patient. */
export function printPdf(all: readonly IdentityLines[], medium: Medium, mark: string | null): Promise<Buffer> {
  const { width_mm, height_mm, margin_mm } = medium;
  return makePdf({
    info: { title: `${medium.title} ${all.length === 1 ? (all[0]?.grouped ?? '') : String(all.length)}` },
    pageSize: { width: points(width_mm), height: points(height_mm) },
    pageMargins: points(margin_mm),
    defaultStyle: { font: 'Roboto', fontSize: 8, lineHeight: 1.05 },
    ...(mark === null ? {} : { watermark: { text: mark, opacity: 0.25, bold: true } }),
    content: all.map((lines, at): Content => ({ stack: contentOf(lines, medium), ...(at === 0 ? {} : { pageBreak: 'before' }) })),
  });
}

function contentOf(lines: IdentityLines, medium: Medium): Content[] {
  const { symbology, symbol_width_mm, symbol_height_mm } = medium;
  const who: Content[] = [
    { text: lines.name, bold: true, fontSize: nameSize(lines.name, medium) },
    { text: `${lines.born} · ${lines.sex}` },
    { text: ['Hospital number ', { text: lines.grouped, bold: true }] },
  ];
  const symbol: Content = { svg: symbolOf(lines.number, medium), fit: [points(symbol_width_mm), points(symbol_height_mm)] };
  return symbology === 'code128'
    ? [...who, { ...symbol, margin: [0, 3, 0, 0] }]
    : [{ columns: [{ ...symbol, width: points(symbol_width_mm) }, { stack: who, margin: [8, 0, 0, 0] }] }];
}
