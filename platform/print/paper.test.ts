import { expect, it } from 'vitest';
import { paperHtml } from './html.ts';
import type { Paper } from './paper.ts';
import { canPrintPaper, columnWidths, headHeight, paperPdf, standsAlone } from './pdf.ts';

const paper: Paper = {
  title: 'Sick-leave certificate',
  number: '10000018',
  letterhead: { name: 'Wardleigh General', lines: ['+44 113 496 0000'] },
  identity: { name: 'NÚÑEZ, María', born: 'Born 21-Mar-1984', sex: 'Female', grouped: '1000 0018' },
  author: { name: 'Dr Amina Yusuf', lines: ['Medical Council MC-1001'] },
  at: '22-Nov-2026 09:30',
  blocks: [
    { kind: 'notice', text: 'Allergic to <penicillin>' },
    { kind: 'facts', facts: [{ label: 'Unfit for work', value: '22-Nov-2026 to 25-Nov-2026' }] },
    ...Array.from({ length: 120 }, (_each, at) => ({ kind: 'text' as const, text: `Line ${at}` })),
    { kind: 'table', head: ['What', 'When'], rows: [['Cough', 'since Monday']] },
    { kind: 'list', items: ['Rest'] },
    { kind: 'signature' },
  ],
  mark: 'DEMO',
};

it('says on each page who it is about, who wrote it when, and which page it is', () => {
  const html = paperHtml(paper);
  expect(html).toContain('display: table-header-group');
  expect(html.indexOf('NÚÑEZ, María')).toBeLessThan(html.indexOf('</thead>'));
  expect(html).toContain('"Page " counter(page) " of " counter(pages)');
  expect(html).toContain('content: "Dr Amina Yusuf · 22-Nov-2026 09:30"');
  expect(html).toContain('DEMO');
});

it('lets nobody write markup or style into a page', () => {
  const html = paperHtml({ ...paper, author: { name: '"; } </style><script>x</script>', lines: ['<i>'] } });
  expect(html).not.toContain('<script>');
  expect(html).not.toMatch(/<\/style>[\s\S]*<\/style>/);
  expect(html).toContain('Allergic to &lt;penicillin&gt;');
});

it('makes a PDF of several pages, and says which scripts it has no letters for', async () => {
  const pdf = await paperPdf(paper);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2);
  expect(canPrintPaper(paper)).toBe(true);
  expect(canPrintPaper({ ...paper, identity: { ...paper.identity, name: 'محمد' } })).toBe(false);
});

it('leaves room for the head that a long name needs', () => {
  const named = (name: string) => headHeight({ ...paper, identity: { ...paper.identity, name } });
  expect(named('NG, Ai')).toBe(headHeight(paper));
  expect(named('W'.repeat(250)) - named('NG, Ai')).toBeGreaterThan(40);
});

it('gives a long text a wide column, and a short one enough', () => {
  const widths = columnWidths({ head: ['Date', 'Vaccine'], rows: [['01-Mar-2020', 'x'.repeat(400)]] }).map(Number.parseFloat);
  expect(widths[0]).toBeGreaterThan(15);
  expect(widths[1]).toBeGreaterThan(65);
  expect((widths[0] ?? 0) + (widths[1] ?? 0)).toBeCloseTo(100, 1);
});

it('sees when a heading would stand alone at the foot of a page', () => {
  const foot = { text: 'Page 1 of 2', style: 'frame' };
  expect(standsAlone([{}, foot])).toBe(true);
  expect(standsAlone([{}, { text: 'what it is the heading of' }, foot])).toBe(false);
});
