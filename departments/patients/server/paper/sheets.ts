import { escaped } from '@openward/platform/print';
import { groupHospitalNumber } from '../../contract/hospital-number.ts';
import { media } from '../print/medium.ts';
import { symbolOf } from '../print/symbol.ts';

/** What stands on every sheet of paper that has a reserved number. */
export interface SheetHead {
  hospital: string;
  place: string;
  mark: string | null;
}

/** Sheets of A4, to be printed by the browser. */
export const sheetsPage = (title: string, sheets: readonly string[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>
  @page { size: A4; margin: 14mm 16mm; }
  * { box-sizing: border-box; }
  body { margin: 0 auto; max-width: 178mm; color: #000; background: #fff; font: 10.5pt/1.3 system-ui, sans-serif; }
  section { break-after: page; position: relative; padding-top: 2mm; } section:last-child { break-after: auto; }
  header { display: flex; justify-content: space-between; gap: 6mm; border-bottom: 1.5pt solid #000; padding-bottom: 2mm; }
  h1 { font-size: 15pt; margin: 4mm 0 1mm; } .number { font-size: 15pt; font-weight: 700; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .symbol svg { width: 52mm; height: 12mm; } .line { border-bottom: .5pt solid #000; height: 14.5mm; padding-top: 1mm; font-size: 9pt; }
  .times { display: grid; grid-template-columns: 1fr 1fr; gap: 0 6mm; } .after { border: .8pt solid #000; margin-top: 6mm; padding: 0 3mm 3mm; }
  table { width: 100%; border-collapse: collapse; font-size: 8.5pt; } th, td { border: .5pt solid #000; padding: 1mm; text-align: start; height: 9mm; } .tall { height: 34mm; }
  .mark { position: absolute; inset: 0; display: grid; place-items: center; font-size: 64pt; opacity: .12; transform: rotate(-35deg); }
</style>
</head>
<body>
${sheets.join('\n')}
</body>
</html>
`;

/** A place to write something. */
export const lineOf = (label: string): string => `<div class="line">${escaped(label)}</div>`;

/** One sheet with its number and barcode, under which it is entered afterwards. `body` is HTML. */
export const sheetOf = (number: string, shown: string, { hospital, place, mark }: SheetHead, body: string): string => `<section>
<header><div><strong><bdi dir="auto">${escaped(hospital)}</bdi></strong><br><bdi dir="auto">${escaped(place)}</bdi></div>
<div><div class="number"><bdi>${escaped(shown)}</bdi></div><div class="symbol" role="img" aria-label="Barcode of ${escaped(shown)}">${symbolOf(number, media.label)}</div></div></header>
${body}
${mark === null ? '' : `<div class="mark" aria-hidden="true">${escaped(mark)}</div>`}
</section>`;

/** A hospital number as it is shown on a sheet. */
export const shownNumber = groupHospitalNumber;
