import { expect, test } from 'vitest';
import { registerCsv, registerMarkdown } from './register-text.ts';

const tables = [
  { table: 'billing.invoice', about: 'Personal: invoices | credit notes. Kept ten years.', columns: [{ name: 'debtor_name', about: 'Personal.' }] },
  { table: 'patients.name', about: 'Personal: "names".', columns: [] },
];

test('the register has a part to each department, a line to each table, and breaks no table of its own', () => {
  const text = registerMarkdown(tables);
  expect(text.match(/^## .*/gm)).toEqual(['## billing: Charges, invoices, payments', '## patients: Registration: to know who is treated']);
  expect(text).toContain('| billing.invoice | Personal: invoices \\| credit notes. Kept ten years. | debtor_name |');
});

test('as CSV, with quotes doubled', () => {
  expect(registerCsv(tables).split('\r\n')[2]).toBe('patients,Registration: to know who is treated,"GDPR 6(1)(b), 9(2)(h)",patients.name,"Personal: ""names"".",');
});
