import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExportFormat } from '../contract/export.ts';
import { writeJournal } from './journal.ts';
import { lastNumber } from './journal.sql.ts';
import { post } from './post.ts';
import { openBook, type TestBook } from './test-book.ts';

// Debian's packages hledger, ledger and beancount: outside judges of what is exported, where they are installed.
const installed = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

let book: TestBook;
const folder = mkdtempSync(path.join(tmpdir(), 'openward-journal-'));
beforeAll(async () => {
  book = await openBook();
  const patient = crypto.randomUUID();
  await book.database.transaction({ scope: 'system' }, async (tx) => {
    await post(tx, [
      book.entry([['1100', 12_550n, patient], ['4010', -10_000n], ['2100', -2_550n]], { business_date: '2026-02-03', description: 'Consultation: "first"; | visit' }),
      book.entry([['1030', 12_550n], ['1100', -12_550n, patient]], { business_date: '2026-01-31', description: 'Paid early' }),
      book.entry([['1020', 1500n], ['4060', -1500n]], { currency: 'JPY', description: 'Ärzte-Bedarf / Größe 3' }),
      book.entry([['5060', 1n], ['1030', -1n]], { currency: 'KWD' }),
    ]);
    await post(tx, Array.from({ length: 50 }, (_each, place) => book.entry([['1030', BigInt(place * 37 + 1)], ['4020', -BigInt(place * 37 + 1)]], { business_date: `2026-0${1 + (place % 9)}-11` })));
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await book.close();
});

const journal = (format: ExportFormat): Promise<string> => book.database.transaction({ scope: 'system' }, async (tx) => {
  const pieces: string[] = [];
  for await (const piece of writeJournal(tx, { format, after: '0', until: await lastNumber(tx), balances: true })) pieces.push(piece);
  return pieces.join('');
});
const file = (name: string, text: string): string => {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
};
const judge = (program: string, args: string[]) => spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, LANG: 'C.UTF-8' } });

/** The first amount of the consultation is off by 0.01. */
const altered = (text: string) => {
  const other = text.replace(/125\.50 EUR/, '125.51 EUR');
  expect(other).not.toBe(text);
  return other;
};
/** Both sides are off alike: each entry balances, the balances at the end tell. */
const alteredTwice = (text: string) => {
  const other = text.replace(/ 125\.50 EUR/, ' 125.51 EUR').replace(/ -100\.00 EUR/, ' -100.01 EUR');
  expect(other).not.toBe(text);
  return other;
};

const judges = [
  { format: 'hledger', program: 'hledger', args: (at: string) => ['-f', at, '--strict', 'check', 'ordereddates'] },
  { format: 'ledger', program: 'ledger', args: (at: string) => ['--strict', '--pedantic', '-f', at, 'balance'] },
  { format: 'beancount', program: 'bean-check', args: (at: string) => [at] },
] as const;

describe.each(judges)('$program', ({ format, program, args }) => {
  test.skipIf(!installed(program))('takes the journal', async () => {
    const verdict = judge(program, args(file(`whole.${format}`, await journal(format))));
    expect(verdict.stderr).toBe('');
    expect(verdict.status).toBe(0);
  });

  test.skipIf(!installed(program))('refuses it when one posting, or both sides of an entry, are altered by 0.01', async () => {
    const text = await journal(format);
    expect(judge(program, args(file(`one.${format}`, altered(text)))).status).not.toBe(0);
    expect(judge(program, args(file(`two.${format}`, alteredTwice(text)))).status).not.toBe(0);
  });
});

test.skipIf(!installed('hledger'))('hledger comes to our balances', async () => {
  const printed = execFileSync('hledger', ['-f', file('sums.journal', await journal('hledger')), 'balance', '--flat', '-O', 'csv'], { encoding: 'utf8', env: { ...process.env, LANG: 'C.UTF-8' } });
  expect(printed).toContain('Assets:1030 Bank');
  const [sum] = await book.asSuperuser<{ sum: string }>(`select (sum(debit_minor - credit_minor) / 100)::numeric(12, 2)::text as sum from ledger.balance where account_id = '${book.account('1030')}' and currency = 'EUR'`);
  expect(printed).toContain(`${sum?.sum} EUR`);
});

test('in a spreadsheet each line is a posting, and no text is a formula', async () => {
  await book.database.transaction({ scope: 'system' }, (tx) => post(tx, [book.entry([['1030', 1n], ['4010', -1n]], { description: '=HYPERLINK("x")' })]));
  const rows = (await journal('csv')).trimEnd().split('\r\n');
  const [postings] = await book.asSuperuser<{ n: string }>('select count(*) as n from ledger.posting');
  expect(rows.length - 1).toBe(Number(postings?.n));
  expect(rows.some((row) => row.includes(`"'=HYPERLINK(""x"")"`))).toBe(true);
});
