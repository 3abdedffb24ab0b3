// The second wall by itself: a connection of the application that forgot to say who acts gets nothing of anybody, from any table.
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHospital, type TestHospital } from '@openward/platform/testing';
import { routes } from '../app/departments.ts';
import { stockHospital } from './stock.ts';

let hospital: TestHospital;
let forgetful: pg.Client;

beforeAll(async () => {
  hospital = await openHospital(routes);
  await stockHospital(hospital);
  forgetful = new pg.Client(hospital.app);
  await forgetful.connect();
});
afterAll(async () => {
  await forgetful.end();
  await hospital.close();
});

const personalTables = `select relation.oid::regclass::text as name from pg_class relation
  where relation.relkind in ('r', 'p') and not relation.relispartition and (obj_description(relation.oid, 'pg_class') like 'Personal%'
    or exists (select from pg_attribute part where part.attrelid = relation.oid and part.attnum > 0 and col_description(relation.oid, part.attnum) ~ 'Personal'))
  order by 1`;

/** The tables that let somebody who forgot read a row, of those that have one; and how many have one. */
async function leaks(): Promise<{ leaking: string[]; filled: number }> {
  const leaking: string[] = [];
  let filled = 0;
  for (const { name } of await hospital.asSuperuser<{ name: string }>(personalTables)) {
    const [there] = await hospital.asSuperuser<{ any: boolean }>(`select exists (select from ${name}) as any`);
    if (there?.any !== true) continue;
    filled += 1;
    const seen = await forgetful.query(`select 1 from ${name} limit 1`).then(({ rowCount }) => rowCount, (error: unknown) => ((error as { code: string }).code === '42501' ? 0 : error));
    if (seen !== 0) leaking.push(name);
  }
  return { leaking, filled };
}

it('gets nothing from any table of personal data', async () => {
  const { leaking, filled } = await leaks();
  expect(leaking).toEqual([]);
  expect(filled).toBeGreaterThan(30);
});

it('would find a table without its wall', async () => {
  await hospital.asSuperuser('alter table patients.patient disable row level security');
  // And those that ask it whom one may see.
  expect((await leaks()).leaking).toContain('patients.patient');
  await hospital.asSuperuser('alter table patients.patient enable row level security');
});
