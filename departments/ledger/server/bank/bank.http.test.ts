import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { printAmount } from '@openward/platform/money';
import type { Client } from '@openward/platform/testing';
import { ledgerContract as contract, type Account, type BankLineDetails, type BankLineRow, type BankStatementRow } from '../../contract/index.ts';
import { post } from '../post.ts';
import { openBook, type TestBook } from '../test-book.ts';

let book: TestBook;
let accountant: Client;
let other: Client;
let bank: Account;
beforeAll(async () => {
  book = await openBook();
  ({ accountant } = book);
  other = await book.signIn('accountant');
});
afterAll(() => book.close());
let code = 100;
beforeEach(async () => {
  code += 1;
  bank = (await accountant.call<Account>(contract.addAccount, { code: `1030.${code}`, name: `Bank ${code}`, kind: 'asset', parent_id: null })).body;
});

const sample = (name: string): string => readFileSync(new URL(`../../rules/bank/samples/${name}`, import.meta.url), 'utf8');
const bring = (content: string, format = 'camt.053') => accountant.call<{ statements: BankStatementRow[]; fresh: number; code?: string }>(contract.importStatement, { account_id: bank.id, format, content });
/** A statement of one day with some movements, in minor units of euros. */
const mt940 = (day: string, opening: bigint, ...movements: (bigint | [bigint, string])[]): string => {
  const comma = (minor: bigint): string => printAmount(minor < 0n ? -minor : minor, 'EUR').replace('.', ',');
  const side = (minor: bigint) => (minor < 0n ? 'D' : 'C');
  const all = movements.map((each) => (typeof each === 'bigint' ? ([each, ''] as const) : each));
  const closing = all.reduce((sum, [minor]) => sum + minor, opening);
  const short = day.slice(2).replaceAll('-', '');
  return [':20:S', `:28C:${short}`, `:60F:${side(opening)}${short}EUR${comma(opening)}`, ...all.flatMap(([minor, words]) => [`:61:${short}${short.slice(2)}${side(minor)}${comma(minor)}NTRFNONREF`, `:86:${words}`]), `:62F:${side(closing)}${short}EUR${comma(closing)}`, '-'].join('\n');
};
/** Entries on the bank's account; the keys of their first lines. */
const posted = async (...amounts: [amount: bigint, day: string, description?: string][]): Promise<{ entry_id: string; line: number }[]> => {
  const made = await book.database.transaction({ scope: 'system' }, (tx) => post(tx, amounts.map(([amount_minor, business_date, description = 'Paid']) => ({
    business_date, kind: 'test', description, postings: [{ account_id: bank.id, amount_minor, currency: 'EUR' }, { account_id: book.account('4010'), amount_minor: -amount_minor, currency: 'EUR' }],
  }))));
  return made.map(({ entry_id }) => ({ entry_id, line: 1 }));
};
const lines = async (state = 'open') => (await accountant.call<{ lines: BankLineRow[] }>(contract.bankLines, { account_id: bank.id, state })).body.lines;
const match = (bank_line_id: string, postings: object[], who = accountant) => who.call<BankLineDetails & { code?: string }>(contract.matchLine, { bank_line_id, postings });

