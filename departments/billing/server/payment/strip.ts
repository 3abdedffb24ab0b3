import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { ReceiptLines } from '../../rules/payment/receipt.ts';

/** A receipt for a thermal printer, 80 mm wide. */
export interface Strip {
  hospital: string; number: string; payer: string; at: string; by: string; lines: ReceiptLines; mark: string | null;
}

const points = (mm: number): number => (mm * 72) / 25.4;
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** The strip as a page for the browser and as a PDF: as long as what stands on it. */
export function receiptStrip({ hospital, number, payer, at, by, lines, mark }: Strip): { html: string; pdf: TDocumentDefinitions } {
  const rows = [...lines.facts, ...lines.paid.map(({ label, value }) => ({ label: `Invoice ${label}`, value }))];
  const head = [`Receipt ${number}`, payer];
  const height = 150 + 2 * 15 * rows.length + (mark === null ? 0 : 20);
  return {
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Receipt ${escaped(number)}</title><style>
@page { size: 80mm auto; margin: 3mm } body { width: 72mm; margin: 0 auto; font: 10pt/1.35 system-ui, sans-serif; color: #000; background: #fff }
h1 { font-size: 12pt; margin: 0; text-align: center } dl { display: grid; grid-template-columns: 1fr auto; gap: 0 3mm; margin: 2mm 0 } dd { margin: 0; text-align: end } p { margin: 1mm 0 }
</style></head><body><h1><bdi dir="auto">${escaped(hospital)}</bdi></h1>${mark === null ? '' : `<p><strong>${escaped(mark)}</strong></p>`}${head.map((line) => `<p><bdi dir="auto">${escaped(line)}</bdi></p>`).join('')}<dl>${rows
  .map(({ label, value }) => `<dt>${escaped(label)}</dt><dd><bdi>${escaped(value)}</bdi></dd>`).join('')}</dl><p><bdi dir="auto">${escaped(by)}</bdi> · ${escaped(at)}</p></body></html>`,
    pdf: {
      info: { title: `Receipt ${number}` },
      pageSize: { width: points(80), height }, pageMargins: [points(4), points(4), points(4), points(4)],
      defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.15 },
      content: [
        { text: hospital, bold: true, fontSize: 11, alignment: 'center' },
        ...(mark === null ? [] : [{ text: mark, bold: true, alignment: 'center' as const, margin: [0, 2, 0, 0] as [number, number, number, number] }]),
        ...head.map((text) => ({ text, margin: [0, 2, 0, 0] as [number, number, number, number] })),
        { layout: 'noBorders', margin: [0, 5, 0, 5], table: { widths: ['*', 'auto'], body: rows.map(({ label, value }) => [label, { text: value, alignment: 'right' as const }]) } },
        { text: `${by} · ${at}`, fontSize: 8 },
      ],
    },
  };
}
