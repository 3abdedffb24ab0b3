import type { Block, Paper } from './paper.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand in HTML. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** What somebody wrote, in whatever script: kept apart from the direction of the words around it. */
const told = (text: string): string => `<bdi dir="auto">${escaped(text)}</bdi>`;
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&').replace(/[\n\r<]/g, ' ')}"`;

/**
 * A paper as a page that the browser prints, in whatever script its words are. Head and identity are repeated on each page
 * because they are the head of a table; page n of m stands in the margin of the sheet.
 */
export function paperHtml(paper: Paper): string {
  const { title, number, letterhead, identity, author, at, blocks, mark } = paper;
  const numbered = number === null ? '' : ` ${number}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title + numbered)}</title>
<style>
  @page { size: A4; margin: 14mm 16mm 18mm;
    @bottom-left { content: ${quoted(`${author.name} · ${at}`)}; font: 8pt system-ui, sans-serif; }
    @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt system-ui, sans-serif; } }
  * { box-sizing: border-box; }
  body { margin: 0 auto; max-width: 180mm; color: #000; background: #fff; font: 10.5pt/1.4 system-ui, sans-serif; }
  @media screen { body { padding: 10mm 4mm; } }
  table { width: 100%; border-collapse: collapse; }
  .sheet > thead { display: table-header-group; }
  .sheet > thead > tr > td, .sheet > tbody > tr > td { padding: 0; text-align: start; vertical-align: top; }
  .letterhead { display: flex; justify-content: space-between; gap: 8mm; border-bottom: 1.5pt solid #000; padding-bottom: 2mm; font-size: 9pt; }
  .letterhead strong { font-size: 13pt; }
  .identity { display: flex; flex-wrap: wrap; gap: 1mm 6mm; padding: 2mm 0; border-bottom: .5pt solid #666; margin-bottom: 4mm; }
  .identity .name { font-weight: 700; flex-basis: 100%; font-size: 12pt; }
  h1 { font-size: 15pt; margin: 0 0 3mm; } h1 span { font-weight: 400; font-size: 11pt; margin-inline-start: 4mm; }
  h2 { font-size: 11.5pt; margin: 4mm 0 1mm; break-after: avoid; }
  p { margin: 0 0 2mm; } ul { margin: 0 0 2mm; padding-inline-start: 5mm; } li { break-inside: avoid; }
  dl { margin: 0 0 2mm; display: grid; grid-template-columns: 48mm 1fr; gap: 1mm 4mm; } dt { color: #333; } dd { margin: 0; }
  .letterhead span:last-child { text-align: end; max-width: 60%; } .identity .name, dd, td, p, li { overflow-wrap: break-word; }
  .rows th, .rows td { border: .5pt solid #666; padding: 1mm 2mm; text-align: start; vertical-align: top; } .rows tr { break-inside: avoid; }
  .rows { margin-bottom: 2mm; } .short { white-space: nowrap; }
  .notice { border: 1.5pt solid #000; padding: 2mm 3mm; font-weight: 700; margin: 0 0 3mm; }
  .signature { margin-top: 14mm; break-inside: avoid; } .signature .line { border-top: .75pt solid #000; width: max-content; min-width: 80mm; max-width: 100%; padding-top: 1mm; }
  .signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 14mm 8mm; margin-top: 14mm; break-inside: avoid; } .signatures div { border-top: .75pt solid #000; padding-top: 1mm; min-height: 12mm; }
  .written { font-size: 8.5pt; color: #333; margin-top: 6mm; } @media print { .written { display: none; } }
  .mark { position: fixed; inset: 0; display: grid; place-items: center; font-size: 90pt; font-weight: 700; opacity: .12; transform: rotate(-35deg); pointer-events: none; }
</style>
</head>
<body>
<table class="sheet" role="presentation">
<thead><tr><td>
<div class="letterhead"><strong>${told(letterhead.name)}</strong><span>${letterhead.lines.map(told).join('<br>')}</span></div>
<div class="identity"><span class="name">${told(identity.name)}</span><span>${told(identity.born)}</span><span>${escaped(identity.sex)}</span>
<span>Hospital number <strong><bdi>${escaped(identity.grouped)}</bdi></strong></span></div>
</td></tr></thead>
<tbody><tr><td>
<h1>${escaped(title)}${number === null ? '' : `<span>No <bdi>${escaped(number)}</bdi></span>`}</h1>
${blocks.map((block) => blockHtml(block, paper)).join('\n')}
<p class="written">${told(author.name)} · ${escaped(at)}</p>
</td></tr></tbody>
</table>
${mark === null ? '' : `<div class="mark" aria-hidden="true">${escaped(mark)}</div>\n`}</body>
</html>
`;
}

function blockHtml(block: Block, { author, at }: Paper): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'text':
      return block.text.split('\n').map((line) => `<p>${told(line)}</p>`).join('');
    case 'facts':
      return `<dl>${block.facts.map(({ label, value }) => `<dt>${escaped(label)}</dt><dd>${told(value)}</dd>`).join('')}</dl>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${told(item)}</li>`).join('')}</ul>`;
    case 'table':
      return `<table class="rows"><thead><tr>${block.head.map((cell) => `<th>${escaped(cell)}</th>`).join('')}</tr></thead>
<tbody>${block.rows.map((row) => `<tr>${row.map((cell) => `<td${cell.length <= 14 ? ' class="short"' : ''}>${told(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
    case 'notice':
      return `<p class="notice">${told(block.text)}</p>`;
    case 'signatures':
      return `<div class="signatures">${block.of.map(({ as, name }) => `<div><strong>${told(name)}</strong>${name === '' ? '' : '<br>'}${escaped(as)}</div>`).join('')}</div>`;
    case 'signature':
      return `<div class="signature"><div class="line"><strong>${told(author.name)}</strong><br>${[...author.lines, at].map(told).join('<br>')}</div></div>`;
  }
}
