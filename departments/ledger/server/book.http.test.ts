import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase, type Tx } from '@openward/platform/db';
import type { NewEntry } from '../rules/entry.ts';
import { reverseEntry } from './entry.ts';
import { post } from './post.ts';
import { openBook, type TestBook } from './test-book.ts';

let book: TestBook;
let many: Database;
beforeAll(async () => {
  book = await openBook();
  many = openDatabase(book.app, { connections: 24, name: 'openward race' });
});
afterAll(async () => {
  await many.close();
  await book.close();
});

const within = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => many.transaction({ scope: 'system' }, fn);
const posting = (...entries: NewEntry[]) => within((tx) => post(tx, entries));
/** The constraint that refused, or the code of the problem. */
const refusal = async (doing: Promise<unknown>): Promise<string | undefined> => {
  try {
    await doing;
    return undefined;
  } catch (error) {
    return (error as { constraint?: string }).constraint ?? (error as { code?: string }).code ?? String(error);
  }
};
const count = async (table: string): Promise<number> => Number((await book.asSuperuser<{ n: string }>(`select count(*) as n from ledger.${table}`))[0]?.n);

const codes = ['1020', '1030', '4010', '4020', '5010', '2100'] as const;
const minor = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).filter((value) => value !== 0n);
/** Entries of several lines in one currency or two; each currency sums to zero. */
const balanced = fc.array(fc.record({
  date: fc.integer({ min: 1, max: 12 }).map((month) => `2026-${String(month).padStart(2, '0')}-15`),
  legs: fc.array(fc.record({ currency: fc.constantFrom('EUR', 'JPY', 'KWD'), from: fc.constantFrom(...codes), to: fc.constantFrom(...codes), amount: minor }), { minLength: 1, maxLength: 4 }),
}), { minLength: 1, maxLength: 5 });
const entriesOf = (made: { date: string; legs: { currency: string; from: string; to: string; amount: bigint }[] }[]): NewEntry[] => made.map(({ date, legs }) => ({
  business_date: date, kind: 'test', description: 'Drawn',
  postings: legs.flatMap(({ currency, from, to, amount }) => [
    { account_id: book.account(to), amount_minor: amount, currency }, { account_id: book.account(from), amount_minor: -amount, currency },
  ]),
}));

describe('what must always hold', () => {
  test('whatever balanced entries are posted, stored balances are the fold of the postings at every date, and all sums to zero', async () => {
    await fc.assert(fc.asyncProperty(balanced, async (made) => {
      await posting(...entriesOf(made));
      const { stored, folded } = await book.balances();
      expect(stored).toEqual(folded);
    }), { numRuns: 25 });
    const [off] = await book.asSuperuser<{ n: string }>(`select count(*) as n from (select from ledger.balance group by currency having sum(debit_minor - credit_minor) <> 0) as x`);
    expect(Number(off?.n)).toBe(0);
  });

  test('an entry that is off by one minor unit is refused by the database, and nothing of it stays', async () => {
    const before = [await count('entry'), await count('posting')];
    await fc.assert(fc.asyncProperty(balanced, fc.constantFrom(1n, -1n), async (made, off) => {
      const [first, ...others] = entriesOf(made);
      const [line, ...lines] = first!.postings;
      const amount = line!.amount_minor + off;
      fc.pre(amount !== 0n);
      expect(await refusal(posting(...others, { ...first!, postings: [{ ...line!, amount_minor: amount }, ...lines] }))).toBe('entry_balances');
    }), { numRuns: 20 });
    expect([await count('entry'), await count('posting')]).toEqual(before);
  });

  test('an entry and its reversal together change nothing, and reversal plus correction equals having posted only the correction', async () => {
    const sums = () => book.asSuperuser(`select account_id, currency, sum(debit_minor - credit_minor)::text as sum from ledger.balance group by 1, 2 having sum(debit_minor - credit_minor) <> 0 order by 1, 2`);
    const correction = book.entry([['1030', 700n], ['4010', -700n]]);
    await posting(correction);
    const expected = await sums();
    const [wrong] = await posting(book.entry([['1030', 650n], ['4010', -650n]]));
    await within((tx) => reverseEntry(tx, { entry_id: wrong!.entry_id, business_date: '2026-03-11', reason: 'Wrong' }));
    expect(await sums()).toEqual(expected);
    expect(await refusal(within((tx) => reverseEntry(tx, { entry_id: wrong!.entry_id, business_date: '2026-03-12', reason: 'Again' })))).toBe('entry_reversed_once');
  });

  test('a reversal that is no mirror is refused at commit', async () => {
    const [wrong] = await posting(book.entry([['1030', 650n], ['4010', -650n]]));
    expect(await refusal(posting({ ...book.entry([['1030', -649n], ['4010', 649n]]), reverses: wrong!.entry_id }))).toBe('reversal_mirrors');
  });
});

