import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openHospital, type TestHospital } from '@openward/platform/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedDemo } from './demo/index.ts';
import { routes } from './departments.ts';

let hospital: TestHospital;
let data_folder: string;

beforeAll(async () => {
  hospital = await openHospital(routes);
  data_folder = mkdtempSync(path.join(tmpdir(), 'openward-erasure-'));
  await seedDemo(hospital.database, { data_folder, today: '2026-11-22', patients: 420, say: () => {} });
}, 120_000);
afterAll(async () => {
  rmSync(data_folder, { recursive: true, force: true });
  await hospital.close();
});

interface Part {
  table_name: string;
  category: string;
  act: 'delete' | 'blank' | 'keep';
  whose: string;
}

/** Every row of every table as text, with how often it is there. */
async function everything(tables: readonly string[]): Promise<Map<string, Map<string, number>>> {
  const all = new Map<string, Map<string, number>>();
  for (const table of tables) {
    const rows = await hospital.asSuperuser<{ row: string; times: number }>(`select t::text as row, count(*)::int as times from ${table} t group by 1`);
    all.set(table, new Map(rows.map(({ row, times }) => [row, times])));
  }
  return all;
}

/** What the list says of these records: the rows of each table that go or are blanked. */
async function listed(parts: readonly Part[], ids: readonly string[], categories: readonly string[]): Promise<Map<string, Map<string, 'delete' | 'blank'>>> {
  const all = new Map<string, Map<string, 'delete' | 'blank'>>();
  for (const { table_name, category, act, whose } of parts) {
    if (!categories.includes(category) || act === 'keep') continue;
    const here = all.get(table_name) ?? new Map<string, 'delete' | 'blank'>();
    for (const { row } of await hospital.asSuperuser<{ row: string }>(`select t::text as row from ${table_name} t where ${whose}`, [ids])) if (here.get(row) !== 'delete') here.set(row, act);
    all.set(table_name, here);
  }
  return all;
}

/** Made of the names themselves, what the record says of itself afterwards, a counter, and times that come free. */
const derived = new Set(['patients.search_name', 'patients.search_word', 'patients.search_variant', 'patients.version', 'records.compartment', 'auth.withholding_version', 'scheduling.opening']);

it('takes from a lived-in hospital what the list names, leaves no value of it anywhere, and every other row byte for byte', async () => {
  const parts = await hospital.asSuperuser<Part>('select table_name, category, act, whose from platform.erasure_part order by place');
  const tables = (await hospital.asSuperuser<{ name: string }>(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema$|terminology$)' order by 1`)).map(({ name }) => name);
  // Who has most of all kinds: bills, visits, messages, somebody in an emergency, and a newborn's mother.
  const subjects = (await hospital.asSuperuser<{ id: string }>(`
    (select patient_id as id from billing.invoice where patient_id is not null limit 2) union (select patient_id from visits.visit where class = 'emergency' limit 1)
    union (select patient_id from billing.payment where patient_id is not null limit 1) union (select patient_id from messages.message where content_encrypted is not null limit 1)
    union (select mother_id from patients.patient where mother_id is not null limit 1) union (select patient_id from scheduling.wanted limit 1) union (select patient_id from visits.token where patient_id is not null limit 1)`)).map(({ id }) => id);
  expect(subjects.length).toBeGreaterThan(5);
  const before = await everything(tables);
  const seen = new Set<string>();
  for (const [at, id] of subjects.entries()) {
    const categories = [['contact', 'clinical', 'accounts', 'identity'], ['contact', 'clinical'], ['contact', 'accounts'], ['contact']][at % 4]!;
    const goes = await listed(parts, [id], categories);
    const own = await hospital.asSuperuser<{ value: string }>(`select value from patients.telecom where patient_id = $1 and value not in (select value from patients.telecom where patient_id <> $1)
      and length(value) > 8 union select e164 from patients.telecom where patient_id = $1 and e164 is not null and e164 not in (select e164 from patients.telecom where patient_id <> $1 and e164 is not null)`, [id]);
    await hospital.asSuperuser('begin');
    await hospital.asSuperuser('select compliance.erase_records($1, $2)', [[id], categories]);
    await hospital.asSuperuser('set constraints all immediate');
    const after = await everything(tables);
    await hospital.asSuperuser('rollback');
    for (const table of tables) {
      const [was, is, named] = [before.get(table)!, after.get(table)!, goes.get(table) ?? new Map<string, string>()];
      if (named.size > 0) seen.add(table);
      if (derived.has(table)) continue;
      const lost = [...was.keys()].filter((row) => is.get(row) !== was.get(row) && !named.has(row));
      expect(lost, `${table} lost what was not named`).toEqual([]);
      expect([...named].filter(([row, act]) => act === 'delete' && is.has(row)).map(([row]) => row), `${table} kept what goes`).toEqual([]);
      const came = [...is.keys()].filter((row) => !was.has(row)).length;
      expect(came, `${table} has rows that nobody named`).toBeLessThanOrEqual([...named.values()].filter((act) => act === 'blank').length);
    }
    for (const { value } of own) expect([...after].filter(([, rows]) => [...rows.keys()].some((row) => row.includes(value))).map(([table]) => table), value).toEqual([]);
  }
  // The demo must have enough of everything for this to mean something.
  for (const table of ['billing.invoice', 'billing.invoice_line', 'billing.charge', 'billing.payment', 'records.resource', 'visits.visit', 'visits.stop', 'visits.emergency', 'scheduling.appointment', 'scheduling.reservation', 'messages.message', 'patients.telecom', 'patients.coverage', 'patients.name']) {
    expect([...seen], table).toContain(table);
  }
}, 120_000);