describe('statements', () => {
  test('the same file twice is one; the next one follows it; another of its name, or of another bank, is refused', async () => {
    const first = await bring(sample('camt.053.001.02.xml'));
    expect([first.status, first.body.fresh, first.body.statements[0]?.lines]).toEqual([201, 1, 3]);
    const again = await bring(sample('camt.053.001.02.xml'));
    expect([again.status, again.body.fresh, again.body.statements[0]?.id]).toEqual([201, 0, first.body.statements[0]?.id]);
    expect(await lines()).toHaveLength(3);
    const differs = await bring(sample('camt.053.001.02.xml').replaceAll('INV-2026-00042', 'INV-2026-00043'));
    expect([differs.status, differs.body.code]).toEqual([409, 'ledger.statement_differs']);
    const elsewhere = await bring(sample('camt.053.001.02.xml').replace('DE14740618130000033626', 'DE02120300000000202051').replace('0352C5320260305210004', 'OTHER'));
    expect([elsewhere.status, elsewhere.body.code]).toEqual([409, 'ledger.other_bank_account']);
    await bring(mt940('2026-03-06', 239_360n, 100n), 'mt940');
    await bring(mt940('2026-03-09', 200_000n, 100n), 'mt940');
    const all = (await accountant.call<{ statements: BankStatementRow[] }>(contract.bankStatements, { account_id: bank.id })).body.statements;
    expect(all.map(({ until_day, follows }) => [until_day, follows])).toEqual([['2026-03-09', false], ['2026-03-06', true], ['2026-03-05', true]]);
  });

  test('of ten who import the same file at once, its lines are there once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => bring(mt940('2026-03-02', 0n, 500n, -200n), 'mt940')));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(answers.reduce((sum, { body }) => sum + body.fresh, 0)).toBe(1);
    expect(await lines()).toHaveLength(2);
  });

  test.each([
    ['that does not add up', () => mt940('2026-03-02', 0n, 500n).replace(':62F:C260302EUR5,00', ':62F:C260302EUR5,01'), 'mt940', 400],
    ['of no bank', () => 'Dear Sir', 'camt.053', 400],
    ['a CSV that nobody explained', () => 'a,b\n1,2', 'csv', 400],
  ])('a file %s is refused with the field', async (_what, content, format, status) => {
    const answer = await bring(content(), format);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain('"content"');
  });

  test('what was imported is never changed, and adds up in the database too', async () => {
    await bring(mt940('2026-03-02', 0n, 500n), 'mt940');
    await expect(book.asSuperuser(`update ledger.bank_line set amount_minor = 1 where account_id = '${bank.id}'`)).rejects.toMatchObject({ constraint: 'book_is_append_only' });
    await expect(book.asSuperuser(`insert into ledger.bank_statement (account_id, reference, format, currency, from_day, until_day, opening_minor, closing_minor, body_hash, imported_by_name)
      values ('${bank.id}', 'X', 'csv', 'EUR', '2026-01-01', '2026-01-01', 0, 1, '', 'x')`)).rejects.toMatchObject({ constraint: 'bank_statement_adds_up' });
  });
});