describe('nothing changes what is posted', () => {
  test.each(['update ledger.posting set amount_minor = 1', 'delete from ledger.posting', 'truncate ledger.posting cascade', 'update ledger.entry set description = description', 'delete from ledger.entry',
    'truncate ledger.entry cascade', 'update ledger.balance set debit_minor = 0', 'delete from ledger.balance', `insert into ledger.balance values (gen_random_uuid(), 'EUR', '2026-01-01', 0, 1, 1, 1)`])('%s', async (text) => {
    const client = await many.dedicated();
    try {
      await client.query(`begin; select set_config('openward.scope', 'system', true)`);
      await expect(client.query(text)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.end();
    }
    if (text.includes('balance')) return;
    await expect(book.asSuperuser(text)).rejects.toMatchObject({ constraint: 'book_is_append_only' });
  });

  test('nothing is added to an entry later, balanced or not', async () => {
    const [made] = await posting(book.entry([['1030', 100n], ['4010', -100n]]));
    const line = (place: number, amount: number) => `('${made!.entry_id}', ${place}, '${book.account('1030')}', ${amount}, 'EUR', '2026-03-10')`;
    await expect(book.asSuperuser(`insert into ledger.posting (entry_id, line, account_id, amount_minor, currency, business_date) values ${line(3, 5)}, ${line(4, -5)}`)).rejects.toMatchObject({ constraint: 'entry_is_finished' });
  });

  test('an entry without lines does not commit', async () => {
    expect(await refusal(posting({ ...book.entry([]), postings: [] }))).toBe('entry_has_postings');
  });

  test.each([
    ['a subledger without its party', [['1100', 5n], ['4010', -5n]], 'posting_names_the_party'],
    ['a party where none belongs', [['1030', 5n, crypto.randomUUID()], ['4010', -5n]], 'posting_names_the_party'],
    ['an account that only sums', [['1000', 5n], ['4010', -5n]], 'account_takes_postings'],
    ['a line of nothing', [['1030', 0n], ['4010', 0n]], 'posting_is_not_nothing'],
  ] as const)('%s is refused', async (_what, lines, constraint) => {
    expect(await refusal(posting(book.entry(lines)))).toBe(constraint);
  });

  test('a day without a period is refused', async () => {
    expect(await refusal(posting({ ...book.entry([['1030', 5n], ['4010', -5n]]), business_date: '2031-01-01' }))).toBe('entry_has_a_period');
  });
});

describe('at the same time', () => {
  test('two hundred entries on the same two accounts are all there, each once in the balances', async () => {
    const before = await count('entry');
    await Promise.all(Array.from({ length: 200 }, () => posting(book.entry([['1030', 3n], ['4010', -3n]], { business_date: '2026-09-01' }))));
    expect(await count('entry')).toBe(before + 200);
    const [sum] = await book.asSuperuser<{ sum: string }>(`select sum(debit_minor) as sum from ledger.balance where business_date = '2026-09-01' and account_id = '${book.account('1030')}'`);
    expect(sum?.sum).toBe('600');
    const { stored, folded } = await book.balances();
    expect(stored).toEqual(folded);
  });

  test('accounts in opposite orders in transactions of several entries never dead-lock', async () => {
    const there = book.entry([['1030', 1n], ['4010', -1n]]);
    const back = book.entry([['4020', -1n], ['1020', 1n]]);
    const both = Array.from({ length: 60 }, (_each, place) => within(async (tx) => {
      for (const entry of place % 2 === 0 ? [there, back] : [back, there]) await post(tx, [entry]);
    }));
    expect((await Promise.allSettled(both)).filter(({ status }) => status === 'rejected')).toEqual([]);
  });

  test('the same key posts once among fifty, and another body is refused', async () => {
    const before = await count('entry');
    const key = crypto.randomUUID();
    const made = await Promise.all(Array.from({ length: 50 }, () => posting(book.entry([['1030', 9n], ['4010', -9n]], { request_key: key }))));
    expect(await count('entry')).toBe(before + 1);
    expect(new Set(made.map(([one]) => one?.entry_id)).size).toBe(1);
    expect(made.filter(([one]) => one?.fresh).length).toBe(1);
    expect(await refusal(posting(book.entry([['1030', 8n], ['4010', -8n]], { request_key: key })))).toBe('ledger.key_reused');
  });

  test('one of twenty reversals of an entry wins', async () => {
    const [made] = await posting(book.entry([['1030', 9n], ['4010', -9n]]));
    const all = await Promise.all(Array.from({ length: 20 }, () => refusal(within((tx) => reverseEntry(tx, { entry_id: made!.entry_id, business_date: '2026-03-12', reason: 'Race' })))));
    expect(all.filter((each) => each === undefined)).toHaveLength(1);
    expect(new Set(all.filter((each) => each !== undefined))).toEqual(new Set(['entry_reversed_once']));
  });
});
