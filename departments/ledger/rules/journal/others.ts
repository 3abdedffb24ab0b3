import { printAmount } from '@openward/platform/money';
import type { JournalFormat, JournalLine } from './book.ts';
import { csvRow as row } from '@openward/platform/csv';
import { byCurrency, printedDay } from './rows.ts';

const debit = ({ amount_minor, currency }: JournalLine): string => (amount_minor > 0n ? printAmount(amount_minor, currency) : '');
const credit = ({ amount_minor, currency }: JournalLine): string => (amount_minor < 0n ? printAmount(-amount_minor, currency) : '');

/**
 * QuickBooks Online, Import data → Journal entries (quickbooks.intuit.com, “Import journal entries”): rows with one number are one entry;
 * accounts by name, days as in the United States. The accounts must be there first.
 */
export const quickbooks: JournalFormat = {
  head: () => row(['Journal No', 'Journal Date', 'Account Name', 'Description', 'Debits', 'Credits', 'Currency', 'Class']),
  entry: ({ number, business_date, description, lines }) => byCurrency(lines).flatMap(({ currency, lines: own, suffix }) => own.map((line) => row([
    `OW${number}${suffix}`, printedDay(business_date, 'MM/DD/YYYY'), line.account.name, line.memo ?? description, debit(line), credit(line), currency, line.cost_centre ?? '',
  ]))).join(''),
  foot: () => '',
};

/**
 * Xero, Manual journals → Import (help.xero.com, ManualJournalsImport): rows with one narration and day are one journal, so the number leads the
 * narration; an amount is a debit above zero. Xero keeps them in its own currency: another one is told in the narration. It takes 300 rows at a time.
 */
export const xero: JournalFormat = {
  head: () => row(['*Narration', '*Date', 'Description', '*AccountCode', '*TaxRate', '*Amount', 'TrackingName1', 'TrackingOption1', 'TrackingName2', 'TrackingOption2']),
  entry: ({ number, business_date, description, lines }) => byCurrency(lines).flatMap(({ currency, lines: own }) => own.map((line) => row([
    `OW${number} ${description} (${currency})`, printedDay(business_date, 'DD/MM/YYYY'), line.memo ?? '', line.account.code, 'Tax Exempt', printAmount(line.amount_minor, currency),
    line.cost_centre === null ? '' : 'Department', line.cost_centre ?? '', '', '',
  ]))).join(''),
  foot: () => '',
};

/**
 * Odoo, import into account.move (odoo.com documentation, “Export and import data”): an external id makes the same entry the same one; the
 * head of an entry stands in its first row alone. Accounts by code, in the journal MISC.
 */
export const odoo: JournalFormat = {
  head: () => row(['id', 'move_type', 'date', 'ref', 'journal_id', 'line_ids/account_id', 'line_ids/name', 'line_ids/debit', 'line_ids/credit', 'line_ids/currency_id', 'line_ids/amount_currency']),
  entry: ({ id, number, business_date, description, lines }) => byCurrency(lines).flatMap(({ currency, lines: own, suffix }) => own.map((line, place) => row([
    ...(place === 0 ? [`openward.entry_${id}${suffix}`, 'entry', business_date, `OW${number} ${description}`, 'MISC'] : ['', '', '', '', '']),
    line.account.code, line.memo ?? description, debit(line) || '0', credit(line) || '0', currency, printAmount(line.amount_minor, currency),
  ]))).join(''),
  foot: () => '',
};

/**
 * ERPNext, Data import of Journal Entry (docs.frappe.io, “Data Import”): the head of an entry stands in its first row alone, its
 * lines are the child table Accounting Entries. Accounts are called as a chart with numbers calls them: number, hyphen, name.
 */
export const erpnext: JournalFormat = {
  head: () => row([
    'ID', 'Entry Type', 'Posting Date', 'Reference Number', 'Reference Date', 'User Remark', 'Multi Currency', 'Account (Accounting Entries)', 'Account Currency (Accounting Entries)',
    'Debit (Accounting Entries)', 'Credit (Accounting Entries)', 'Cost Center (Accounting Entries)', 'User Remark (Accounting Entries)',
  ]),
  entry: ({ number, business_date, description, lines }) => byCurrency(lines).flatMap(({ currency, lines: own, suffix }) => own.map((line, place) => row([
    ...(place === 0 ? [`OW${number}${suffix}`, 'Journal Entry', business_date, `OW${number}${suffix}`, business_date, description, '1'] : ['', '', '', '', '', '', '']),
    `${line.account.code} - ${line.account.name}`, currency, debit(line) || '0', credit(line) || '0', line.cost_centre ?? '', line.memo ?? '',
  ]))).join(''),
  foot: () => '',
};
