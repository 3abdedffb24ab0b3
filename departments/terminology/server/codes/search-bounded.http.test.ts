import { testDatabase, type TestDatabase } from '@openward/platform/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { searchCodes } from './search.sql.ts';

// What a search reads hardly grows with the number of codes that fit. It is counted in pages of 8 KB, and not in time.

let testing: TestDatabase;

beforeAll(async () => {
  testing = await testDatabase();
});
afterAll(() => testing.close());

/** Invented problems whose words thousands share. `Alpha` and `omega` never meet. */
async function crowd(count: number, before: number): Promise<void> {
  await testing.asSuperuser(
    `insert into terminology.concept (system_id, code, display, kinds, since, release)
     select 1, 'Q' || n, (array['Fracture', 'Disorder', 'Chronic disease', 'Injury'])[1 + n % 4] || ' of ' || (array['left', 'right'])[1 + n / 4 % 2]
       || ' ' || (array['femur', 'radius', 'kidney'])[1 + n / 8 % 3] || ' ' || (array['alpha', 'omega'])[1 + n / 24 % 2] || ' ' || md5(n::text), '{problem}', 'x', 'x'
     from generate_series($2::int + 1, $2::int + $1::int) n`, [count, before]);
  await testing.asSuperuser('select terminology.rebuild_search()', []);
  await testing.asSuperuser('vacuum (analyze) terminology.concept, terminology.search_place, terminology.search_word');
}

interface Work {
  pages: number;
  scanned: string[];
}

/** How many pages a search reads, and which tables it reads whole. */
async function workOf(typed: string): Promise<Work> {
  const client = await testing.database.dedicated();
  try {
    await client.query(`begin; select set_config('openward.scope', 'staff', true)`);
    const statement = `select * from terminology.search('problem', '${typed}', 20)`;
    // The first call also reads the catalogue, to make its plans.
    await client.query(statement);
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Record<string, number> }[] }>(`explain (analyze, buffers, format json) ${statement}`);
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan ?? {};
    const { rows: scans } = await client.query<{ relname: string }>(
      `select relname from pg_stat_xact_user_tables where schemaname = 'terminology' and relname <> 'code_system' and seq_scan > 0`);
    await client.query('rollback');
    return { pages: (plan['Shared Hit Blocks'] ?? Number.NaN) + (plan['Shared Read Blocks'] ?? Number.NaN), scanned: scans.map(({ relname }) => relname) };
  } finally {
    await client.end();
  }
}

const typed = ['f', 'fr', 'fracture', 'of', 'frac fem', 'f l k a', 'kidney disease', 'q1', 'q123', 'fracture of left femur alpha', '0', 'femur 12', ''];
const nothing = ['xyzzy', 'fracture xyzzy', 'xyzzy fracture of left femur'];

it('reads no more of four times as many codes, hardly anything where nothing is found, and no table whole', async () => {
  await crowd(10_000, 0);
  const before = new Map<string, Work>();
  for (const q of typed) before.set(q, await workOf(q));
  await crowd(30_000, 10_000);
  for (const q of typed) {
    const work = await workOf(q);
    expect(work.scanned, q).toEqual([]);
    // Of the codes that fit, two hundred are looked at and forty more by their code, with ten pages each: where fewer
    // fitted before, more are read, but never more than that.
    expect(work.pages, q).toBeLessThanOrEqual(Math.max((before.get(q)?.pages ?? 0) * 1.5 + 60, 2500));
  }
  for (const q of nothing) expect((await workOf(q)).pages, q).toBeLessThanOrEqual(60);
  // Two words that are everywhere and never together: their places are met, sixteen thousand at a time, and no code is read.
  expect((await workOf('alpha omega')).pages).toBeLessThanOrEqual(200);
});

it('finds one among thousands who share the other words', async () => {
  await testing.asSuperuser(
    `insert into terminology.concept (system_id, code, display, kinds, since, release)
     values (1, 'R1', 'Fracture of left femur alpha zygoma', '{problem}', 'x', 'x')`, []);
  await testing.asSuperuser('select terminology.rebuild_search()', []);
  for (const q of ['fracture of left femur zyg', 'z fracture', 'zyg lef al', 'r1']) {
    const found = await testing.database.transaction({ scope: 'staff' }, (tx) => searchCodes(tx, 'problem', q, 20));
    expect(found.map(({ code }) => code), q).toContain('R1');
  }
});
