import { escaped } from '@openward/platform/print';
import { groupHospitalNumber } from '@openward/patients/contract';
import { lineOf, type SheetHead, sheetOf, sheetsPage } from '@openward/patients/api';

const pair = (one: string, another: string): string => `<div class="times">${lineOf(one)}${lineOf(another)}</div>`;
const who = pair('Name of the patient', 'Hospital number') + pair('Born', 'Allergies (write “none known” where it is so)');
const signed = pair('Written by (name in capitals)', 'Signature') + `<div class="after times">${lineOf('Entered on, at')}${lineOf('Entered by')}</div>`;
const table = (columns: readonly string[], rows: number): string => `<table><thead><tr>${columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('')}</tr></thead>
<tbody>${`<tr>${'<td></td>'.repeat(columns.length)}</tr>`.repeat(rows)}</tbody></table>`;

/** The sheets of one visit; each has the number of the visit. */
const bodies = [
  `<h1>Visit on paper</h1>${pair('Day and time at which it began', 'Day and time at which it was over')}${who}${pair('Department and place', 'Seen by')}
${lineOf('Kind: outpatient, emergency, home, by telephone')}${['Reason, and what the patient tells', 'Examination', 'Diagnosis', 'What was done, what is to be done, where the patient goes'].map((label) => `<div class="line tall">${escaped(label)}</div>`).join('')}${signed}`,
  `<h1>Triage and observations on paper</h1>${who}${lineOf('Category of triage, day and time')}
${table(['Day, time', 'Breaths a minute', 'Oxygen saturation, %', 'On oxygen: how much', 'Blood pressure, mmHg', 'Pulse a minute', 'Awake, confused, voice, pain, unresponsive', 'Temperature, °C', 'By'], 16)}`,
  `<h1>Orders and prescriptions on paper</h1>${who}
${table(['Day, time', 'What: test, picture, medicine with strength and form', 'Dose with its unit in full', 'How, how often, how long', 'Ordered by (name, signature)', 'Done: day, time, by'], 15)}`,
  `<h1>Medicine chart on paper</h1>${who}
${table(['Medicine, strength', 'Dose with its unit in full', 'Way', 'Due: day, time', 'Given: day, time', 'Given by', 'Not given: why'], 15)}`,
];

/** Blank sheets for visits: what begins, what is observed, ordered and given; four of A4 for each number. */
export const visitForms = ({ numbers, ...head }: SheetHead & { numbers: readonly string[] }): string =>
  sheetsPage(`Sheets for visits: ${head.place}`, numbers.flatMap((number) => bodies.map((body) => sheetOf(number, groupHospitalNumber(number), head, body))));
