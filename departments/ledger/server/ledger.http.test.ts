import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '@openward/platform/testing';
import { ledgerContract as contract, type Account, type Entry, type Export, type Period } from '../contract/index.ts';
import { post } from './post.ts';
import { openBook, type TestBook } from './test-book.ts';

let book: TestBook;
let accountant: Client;
beforeAll(async () => {
  book = await openBook();
  ({ accountant } = book);
});
afterAll(() => book.close());

type Lines = [code: string, amount: string, more?: object][];
const write = (lines: Lines, more: object = {}, who = accountant) => who.call<Entry>(contract.post, {
  business_date: '2026-04-02', description: 'Rent of April', lines: lines.map(([code, amount, other]) => ({ account_id: book.account(code), amount, currency: 'EUR', ...other })), ...more,
});
const codeOf = (answer: { body: object }) => (answer.body as { code?: string }).code;
const rent: Lines = [['5050', '1200.00'], ['1030', '-1200.00']];

describe('the journal', () => {
  test('an entry is posted, read, listed, and taken back once', async () => {
    const made = await write(rent);
    expect(made.status).toBe(201);
    expect(made.body.lines.map(({ account_code, amount }) => [account_code, amount])).toEqual([['5050', '1200.00'], ['1030', '-1200.00']]);
    const back = await accountant.call<Entry>(contract.reverse, { entry_id: made.body.id, business_date: '2026-04-03', reason: 'Paid twice' });
    expect(back.status).toBe(201);
    expect(back.body).toMatchObject({ kind: 'reversal', reverses: made.body.id });
    const again = await accountant.call(contract.reverse, { entry_id: made.body.id, business_date: '2026-04-03', reason: 'Paid twice' });
    expect([again.status, codeOf(again)]).toEqual([409, 'ledger.reversed_already']);
    expect((await accountant.call<Entry>(contract.entry, { entry_id: made.body.id })).body.reversed_by).toBe(back.body.id);
    const listed = await accountant.call<{ entries: Entry[] }>(contract.entries, { from: '2026-04-01', until: '2026-04-30' });
    expect(listed.body.entries.map(({ id }) => id)).toEqual([back.body.id, made.body.id]);
  });

  test.each<[string, Lines, object, number, string]>([
    ['one that does not balance', [['5050', '12.00'], ['1030', '-11.99']], {}, 422, 'ledger.imbalance'],
    ['too many decimals', [['5050', '12.001'], ['1030', '-12.001']], {}, 400, 'input.invalid'],
    ['decimals of a currency without', [['5050', '12.50', { currency: 'JPY' }], ['1030', '-12.50', { currency: 'JPY' }]], {}, 400, 'input.invalid'],
    ['no currency of this world', [['5050', '12', { currency: 'XYZ' }], ['1030', '-12', { currency: 'XYZ' }]], {}, 400, 'input.invalid'],
    ['an account that is none', [['5050', '12'], ['1030', '-12', { account_id: crypto.randomUUID() }]], {}, 422, 'ledger.account_unknown'],
    ['a subledger without its party', [['1100', '12'], ['1030', '-12']], {}, 422, 'ledger.whose'],
    ['a day without a period', rent, { business_date: '2040-01-01' }, 422, 'ledger.no_period'],
    ['a float', [['5050', 12 as never], ['1030', -12 as never]], {}, 400, 'input.invalid'],
  ])('%s is refused', async (_what, lines, more, status, code) => {
    const answer = await write(lines, more);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  test('the same request twice posts once', async () => {
    const before = (await accountant.call<{ entries: Entry[] }>(contract.entries, {})).body.entries.length;
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const body = { business_date: '2026-04-02', description: 'Twice', lines: rent.map(([code, amount]) => ({ account_id: book.account(code), amount, currency: 'EUR' })) };
    const [first, second] = [await accountant.call<Entry>(contract.post, body, { headers }), await accountant.call<Entry>(contract.post, body, { headers })];
    expect(second.body.id).toBe(first.body.id);
    expect((await accountant.call<{ entries: Entry[] }>(contract.entries, {})).body.entries.length).toBe(before + 1);
  });
});

describe('periods', () => {
  test('they close in order; what is closed takes nothing until another person has granted that it is reopened', async () => {
    const list = async () => (await accountant.call<{ periods: Period[] }>(contract.periods, {})).body.periods;
    const [january, february] = (await list()).toReversed() as [Period, Period];
    const early = await accountant.call(contract.closePeriod, { period_id: february.id, version: february.version });
    expect([early.status, codeOf(early)]).toEqual([409, 'ledger.earlier_open']);
    expect((await accountant.call<Period>(contract.closePeriod, { period_id: january.id, version: january.version })).body.state).toBe('closed');
    const late = await write(rent, { business_date: '2026-01-15' });
    expect([late.status, codeOf(late)]).toEqual([409, 'ledger.period_closed']);

    const asked = await accountant.call<Period>(contract.askReopening, { period_id: january.id, reason: 'An invoice was forgotten' });
    expect(asked.status).toBe(201);
    const reopening_id = asked.body.reopening?.id ?? '';
    const own = await accountant.call(contract.decideReopening, { reopening_id, approved: true });
    expect([own.status, codeOf(own)]).toEqual([403, 'ledger.own_request']);
    const other = await book.signIn('accountant');
    expect((await other.call<Period>(contract.decideReopening, { reopening_id, approved: true })).body).toMatchObject({ state: 'open', reopening: { approved: true } });
    expect((await write(rent, { business_date: '2026-01-15' })).status).toBe(201);
    expect((await other.call(contract.decideReopening, { reopening_id, approved: false })).status).toBe(404);
  });

  test('closing and posting at once: whatever was posted was posted before the end', async () => {
    const periods = (await accountant.call<{ periods: Period[] }>(contract.periods, {})).body.periods.toReversed();
    const first = periods.find(({ state }) => state === 'open') as Period;
    const day = `${first.name}-20`;
    const posting = Array.from({ length: 40 }, () => write(rent, { business_date: day }));
    const closing = accountant.call<Period>(contract.closePeriod, { period_id: first.id, version: first.version });
    const answers = await Promise.all(posting);
    expect((await closing).status).toBe(200);
    expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    const [found] = await book.asSuperuser<{ n: string }>(`select count(*) as n from ledger.entry where business_date = '${day}'`);
    expect(Number(found?.n)).toBe(answers.filter(({ status }) => status === 201).length);
    const { stored, folded } = await book.balances();
    expect(stored).toEqual(folded);
  });
});

describe('reports', () => {
  test('every report agrees with the others, and drills down to the lines', async () => {
    const patients = [crypto.randomUUID(), crypto.randomUUID()] as const;
    await book.database.transaction({ scope: 'system' }, (tx) => post(tx, [
      book.entry([['1100', 30_000n, patients[0]], ['4010', -30_000n]], { business_date: '2026-06-01' }),
      book.entry([['1100', 5_000n, patients[0]], ['4020', -5_000n]], { business_date: '2026-08-20' }),
      book.entry([['1030', 31_000n], ['1100', -31_000n, patients[0]]], { business_date: '2026-08-25' }),
      book.entry([['1100', 700n, patients[1]], ['4010', -700n]], { business_date: '2026-08-28' }),
    ]));
    const trial = (await accountant.call<{ rows: { code: string; opening: string; debit: string; closing: string }[]; totals: { opening: string; debit: string; credit: string; closing: string }[] }>(contract.trialBalance, { from: '2026-07-01', until: '2026-08-31' })).body;
    expect(trial.totals).toHaveLength(1);
    expect(trial.totals[0]).toMatchObject({ opening: '0.00', closing: '0.00' });
    expect(trial.totals[0]?.debit).toBe(trial.totals[0]?.credit);
    expect(trial.rows.find(({ code }) => code === '1100')).toMatchObject({ opening: '300.00', debit: '57.00', closing: '47.00' });

    const sheet = (await accountant.call<{ totals: { assets: string; liabilities: string; equity: string; result: string }[] }>(contract.balanceSheet, { on: '2026-08-31' })).body.totals[0]!;
    const cents = (text: string) => Math.round(Number(text) * 100);
    expect(cents(sheet.assets)).toBe(cents(sheet.liabilities) + cents(sheet.equity) + cents(sheet.result));
    const result = (await accountant.call<{ results: { income: string; expense: string; result: string }[] }>(contract.profitAndLoss, { from: '2026-01-01', until: '2026-08-31' })).body.results[0]!;
    expect(result.result).toBe(sheet.result);

    const aged = (await accountant.call<{ rows: { party_id: string; total: string; bands: string[]; oldest: string }[]; totals: { total: string; balance: string }[] }>(contract.ageing, { account_id: book.account('1100'), on: '2026-09-05' })).body;
    expect(aged.rows).toEqual([
      { party_id: patients[0], name: null, currency: 'EUR', total: '40.00', bands: ['40.00', '0.00', '0.00', '0.00', '0.00'], oldest: '2026-08-20' },
      { party_id: patients[1], name: null, currency: 'EUR', total: '7.00', bands: ['7.00', '0.00', '0.00', '0.00', '0.00'], oldest: '2026-08-28' },
    ]);
    expect(aged.totals[0]).toMatchObject({ total: '47.00', balance: '47.00' });

    type Page = { opening: string; closing: string; lines: { amount: string; balance: string; entry_id: string }[]; next: string | null };
    const of = { account_id: book.account('1100'), currency: 'EUR', from: '2026-07-01', until: '2026-08-31', limit: 2 };
    const first = (await accountant.call<Page>(contract.statement, of)).body;
    expect([first.opening, first.lines.map(({ balance }) => balance)]).toEqual(['300.00', ['350.00', '40.00']]);
    const second = (await accountant.call<Page>(contract.statement, { ...of, after: first.next })).body;
    expect([second.opening, second.closing, second.next]).toEqual(['40.00', '47.00', null]);
    expect((await accountant.call<Entry>(contract.entry, { entry_id: second.lines[0]?.entry_id })).body.business_date).toBe('2026-08-28');
    const own = (await accountant.call<Page>(contract.statement, { ...of, party_id: patients[1], limit: 50 })).body;
    expect([own.opening, own.closing]).toEqual(['0.00', '7.00']);
  });

  test('by department and by clinician lead down to the lines of one of them, and name whose they are', async () => {
    const [{ id: cost_centre_id }] = await book.asSuperuser<{ id: string }>(`with root as (insert into staff.department (code, name, kind) values ('HOSP', 'Hospital', 'hospital') returning id) insert into staff.department (code, name, kind, parent_id) select 'HEART', 'Heart', 'clinical', id from root returning id`) as [{ id: string }];
    const [{ id: practitioner_id }] = await book.asSuperuser<{ id: string }>(`insert into staff.practitioner (family_name, display_name, employed, search_text) values ('Adams', 'Dr Adams', '[2020-01-01,)', 'adams') returning id`) as [{ id: string }];
    const [{ id: payer_id }] = await book.asSuperuser<{ id: string }>(`insert into patients.payer (name, kind) values ('Sickness fund', 'insurer') returning id`) as [{ id: string }];
    const days = { from: '2026-09-01', until: '2026-09-30' };
    const about = { business_date: '2026-09-10', description: 'Care' };
    const lines = [['1110', '90.00', { party_id: payer_id }], ['4010', '-60.00', { cost_centre_id, practitioner_id }], ['4020', '-30.00', { cost_centre_id }]] as const;
    expect((await write(lines.map(([code, amount, more]) => [code, amount, more]), about)).status).toBe(201);
    expect((await write([['1030', '5.00'], ['4010', '-5.00']], about)).status).toBe(201);
    type By = { rows: { id: string | null; name: string | null; income: string; result: string }[] };
    const by = async (what: string) => (await accountant.call<By>(contract.resultBy, { ...days, by: what })).body.rows.map(({ id, name, income, result }) => [id, name, income, result]);
    expect(await by('cost_centre')).toEqual([[cost_centre_id, 'Heart', '90.00', '90.00'], [null, null, '5.00', '5.00']]);
    expect(await by('practitioner')).toEqual([[practitioner_id, 'Dr Adams', '60.00', '60.00'], [null, null, '35.00', '35.00']]);
    const part = (await accountant.call<{ rows: { code: string; amount: string }[] }>(contract.profitAndLoss, { ...days, practitioner_id })).body.rows;
    expect(part.map(({ code, amount }) => [code, amount])).toEqual([['4010', '60.00']]);
    const page = (await accountant.call<{ of: string[]; closing: string; lines: { entry_id: string; practitioner: string }[] }>(contract.statement, { account_id: book.account('4010'), currency: 'EUR', ...days, cost_centre_id, practitioner_id })).body;
    expect(page).toMatchObject({ of: ['Heart', 'Dr Adams'], closing: '-60.00', lines: [{ practitioner: 'Dr Adams' }] });
    const aged = (await accountant.call<{ rows: { name: string }[] }>(contract.ageing, { account_id: book.account('1110'), on: '2026-09-30' })).body;
    expect(aged.rows).toMatchObject([{ name: 'Sickness fund', total: '90.00' }]);
    expect((await accountant.call(contract.entry, { entry_id: page.lines[0]?.entry_id })).body).toMatchObject({ origins: [], parties: [{ party_id: payer_id, name: 'Sickness fund' }] });
  });
});

describe('the chart', () => {
  test('an account is added and changed; what it is stays; none is summed into itself', async () => {
    const made = await accountant.call<Account>(contract.addAccount, { code: '4095', name: 'Parking', kind: 'income', parent_id: book.account('4000') });
    expect(made.status).toBe(201);
    const taken = await accountant.call(contract.addAccount, { code: '4095', name: 'Again', kind: 'income' });
    expect([taken.status, codeOf(taken)]).toEqual([409, 'ledger.code_taken']);
    const { id, version } = made.body;
    const changed = await accountant.call<Account>(contract.updateAccount, { account_id: id, version, code: '4095', name: 'Parking and lockers', parent_id: book.account('4000'), postable: true, active: false });
    expect(changed.body).toMatchObject({ name: 'Parking and lockers', version: version + 1 });
    const unused = await write([['5050', '1'], ['1030', '-1', { account_id: id }]]);
    expect(codeOf(unused)).toBe('ledger.account_takes_none');
    const circle = await accountant.call(contract.updateAccount, { account_id: book.account('4000'), version: 1, code: '4000', name: 'Income', parent_id: id, postable: false, active: true });
    expect(codeOf(circle)).toBe('ledger.own_parent');
    const old = await accountant.call(contract.updateAccount, { account_id: id, version, code: '4095', name: 'Old', parent_id: null, postable: true, active: true });
    expect([old.status, codeOf(old)]).toEqual([409, 'ledger.changed']);
  });
});

describe('exports', () => {
  test.each(['quickbooks', 'xero', 'datev', 'odoo', 'erpnext'] as const)('for %s everything goes out once, and the file is there again', async (format) => {
    const made = await accountant.call<Export>(contract.addExport, { format });
    const [count] = await book.asSuperuser<{ n: string }>('select count(*) as n from ledger.entry');
    expect([made.status, made.body.entries]).toEqual([201, Number(count?.n)]);
    const file = await accountant.send('GET', `/ledger/exports/${made.body.id}/file`);
    expect(Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(file.text))).toString('hex')).toBe(made.body.sha256);
    expect(codeOf(await accountant.call(contract.addExport, { format }))).toBe('ledger.nothing_new');
  });

  test('of two at once in the same format one goes out', async () => {
    const two = await Promise.all([0, 1].map(() => accountant.call<Export>(contract.addExport, { format: 'beancount' })));
    expect(two.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409]);
    expect(two.map(codeOf).filter((code) => code !== undefined)).toEqual(['ledger.nothing_new']);
  });

  test('each entry goes out once, and an export made again is the same file', async () => {
    const first = await accountant.call<Export>(contract.addExport, { format: 'csv' });
    expect(first.status).toBe(201);
    const none = await accountant.call(contract.addExport, { format: 'csv' });
    expect([none.status, codeOf(none)]).toEqual([409, 'ledger.nothing_new']);
    await write(rent, { business_date: '2026-12-01' });
    const second = await accountant.call<Export>(contract.addExport, { format: 'csv' });
    expect(second.body).toMatchObject({ entries: 1, after_number: first.body.until_number });
    const [count] = await book.asSuperuser<{ n: string }>('select count(*) as n from ledger.entry');
    expect(first.body.entries + second.body.entries).toBe(Number(count?.n));
    for (const { id, sha256 } of [first.body, second.body]) {
      const file = await accountant.send('GET', `/ledger/exports/${id}/file`);
      expect(Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(file.text))).toString('hex')).toBe(sha256);
    }
  });
});
