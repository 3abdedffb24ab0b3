import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { amount, currency, day, line } from './words.ts';

/** Why a posting is thought to be a movement. */
export const reasons = ['amount', 'sum', 'reference', 'same-day', 'near-day'] as const;
export type Reason = (typeof reasons)[number];

export const statementFormats = ['camt.053', 'mt940', 'csv'] as const;
export type StatementFormat = (typeof statementFormats)[number];

export const BankStatementRow = z.object({
  id: z.uuid(), reference: z.string(), account_number: z.string().nullable(), format: z.enum(statementFormats), currency, from_day: z.string(), until_day: z.string(), opening: amount, closing: amount,
  imported_at: z.string(), imported_by_name: z.string(), lines: z.int(), open_lines: z.int(),
  /** False where it does not begin with the balance with which the one before it ends: a statement is missing between. */
  follows: z.boolean(),
});
export type BankStatementRow = z.output<typeof BankStatementRow>;

const column = line(80).optional();
/** How a bank writes its CSV. A CSV file tells no balances. */
export const BankCsv = z.strictObject({
  delimiter: z.enum([',', ';', '\t']), decimal: z.enum(['.', ',']), dates: z.enum(['YYYY-MM-DD', 'DD.MM.YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY']),
  columns: z.strictObject({
    booked_on: line(80), amount: column, money_in: column, money_out: column, valued_on: column, reference: column, bank_reference: column, counterparty: column, purpose: column,
  }),
  currency, account_number: line(40).optional(), opening: amount, closing: amount,
});
export type BankCsv = z.output<typeof BankCsv>;

export const MatchRow = z.object({
  id: z.uuid(), entry_id: z.uuid(), posting_line: z.int(), number: z.string(), business_date: z.string(), description: z.string(), amount,
  matched_at: z.string(), matched_by_name: z.string(), ended_at: z.string().nullable(), ended_by_name: z.string().nullable(), ended_reason: z.string().nullable(),
});
export type MatchRow = z.output<typeof MatchRow>;

export const BankLineRow = z.object({
  id: z.uuid(), statement_id: z.uuid(), statement: z.string(), account_id: z.uuid(), booked_on: z.string(), valued_on: z.string(), amount, open: amount, currency,
  reference: z.string().nullable(), bank_reference: z.string().nullable(), counterparty: z.string().nullable(), purpose: z.string().nullable(),
});
export type BankLineRow = z.output<typeof BankLineRow>;

const OpenPostingRow = z.object({ entry_id: z.uuid(), line: z.int(), number: z.string(), business_date: z.string(), description: z.string(), memo: z.string().nullable(), open: amount });
export const BankLineDetails = BankLineRow.extend({
  /** Those that were taken back too, newest first. */
  matches: z.array(MatchRow),
  suggestions: z.array(z.object({ postings: z.array(OpenPostingRow), reasons: z.array(z.enum(reasons)) })),
});
export type BankLineDetails = z.output<typeof BankLineDetails>;

const posting = { permission: 'ledger.post', patient: 'none' } as const;
const one = { bank_line_id: z.uuid() };

export const bankContract = {
  bankStatements: endpoint({ method: 'GET', path: '/ledger/bank/statements', summary: 'Statements of the bank, newest first', permission: 'ledger.read', patient: 'none', event: 'ledger.bank.list' })
    .input(z.strictObject({ account_id: z.uuid() }))
    .output(z.object({ statements: z.array(BankStatementRow) })),

  /** The same statement again is no other one: `fresh` is how many were new. 400 names what is wrong in the file; 409 `ledger.statement_differs`; 409 `ledger.other_bank_account`. */
  importStatement: endpoint({
    method: 'POST', path: '/ledger/bank/statements', summary: 'Import a file of statements of the bank', event: 'ledger.bank.import', status: 201, body_bytes_max: 8_388_608, ...posting,
  })
    .input(z.strictObject({ account_id: z.uuid(), format: z.enum(statementFormats), content: z.string().min(1).max(8_000_000), csv: BankCsv.optional() }))
    .output(z.object({ statements: z.array(BankStatementRow), fresh: z.int() })),

  /** `state` open: what is not, or not wholly, matched. */
  bankLines: endpoint({ method: 'GET', path: '/ledger/bank/lines', summary: 'Movements of the bank, newest first', permission: 'ledger.read', patient: 'none', event: 'ledger.bank.list' })
    .input(z.strictObject({
      account_id: z.uuid(), state: z.enum(['open', 'matched', 'all']).default('open'), before: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(100),
    }))
    .output(z.object({ lines: z.array(BankLineRow), next: z.uuid().nullable() })),

  bankLine: endpoint({ method: 'GET', path: '/ledger/bank/lines/{bank_line_id}', summary: 'A movement of the bank: what it is matched to, and what it may be', permission: 'ledger.read', patient: 'none', event: 'ledger.bank.read' })
    .input(z.strictObject(one))
    .output(BankLineDetails),

  /** Without an amount, as much as both have open. */
  matchLine: endpoint({ method: 'POST', path: '/ledger/bank/lines/{bank_line_id}/matches', summary: 'Say which postings a movement of the bank is', event: 'ledger.bank.match', status: 201, ...posting })
    .input(z.strictObject({ ...one, postings: z.array(z.strictObject({ entry_id: z.uuid(), line: z.int().min(1).max(100_000), amount: amount.optional() })).min(1).max(50) }))
    .output(BankLineDetails),

  unmatchLine: endpoint({ method: 'POST', path: '/ledger/bank/matches/{match_id}/end', summary: 'Take back that a movement is a posting; it stays as history', event: 'ledger.bank.unmatch', ...posting })
    .input(z.strictObject({ match_id: z.uuid(), reason: line(200) }))
    .output(BankLineDetails),

  /** A fee, interest, a settlement: the lines against the bank are told, the bank's own line is what is open of the movement. */
  postLine: endpoint({ method: 'POST', path: '/ledger/bank/lines/{bank_line_id}/entry', summary: 'Post what a movement of the bank is, and match it', event: 'ledger.bank.post', status: 201, ...posting })
    .input(z.strictObject({
      ...one, description: line(200), business_date: day.optional(),
      lines: z.array(z.strictObject({ account_id: z.uuid(), amount, party_id: z.uuid().optional(), cost_centre_id: z.uuid().optional(), memo: line(200).optional() })).min(1).max(50),
    }))
    .output(BankLineDetails),

  /** Balance of the bank, less what only the bank has, plus what only the book has, is the balance of the book; `difference` is what is not explained. */
  reconciliation: endpoint({ method: 'GET', path: '/ledger/bank/reconciliation', summary: 'How the balance of the bank becomes that of the book', permission: 'ledger.read', patient: 'none', event: 'ledger.report.read' })
    .input(z.strictObject({ account_id: z.uuid(), on: day }))
    .output(z.object({ rows: z.array(z.object({
      currency, statement_day: z.string(), bank: amount, only_bank: amount, only_bank_lines: z.int(), only_book: amount, only_book_postings: z.int(), before: amount, book: amount, difference: amount,
    })) })),
};
