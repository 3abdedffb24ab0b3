import { createHash } from 'node:crypto';
import type { Tx } from '@openward/platform/db';
import { badInput, Problem, serve } from '@openward/platform/http';
import { currencies } from '@openward/platform/money';
import { ledgerContract as contract, type Account } from '../../contract/index.ts';
import { NotAStatement, readStatements, type BankStatement } from '../../rules/bank/index.ts';
import { unknown } from '../account.ts';
import { listAccounts } from '../account.sql.ts';
import { authorOf } from '../author.ts';
import { insertStatement, listStatements, numbersOf } from './statement.sql.ts';

export const bankStatements = serve(contract.bankStatements, async ({ account_id }, { tx }) => {
  await bankAccount(tx, account_id);
  return { statements: await listStatements(tx, account_id) };
});

export const importStatement = serve(contract.importStatement, async ({ account_id, format, content, csv }, act) => {
  const { tx, audit } = act;
  await bankAccount(tx, account_id);
  const read = readOrRefuse(() => readStatements(format, content, csv, () => createHash('sha256').update(content).digest('hex')));
  const made: { id: string; fresh: boolean }[] = [];
  for (const statement of read) {
    if (!currencies.has(statement.currency)) throw badInput('content', 'ledger.not_a_statement', `${statement.currency} is not a currency in use`);
    const numbers = await numbersOf(tx, account_id, statement.currency);
    if (statement.account_number !== null && numbers.length > 0 && !numbers.includes(statement.account_number)) {
      throw new Problem(409, 'ledger.other_bank_account', `This is a statement of ${statement.account_number}; earlier ones of this account are of ${numbers.join(', ')}`, { field: 'account_id' });
    }
    const one = await insertStatement(tx, account_id, format, statement, hashOf(statement), authorOf(act).name);
    if (!one.same) throw new Problem(409, 'ledger.statement_differs', `Statement ${statement.reference} was imported already, and says something else`, { field: 'content' });
    made.push(one);
  }
  audit.detail({ account_id, statements: made.length, fresh: made.filter(({ fresh }) => fresh).length });
  return { statements: await listStatements(tx, account_id, made.map(({ id }) => id)), fresh: made.filter(({ fresh }) => fresh).length };
});

/** An account that a bank may have: of the hospital's own, that sums no subledger. */
export async function bankAccount(tx: Tx, account_id: string): Promise<Account> {
  const [account] = await listAccounts(tx, account_id);
  if (account === undefined) throw unknown('account_id', 'There is no such account');
  if (account.control !== 'none' || (account.kind !== 'asset' && account.kind !== 'liability')) throw new Problem(422, 'ledger.no_bank_account', 'A bank keeps no such account', { field: 'account_id' });
  return account;
}

function readOrRefuse(read: () => BankStatement[]): BankStatement[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotAStatement) throw badInput('content', 'ledger.not_a_statement', error.message);
    throw error;
  }
}

const hashOf = (statement: BankStatement): Buffer => createHash('sha256').update(JSON.stringify(statement, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))).digest();
