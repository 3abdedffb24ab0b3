import { escaped } from '@openward/platform/print';
import type { IdentityLines } from '../../rules/identity-lines.ts';
import { nameSize, type Medium } from './medium.ts';
import { symbolOf } from './symbol.ts';

/** A page of exactly the size of the stock, to be printed by the browser, in whatever script the name is written. */
export function printPage(lines: IdentityLines, medium: Medium, mark: string | null): string {
  const { title, width_mm, height_mm, margin_mm, symbol_width_mm, symbol_height_mm, symbology } = medium;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escaped(title)} ${escaped(lines.grouped)}</title>
<style>
  @page { size: ${width_mm}mm ${height_mm}mm; margin: 0; }
  * { box-sizing: border-box; }
  html, body { margin: 0; }
  body { width: ${width_mm}mm; height: ${height_mm}mm; padding: ${margin_mm}mm; overflow: hidden; color: #000; background: #fff;
    font: 8pt/1.15 system-ui, sans-serif; display: flex; gap: 3mm;
    flex-direction: ${symbology === 'code128' ? 'column' : 'row-reverse'}; justify-content: space-between; }
  .name { font-weight: 700; font-size: ${nameSize(lines.name, medium)}pt; overflow-wrap: anywhere; }
  .number { font-weight: 700; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .who { flex: 1; min-width: 0; }
  .symbol { flex: none; width: ${symbol_width_mm}mm; height: ${symbol_height_mm}mm; }
  .symbol svg { width: 100%; height: 100%; }
  .mark { position: fixed; inset: 0; display: grid; place-items: center; font-size: 20pt; opacity: .25; transform: rotate(-12deg); }
</style>
</head>
<body>
<div class="who">
  <div class="name"><bdi dir="auto">${escaped(lines.name)}</bdi></div>
  <div><bdi>${escaped(lines.born)}</bdi> · ${escaped(lines.sex)}</div>
  <div>Hospital number <span class="number"><bdi>${escaped(lines.grouped)}</bdi></span></div>
</div>
<div class="symbol" role="img" aria-label="Barcode of ${escaped(lines.grouped)}">${symbolOf(lines.number, medium)}</div>
${mark === null ? '' : `<div class="mark" aria-hidden="true">${escaped(mark)}</div>\n`}</body>
</html>
`;
}
