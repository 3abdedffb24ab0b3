import { escaped } from '@openward/platform/print';
import { groupHospitalNumber } from '../../contract/hospital-number.ts';
import { media } from '../print/medium.ts';
import { symbolOf } from '../print/symbol.ts';

const lines = [
  'Family name', 'Given names', 'Born (day, month, year) or about how old', 'Sex', 'Telephone', 'Address', 'Identity document and its number',
  'Whom to call, and their telephone', 'Who pays, and the policy number', 'Allergies', 'Why the patient came',
];

/** Blank forms for the registration of patients: a sheet of A4 for each number, to be printed by the browser. */
export function registrationForms({ hospital, place, numbers, mark }: { hospital: string; place: string; numbers: readonly string[]; mark: string | null }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Registration forms: ${escaped(place)}</title>
<style>
  @page { size: A4; margin: 14mm 16mm; }
  * { box-sizing: border-box; }
  body { margin: 0 auto; max-width: 178mm; color: #000; background: #fff; font: 10.5pt/1.3 system-ui, sans-serif; }
  section { break-after: page; position: relative; padding-top: 2mm; } section:last-child { break-after: auto; }
  header { display: flex; justify-content: space-between; gap: 6mm; border-bottom: 1.5pt solid #000; padding-bottom: 2mm; }
  h1 { font-size: 15pt; margin: 4mm 0 1mm; } .number { font-size: 15pt; font-weight: 700; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .symbol svg { width: 52mm; height: 12mm; } .line { border-bottom: .5pt solid #000; height: 14.5mm; padding-top: 1mm; font-size: 9pt; }
  .times { display: grid; grid-template-columns: 1fr 1fr; gap: 0 6mm; } .after { border: .8pt solid #000; margin-top: 6mm; padding: 0 3mm 3mm; }
  .mark { position: absolute; inset: 0; display: grid; place-items: center; font-size: 64pt; opacity: .12; transform: rotate(-35deg); }
</style>
</head>
<body>
${numbers.map((number) => sheet(number, hospital, place, mark)).join('\n')}
</body>
</html>
`;
}

const sheet = (number: string, hospital: string, place: string, mark: string | null): string => `<section>
<header><div><strong><bdi dir="auto">${escaped(hospital)}</bdi></strong><br><bdi dir="auto">${escaped(place)}</bdi></div>
<div><div class="number"><bdi>${escaped(groupHospitalNumber(number))}</bdi></div><div class="symbol" role="img" aria-label="Barcode of ${escaped(groupHospitalNumber(number))}">${symbolOf(number, media.label)}</div></div></header>
<h1>Registration on paper</h1>
<p>For one patient only. Write the hospital number on everything that goes with the patient.</p>
<div class="times"><div class="line">Day on which it happened</div><div class="line">Time at which it happened</div></div>
${lines.map((line) => `<div class="line">${escaped(line)}</div>`).join('\n')}
<div class="times"><div class="line">Written by (name in capitals)</div><div class="line">Signature</div></div>
<div class="after times"><div class="line">Entered on, at</div><div class="line">Entered by</div></div>
${mark === null ? '' : `<div class="mark" aria-hidden="true">${escaped(mark)}</div>`}
</section>`;
