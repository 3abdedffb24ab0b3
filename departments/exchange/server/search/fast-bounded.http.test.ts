import { testDatabase, type TestDatabase } from '@openward/platform/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putMany, setCompartment, termArray } from '@openward/records/api';

// What a usual search reads does not grow with what is stored. It is counted in pages of 8 KB, and not in time.

const patient_id = '0190f0f0-0000-7000-8000-0000000000e1';

let testing: TestDatabase;
beforeAll(async () => {
  testing = await testDatabase();
  await testing.database.transaction({ scope: 'system' }, async (tx) => {
    await setCompartment(tx, patient_id, { restricted: false });
    await putMany(tx, [
      { resource: { resourceType: 'Observation', id: 'model', status: 'final', code: { text: 'Pulse' }, subject: { reference: `Patient/${patient_id}` }, effectiveDateTime: '2024-01-01',
        category: [{ coding: [{ system: 'urn:local', code: 'vital-signs' }] }] } },
      { resource: { resourceType: 'Patient', id: patient_id, name: [{ family: 'Crowd', given: ['Maria'] }] }, patient_id },
    ]);
  });
});
afterAll(() => testing.close());

/** So many more measurements of the patient, and of as many other patients one, each with the name. */
async function crowd(count: number): Promise<void> {
  const copy = (type: string, id: string, whose: string, at: string) => `
    insert into records.resource (type, id, patient_id, restricted, body, meta_at, digest, source, kind, category, codes, status, period, precision, terms, facts)
    select r.type, ${id}, ${whose}, false, r.body, r.meta_at, r.digest, r.source, r.kind, r.category, r.codes, r.status,
      ${at}, r.precision, r.terms, r.facts
    from records.resource r, made where r.type = '${type}' and r.id in ('model', '${patient_id}')`;
  const later = `tstzrange(lower(r.period) + made.n * interval '1 minute', upper(r.period) + made.n * interval '1 minute')`;
  const given = `with made as (select id, n from crowd)`;
  await testing.asSuperuser(`
    create temp table if not exists crowd (id uuid, n int);
    truncate crowd; insert into crowd select gen_random_uuid(), n from generate_series(1, ${count}) as n;
    insert into records.compartment (patient_id) select id from crowd;
    ${given} ${copy('Observation', 'gen_random_uuid()::text', `'${patient_id}'::uuid`, later)};
    ${given} ${copy('Observation', 'gen_random_uuid()::text', 'made.id', later)};
    ${given} ${copy('Patient', 'made.id::text', 'made.id', 'null')};
    insert into patients.search_name (key, patient_id, main, born, restricted)
      select k.key, crowd.id, k.place <= 3, null, false
      from crowd, unnest(patients.search_keys(array['crowd', 'maria', 'luz' || n % 7])) with ordinality as k (key, place)`);
  await testing.asSuperuser('vacuum (analyze)');
}

const context = { scope: 'staff', clearance: '', name: 'exchange.fhir.search', purpose: 'TREAT' };
const searches: Record<string, object> = {
  'Observation?patient&category&_sort=-date': { type: 'Observation', patient_id, terms: termArray(['category=vital-signs']), most: 21 },
  'Observation?patient': { type: 'Observation', patient_id, most: 21 },
  'Patient?name=': { type: 'Patient', beginning: 'maria', facts: '$ ? (exists(@."name"[*] ? (@ starts with "maria")))', look_at: 25, most: 21 },
};

/** How many pages a search reads, how many it found, and which tables it reads whole. */
async function workOf(search: object): Promise<{ pages: number; found: number; scanned: string[] }> {
  const client = await testing.database.dedicated();
  try {
    const statement = `select finds from exchange.search_audited('${JSON.stringify([{ n: 0, context, parameters: [], ...search }])}')`;
    // The first call also reads the catalogue, to make its plans.
    const { rows: [first] } = await client.query<{ finds: string }>(`begin; ${statement}`).then((answers) => (answers as unknown as { rows: { finds: string }[] }[])[1]!);
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Record<string, number> }[] }>(`explain (analyze, buffers, format json) ${statement}`);
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan ?? {};
    const { rows: scans } = await client.query<{ relname: string }>(
      `select relname from pg_stat_xact_user_tables where schemaname in ('patients', 'records') and seq_scan > 0`);
    await client.query('rollback');
    return {
      pages: (plan['Shared Hit Blocks'] ?? Number.NaN) + (plan['Shared Read Blocks'] ?? Number.NaN),
      found: first?.finds.split('\u001e').length ?? 0, scanned: scans.map(({ relname }) => relname),
    };
  } finally {
    await client.end();
  }
}

test('a page of a usual search reads no more of five times as much', async () => {
  await crowd(1500);
  const before = new Map<string, number>();
  for (const [name, search] of Object.entries(searches)) before.set(name, (await workOf(search)).pages);
  await crowd(6000);
  for (const [name, search] of Object.entries(searches)) {
    const { pages, found, scanned } = await workOf(search);
    expect(found, name).toBe(21);
    expect(scanned, name).toEqual([]);
    expect(pages, name).toBeLessThanOrEqual(before.get(name)! * 1.5 + 60);
    expect(pages, name).toBeLessThan(500);
  }
});
