import type { Content, Node as PageNode } from 'pdfmake/interfaces.js';
import type { Block, Paper } from './paper.ts';
import { canPrint, makePdf } from './pdfmake.ts';

/** True when the PDF has letters for everything that the paper says. */
export const canPrintPaper = (paper: Paper): boolean => canPrint(JSON.stringify(paper));

/** The same as `paperHtml`, as a PDF: for mail, files, and printers that take nothing else. */
export function paperPdf(paper: Paper): Promise<Buffer> {
  const { title, number, letterhead, identity, author, at, blocks, mark } = paper;
  return makePdf({
    info: { title: number === null ? title : `${title} ${number}`, author: author.name },
    pageSize: 'A4',
    pageMargins: [46, headHeight(paper), 46, 50],
    // A heading that would stand alone at the foot of a page goes to the next.
    pageBreakBefore: ({ headlineLevel }, { getFollowingNodesOnPage }) => headlineLevel !== undefined && standsAlone(getFollowingNodesOnPage()),
    styles: { [frame]: {} },
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.2 },
    ...(mark === null ? {} : { watermark: { text: mark, opacity: 0.12, bold: true } }),
    header: {
      margin: [46, 30, 46, 0],
      stack: [
        { columns: [{ text: letterhead.name, style: frame, bold: true, fontSize: 14 }, { text: letterhead.lines.join('\n'), style: frame, alignment: 'right', fontSize: 8.5, width: 'auto' }] },
        line(1.2, 3),
        { text: identity.name, style: frame, bold: true, fontSize: 12, margin: [0, 5, 0, 0] },
        { style: frame, text: [`${identity.born}     ${identity.sex}     Hospital number `, { text: identity.grouped, bold: true }] },
        line(0.5, 2),
      ],
    },
    footer: (page, pages) => ({
      margin: [46, 14, 46, 0],
      fontSize: 8,
      columns: [{ text: `${author.name} · ${at}`, style: frame }, { style: frame, text: `Page ${page} of ${pages}`, alignment: 'right' }],
    }),
    content: [
      { text: [title, ...(number === null ? [] : [{ text: `   No ${number}`, fontSize: 10.5, bold: false }])], fontSize: 15, bold: true, margin: [0, 0, 0, 8] },
      ...blocks.map((block) => blockContent(block, paper)),
    ],
  });
}

/** The head is drawn into the margin of each page, which must be as high as a long name or letterhead makes it. */
export function headHeight({ letterhead, identity }: Pick<Paper, 'letterhead' | 'identity'>): number {
  const letterhead_height = Math.max(linesOf(letterhead.name, 14, 340) * 17, letterhead.lines.length * 10.5);
  return Math.ceil(74 + letterhead_height + linesOf(identity.name, 12, 503) * 14.5);
}

/** Head and foot of a page, which are laid out after all that it says. */
const frame = 'frame';

/** Whether nothing is said on the page after a heading: the page’s own head and foot do not count. */
export const standsAlone = (following: readonly Pick<PageNode, 'text' | 'style'>[]): boolean =>
  !following.some(({ text, style }) => text !== undefined && style !== frame);

/** How many lines a bold text takes, a little too many rather than too few. In capitals, as family names are, it takes more room. */
function linesOf(text: string, size: number, width: number): number {
  const needed = [...text].reduce((sum, letter) => sum + (letter === letter.toLowerCase() ? 0.52 : 0.64) * size, 0);
  return Math.max(1, Math.ceil(needed / width));
}

/** A column is as wide as its longest text asks for, within bounds, as a share of the sheet. */
export function columnWidths({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }): string[] {
  const asked = head.map((title, at) => Math.min(48, Math.max(13, title.length, ...rows.map((row) => (row[at] ?? '').length))));
  const all = asked.reduce((sum, each) => sum + each, 0);
  return asked.map((each) => `${((each / all) * 100).toFixed(2)}%`);
}

const line = (lineWidth: number, above: number): Content =>
  ({ canvas: [{ type: 'line', x1: 0, y1: above, x2: 503, y2: above, lineWidth }] });

function blockContent(block: Block, { author, at }: Paper): Content {
  switch (block.kind) {
    case 'heading':
      return { text: block.text, bold: true, fontSize: 11.5, margin: [0, 8, 0, 3], headlineLevel: 2 };
    case 'text':
      return { stack: block.text.split('\n').map((text): Content => ({ text, margin: [0, 0, 0, 4] })) };
    case 'facts':
      return {
        layout: 'noBorders',
        margin: [0, 0, 0, 4],
        table: { widths: [130, '*'], body: block.facts.map(({ label, value }) => [{ text: label, color: '#333333' }, value]) },
      };
    case 'list':
      return { ul: block.items.length === 0 ? ['–'] : block.items, margin: [0, 0, 0, 4] };
    case 'table':
      return {
        margin: [0, 2, 0, 6],
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: columnWidths(block),
          body: [block.head.map((text) => ({ text, bold: true })), ...block.rows],
        },
      };
    case 'notice':
      return { margin: [0, 0, 0, 8], table: { widths: ['*'], body: [[{ text: block.text, bold: true, margin: [4, 3, 4, 3] }]] } };
    case 'signatures':
      return {
        margin: [0, 44, 0, 0],
        unbreakable: true,
        columnGap: 24,
        columns: block.of.map(({ as, name }) => ({
          width: '*',
          stack: [{ canvas: [{ type: 'line', x1: 0, y1: 0, x2: 230, y2: 0, lineWidth: 0.8 }] }, { text: name === '' ? ' ' : name, bold: true, margin: [0, 3, 0, 0] }, { text: as, fontSize: 9 }],
        })),
      };
    case 'signature':
      return {
        margin: [0, 44, 0, 0],
        unbreakable: true,
        stack: [
          { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 230, y2: 0, lineWidth: 0.8 }] },
          { text: author.name, bold: true, margin: [0, 3, 0, 0] },
          ...[...author.lines, at].map((text): Content => ({ text, fontSize: 9 })),
        ],
      };
  }
}
