import type { StatementFormat } from '../../contract/bank.ts';
import { readCamt053 } from './camt053.ts';
import { type CsvMapping, readBankCsv } from './csv.ts';
import { readMt940 } from './mt940.ts';
import { NotAStatement, type BankStatement } from './statement.ts';

export { NotAStatement, type BankStatement } from './statement.ts';
export type { CsvMapping } from './csv.ts';

/** Reads a file of a bank; throws NotAStatement where it cannot, or does not add up. A CSV file has no name of its own: `named` is one. */
export function readStatements(format: StatementFormat, content: string, csv: CsvMapping | undefined, named: () => string): BankStatement[] {
  if (format === 'camt.053') return readCamt053(content);
  if (format === 'mt940') return readMt940(content);
  if (csv === undefined) throw new NotAStatement('Say how the bank writes its CSV');
  return [readBankCsv(content, csv, named())];
}
