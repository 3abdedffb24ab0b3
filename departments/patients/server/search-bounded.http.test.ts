import { testDatabase, type TestDatabase } from '@openward/platform/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSearch } from '../rules/search.ts';

// The promise of docs/search.md: what a search reads does not grow with the number of patients who fit. It is counted in
// pages of 8 KB, and not in time.

let testing: TestDatabase;

beforeAll(async () => {
  testing = await testDatabase();
  // An automatic ANALYZE beside ours would change what the plans are made from.
  for (const table of ['search_name', 'search_word', 'search_variant']) await testing.asSuperuser(`alter table patients.${table} set (autovacuum_enabled = false)`);
});
afterAll(() => testing.close());

/** Search keys of so many people with names and particles that thousands share. The people themselves are not needed. */
async function crowd(count: number): Promise<void> {
  await testing.asSuperuser(
    `with people as (
       select gen_random_uuid() as id, date '1930-01-01' + (n * 37) % 32000 as born,
         string_to_array((array['al rashid', 'van den berg', 'de la cruz', 'smith'])[1 + n % 4] || ' '
           || (array['maria', 'jose', 'mohammed', 'john', 'anneke'])[1 + n % 5] || ' ' || (array['luz', 'amir', 'noor'])[1 + n % 3], ' ') as words
       from generate_series(1, $1::int) as n)
     insert into patients.search_name (key, patient_id, main, born, restricted)
     select k.key, id, k.place <= cardinality(words), born, false
     from people, unnest(patients.search_keys(words)) with ordinality as k (key, place)`, [count]);
  await testing.asSuperuser(
    'select patients.remember_words(array(select distinct split_part(key, $1, 1) from patients.search_name where main))', [' ']);
  // Somebody else's snapshot (an automatic ANALYZE of another table) keeps pages from being marked as visible to all: then once more.
  await expect.poll(async () => {
    await testing.asSuperuser('vacuum (analyze) patients.search_name, patients.search_word, patients.search_variant');
    return testing.asSuperuser(
      `select oid::regclass::text from pg_class where oid in ('patients.search_name'::regclass, 'patients.search_word'::regclass, 'patients.search_variant'::regclass) and relallvisible < relpages`);
  }, { timeout: 60_000 }).toEqual([]);
}

const typed = [
  'a', 'al', 'al ra', 'al-rashid', 'al rashid moh', 'm', 'm a', 'ma jo', 'mar smi', 'van den berg', 'van den berg ann', 'van der berg', 'smi joh',
  'smth', 'jhon smith', 'de la cruz maria', 'smith 1968', 'm 1968', 'smi 03/1968', 'a 12/03/1968', '1968', '12/03/1968', '1000', '0113', 'zzzz', 'ash', 'ria',
];

interface Work {
  pages: number;
  scanned: string[];
}

/** How many pages a search reads, and which tables it reads whole. */
async function workOf(q: string): Promise<Work> {
  const client = await testing.database.dedicated();
  try {
    const readings = JSON.stringify(readSearch(q, { today: '2026-11-22', dayFirst: true }));
    await client.query(`begin; select set_config('openward.scope', 'staff', true)`);
    const statement = `select * from patients.search('${readings}', '{}', 20)`;
    // The first call also reads the catalogue, to make its plans.
    await client.query(statement);
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Record<string, number> }[] }>(`explain (analyze, buffers, format json) ${statement}`);
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan ?? {};
    const { rows: scans } = await client.query<{ relname: string }>(
      `select relname from pg_stat_xact_user_tables where schemaname = 'patients' and seq_scan > 0`);
    await client.query('rollback');
    return {
      pages: (plan['Shared Hit Blocks'] ?? Number.NaN) + (plan['Shared Read Blocks'] ?? Number.NaN),
      scanned: scans.map(({ relname }) => relname),
    };
  } finally {
    await client.end();
  }
}

it('reads no more of five times as many people, and no table whole', async () => {
  await crowd(8_000);
  const before = new Map<string, Work>();
  for (const q of typed) before.set(q, await workOf(q));
  await crowd(32_000);
  for (const q of typed) {
    const work = await workOf(q);
    expect(work.scanned, q).toEqual([]);
    expect(work.pages, q).toBeLessThanOrEqual((before.get(q)?.pages ?? 0) * 1.5 + 60);
  }
});

it('finds one among thousands who share the other words', async () => {
  await testing.asSuperuser(
    `with made as (insert into patients.patient (display_name, sort_name, sex) values ('VAN DEN BERG, Saskia', 'x', 'female') returning id)
     insert into patients.name (patient_id, position, family, given) select id, 0, 'van den Berg', '{Saskia}' from made`);
  for (const q of ['van den berg saskia', 'saskia van den berg', 'van den berg sas', 'sas berg', 'van den sas']) {
    const found = await testing.database.transaction({ scope: 'staff' }, async (tx) => {
      const { searchPatients } = await import('./search.sql.ts');
      return searchPatients(tx, readSearch(q, { today: '2026-11-22', dayFirst: true }), [], 20);
    });
    expect(found[0]?.display_name, q).toBe('VAN DEN BERG, Saskia');
  }
});
