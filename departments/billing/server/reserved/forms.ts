import { escaped } from '@openward/platform/print';
import { lineOf, type SheetHead, sheetOf, sheetsPage } from '@openward/patients/api';

const pair = (one: string, another: string): string => `<div class="times">${lineOf(one)}${lineOf(another)}</div>`;

const half = (title: string, number: string): string => `<h1>${escaped(title)} <bdi>${escaped(number)}</bdi></h1>
${pair('Day and time of the payment', 'Amount and currency')}${lineOf('Amount in words')}
${pair('Paid by', 'Patient: name and hospital number')}${pair('How: cash, card, cheque, transfer; number of the slip', 'What for, or number of the invoice')}
${pair('Taken by (name in capitals)', 'Signature')}`;

/** Blank receipts: a sheet of A4 for each number, half for who pays and half for the till. */
export const receiptForms = ({ numbers, ...head }: SheetHead & { numbers: readonly string[] }): string =>
  sheetsPage(`Blank receipts: ${head.place}`, numbers.map((number) => sheetOf(number, number, head, `${half('Receipt for who pays', number)}
<hr style="border:0;border-top:.8pt dashed #000;margin:6mm 0 0">${half('For the till', number)}
<div class="after times">${lineOf('Entered on, at')}${lineOf('Entered by')}</div>`)));
