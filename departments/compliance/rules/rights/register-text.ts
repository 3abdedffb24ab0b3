import { csvRow } from '@openward/platform/csv';
interface Processed {
  table: string;
  about: string;
  columns: { name: string; about: string }[];
}

/** Why each department keeps personal data, for whom it is there, and by which law (GDPR 6 and 9). */
const purposes: Readonly<Record<string, readonly [purpose: string, basis: string]>> = {
  patients: ['Registration: to know who is treated', 'GDPR 6(1)(b), 9(2)(h)'], records: ['Treatment and its documentation', 'GDPR 6(1)(c), 9(2)(h)'],
  staff: ['Staff directory and duty', 'GDPR 6(1)(b)'], messages: ['Messages to patients', 'GDPR 6(1)(b), 9(2)(h)'], ledger: ['Books of account', 'GDPR 6(1)(c)'],
  billing: ['Charges, invoices, payments', 'GDPR 6(1)(b), 6(1)(c), 9(2)(h)'], scheduling: ['Appointments', 'GDPR 6(1)(b), 9(2)(h)'], visits: ['Visits, queues, emergencies', 'GDPR 6(1)(c), 9(2)(h)'],
  platform: ['The system itself: requests that were answered, keys, backups', 'GDPR 6(1)(c), 32'], exchange: ['Exchange with other systems', 'GDPR 6(1)(c), 9(2)(h)'], terminology: ['Code systems', 'GDPR 6(1)(f)'],
  auth: ['Accounts and who may do what', 'GDPR 6(1)(c), 32'], audit: ['Proof of who opened what', 'GDPR 6(1)(c), 5(2)'], compliance: ['Rights of patients', 'GDPR 6(1)(c), 12–22'],
};
const unknown = ['Running the hospital', 'to be named by the hospital'] as const;
const scheme = (table: string): string => table.split('.')[0] ?? '';

/** The register of processing (GDPR 30), a part to each department. Lines begin with what the comments of the tables say. */
export function registerMarkdown(tables: readonly Processed[]): string {
  const departments = [...new Set(tables.map(({ table }) => scheme(table)))];
  return ['# Register of processing', '', 'Made from the comments of the tables. The hospital adds its name, its data protection officer and its processors.',
    ...departments.flatMap((department) => {
      const [purpose, basis] = purposes[department] ?? unknown;
      return ['', `## ${department}: ${purpose}`, '', `Basis: ${basis}. Recipients: staff by role, and whom the register of disclosures names.`, '', '| table | what, how sensitive, how long | personal columns |', '| --- | --- | --- |',
        ...tables.filter(({ table }) => scheme(table) === department).map(({ table, about, columns }) => `| ${table} | ${escaped(about)} | ${columns.map(({ name }) => name).join(', ')} |`)];
    }), ''].join('\n');
}

/** The same, a line to each table, for a spreadsheet. */
export function registerCsv(tables: readonly Processed[]): string {
  const lines = tables.map(({ table, about, columns }) => [scheme(table), ...(purposes[scheme(table)] ?? unknown), table, about, columns.map(({ name }) => name).join(', ')]);
  return [['department', 'purpose', 'basis', 'table', 'what', 'personal columns'], ...lines].map(csvRow).join('');
}

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