describe('matching', () => {
  test('what it may be is suggested with reasons; one movement is several postings; taken back it is open again, and stays as history', async () => {
    const [a, b] = await posted([30_000n, '2026-03-04', 'Deposit bag 17-A'], [20_000n, '2026-03-05', 'Deposit bag 17-B'], [77n, '2026-03-05']);
    await bring(mt940('2026-03-05', 0n, [50_000n, 'bags 17-A 17-B']), 'mt940');
    const [line] = await lines();
    const seen = (await accountant.call<BankLineDetails>(contract.bankLine, { bank_line_id: line!.id })).body;
    expect(seen.suggestions[0]).toMatchObject({ reasons: ['sum', 'reference'] });
    const made = await match(line!.id, [a!, b!]);
    expect([made.status, made.body.open, made.body.matches.map(({ amount }) => amount).sort()]).toEqual([201, '0.00', ['200.00', '300.00']]);
    expect(await lines()).toEqual([]);
    const back = await accountant.call<BankLineDetails>(contract.unmatchLine, { match_id: made.body.matches[0]!.id, reason: 'Another bag' });
    expect(back.body.matches.filter(({ ended_at }) => ended_at !== null)).toMatchObject([{ ended_reason: 'Another bag' }]);
    expect(Number(back.body.open)).toBeGreaterThan(0);
    expect((await accountant.call(contract.unmatchLine, { match_id: made.body.matches[0]!.id, reason: 'Again' })).status).toBe(404);
  });

  test('a fee, or a card settlement less its fee, is posted and matched at once', async () => {
    await bring(mt940('2026-03-05', 0n, -640n, 97_000n), 'mt940');
    const all = await lines();
    const fee = all.find(({ amount }) => amount === '-6.40')!;
    const wrong = await accountant.call(contract.postLine, { bank_line_id: fee.id, description: 'Fee', lines: [{ account_id: book.account('5060'), amount: '6.41' }] });
    expect([wrong.status, wrong.body['code']]).toEqual([422, 'ledger.imbalance']);
    const both = await Promise.all([accountant, other].map((who) => who.call<BankLineDetails>(contract.postLine, { bank_line_id: fee.id, description: 'Fee', lines: [{ account_id: book.account('5060'), amount: '6.40' }] })));
    expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409]);
    const settled = await accountant.call<BankLineDetails>(contract.postLine, {
      bank_line_id: all.find(({ amount }) => amount === '970.00')!.id, description: 'Card settlement', lines: [{ account_id: book.account('1040'), amount: '-1000.00' }, { account_id: book.account('5060'), amount: '30.00' }],
    });
    expect([settled.status, settled.body.open]).toEqual([201, '0.00']);
    const [sum] = await book.asSuperuser<{ sum: string }>(`select sum(debit_minor - credit_minor)::text as sum from ledger.balance where account_id = '${bank.id}'`);
    expect(sum?.sum).toBe(String(97_000 - 640));
  });

  test.each([
    ['on another account', async () => (await book.database.transaction({ scope: 'system' }, (tx) => post(tx, [book.entry([['1020', 500n], ['4010', -500n]])])))[0]!.entry_id, 422, 'ledger.posting_of_another'],
    ['of money out', async () => (await posted([-500n, '2026-03-05']))[0]!.entry_id, 422, 'ledger.other_side'],
  ])('a posting %s is refused', async (_what, made, status, code_of) => {
    await bring(mt940('2026-03-05', 0n, 500n), 'mt940');
    const [line] = await lines();
    const answer = await match(line!.id, [{ entry_id: await made(), line: 1, amount: '5.00' }]);
    expect([answer.status, answer.body.code]).toEqual([status, code_of]);
  });

  test('of two people who match the same movement, or the same posting, one does', async () => {
    const [a, b, c] = await posted([500n, '2026-03-05'], [500n, '2026-03-05'], [700n, '2026-03-05']);
    await bring(mt940('2026-03-05', 0n, 500n, 700n, [700n, 'again']), 'mt940');
    const all = await lines();
    const same = all.find(({ amount }) => amount === '5.00')!;
    const movement = await Promise.all([match(same.id, [a!]), match(same.id, [b!], other)]);
    expect(movement.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409]);
    const sevens = all.filter(({ amount }) => amount === '7.00');
    const posting = await Promise.all([match(sevens[0]!.id, [c!]), match(sevens[1]!.id, [c!], other)]);
    expect(posting.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409]);
  });

  test('whatever is matched with whatever, in parts and by many at once, nothing is matched to more than its amount, and the report adds up', async () => {
    const minors = fc.array(fc.bigInt({ min: -900n, max: 900n }).filter((minor) => minor !== 0n), { minLength: 1, maxLength: 5 });
    let day = 1;
    let opening = 0n;
    await fc.assert(fc.asyncProperty(minors, minors, fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.bigInt({ min: 1n, max: 900n })), { maxLength: 8 }), async (movements, entries, tries) => {
      day += 1;
      const on = `2026-05-${String(day).padStart(2, '0')}`;
      const made = await posted(...entries.map((minor): [bigint, string] => [minor, on]));
      const imported = await bring(mt940(on, opening, ...movements), 'mt940');
      opening = movements.reduce((sum, minor) => sum + minor, opening);
      const own = (await lines('all')).filter(({ statement_id }) => statement_id === imported.body.statements[0]?.id);
      const answers = await Promise.all(tries.map(([line, posting, amount]) => match(own[line % own.length]!.id, [{ ...made[posting % made.length]!, amount: printAmount(amount, 'EUR') }])));
      expect(answers.filter(({ status }) => ![201, 409, 422].includes(status))).toEqual([]);
      const over = await book.asSuperuser(`select from ledger.bank_line l join ledger.bank_match m on m.bank_line_id = l.id and m.ended_at is null where l.account_id = '${bank.id}' group by l.id having abs(sum(m.amount_minor)) > abs(l.amount_minor)
        union all select from ledger.posting p join ledger.bank_match m on m.entry_id = p.entry_id and m.posting_line = p.line and m.ended_at is null where p.account_id = '${bank.id}' group by p.entry_id, p.line having abs(sum(m.amount_minor)) > abs(p.amount_minor)`);
      expect(over).toEqual([]);
      const { rows } = (await accountant.call<{ rows: Record<string, string>[] }>(contract.reconciliation, { account_id: bank.id, on })).body;
      expect(rows[0]).toMatchObject({ bank: printAmount(opening, 'EUR'), difference: '0.00' });
      const [stored] = await book.asSuperuser<{ sum: string }>(`select coalesce(sum(debit_minor - credit_minor), 0)::text as sum from ledger.balance where account_id = '${bank.id}'`);
      expect(rows[0]?.['book']).toBe(printAmount(BigInt(stored!.sum), 'EUR'));
    }), { numRuns: 12 });
  });
});
