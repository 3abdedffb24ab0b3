import type { ExportFormat } from '../../contract/export.ts';
import { beancount } from './beancount.ts';
import type { JournalFormat } from './book.ts';
import { csv } from './csv.ts';
import { datev } from './datev.ts';
import { erpnext, odoo, quickbooks, xero } from './others.ts';
import { plainText } from './plain-text.ts';

export { CannotWrite } from './book.ts';
export type { JournalAccount, JournalBalance, JournalEntry, JournalFormat } from './book.ts';

/** How a journal is written, by the program that reads it. */
export const journalFormats: Record<ExportFormat, JournalFormat> = { hledger: plainText, ledger: plainText, beancount, csv, quickbooks, xero, datev, odoo, erpnext };
