import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, type TestHospital } from '@openward/platform/testing';
import { processingText, routes } from '../mount.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openHospital(routes);
});
afterAll(() => hospital.close());

test('the register names every table with personal data, for compliance alone', async () => {
  const { text, status } = await (await hospital.signIn('compliance')).send('GET', '/rights/processing-register?format=csv');
  expect(status).toBe(200);
  const tables = await hospital.asSuperuser<{ name: string }>(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and obj_description(c.oid, 'pg_class') like 'Personal%'`);
  expect(tables.length).toBeGreaterThan(50);
  expect(tables.filter(({ name }) => !text.includes(`,${name},`))).toEqual([]);
  expect(text).not.toContain('to be named by the hospital');
  expect((await (await hospital.signIn('doctor')).send('GET', '/rights/processing-register')).status).toBe(403);
});

test('the command line prints the same', async () => {
  const text = (format: 'md' | 'csv' | 'json') => hospital.database.transaction({ scope: 'system' }, (tx) => processingText(tx, format), { readOnly: true });
  const csv = await (await hospital.signIn('compliance')).send('GET', '/rights/processing-register?format=csv');
  expect(await text('csv')).toBe(csv.text);
  expect(await text('md')).toMatch(/^# Register of processing/);
  expect((JSON.parse(await text('json')) as { table: string }[]).map(({ table }) => table)).toContain('patients.patient');
});
