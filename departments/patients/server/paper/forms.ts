import { lineOf, type SheetHead, sheetOf, sheetsPage, shownNumber } from './sheets.ts';

const lines = [
  'Family name', 'Given names', 'Born (day, month, year) or about how old', 'Sex', 'Telephone', 'Address', 'Identity document and its number',
  'Whom to call, and their telephone', 'Who pays, and the policy number', 'Allergies', 'Why the patient came',
];

/** Blank forms for the registration of patients: a sheet of A4 for each number. */
export const registrationForms = ({ numbers, ...head }: SheetHead & { numbers: readonly string[] }): string =>
  sheetsPage(`Registration forms: ${head.place}`, numbers.map((number) => sheetOf(number, shownNumber(number), head, body)));

const body = `<h1>Registration on paper</h1>
<p>For one patient only. Write the hospital number on everything that goes with the patient.</p>
<div class="times">${['Day on which it happened', 'Time at which it happened'].map(lineOf).join('')}</div>
${lines.map(lineOf).join('\n')}
<div class="times">${['Written by (name in capitals)', 'Signature'].map(lineOf).join('')}</div>
<div class="after times">${['Entered on, at', 'Entered by'].map(lineOf).join('')}</div>`;
