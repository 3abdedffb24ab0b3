import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tx } from '@openward/platform/db';
import { openHospital, type TestHospital } from '@openward/platform/testing';
import { identityOf, reachOf } from './api.ts';
import { routes } from './mount.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openHospital(routes);
  await hospital.asSuperuser(`insert into patients.patient (display_name, sort_name) select 'NOBODY, ' || n, 'nobody ' || n from generate_series(1, 500) n`);
});
afterAll(() => hospital.close());

async function patientsRead(tx: Tx): Promise<number> {
  const { rows } = await sql<{ read: number }>`select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_xact_user_tables where relid = 'patients.patient'::regclass`.execute(tx);
  return rows[0]!.read;
}

test.each([
  ['who a patient is', identityOf], ['how a patient is reached', reachOf],
])('%s is read by keys under row-level security, and not by going through all patients', async (_what, read) => {
  const [one] = await hospital.asSuperuser<{ id: string }>('select id from patients.patient order by id desc limit 1');
  await hospital.database.transaction({ scope: 'staff' }, async (tx) => {
    // As in a large hospital: what is read whole costs most.
    await sql`select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`.execute(tx);
    const before = await patientsRead(tx);
    expect(await read(tx, one!.id)).not.toBeNull();
    expect((await patientsRead(tx)) - before).toBeLessThan(5);
  });
});
