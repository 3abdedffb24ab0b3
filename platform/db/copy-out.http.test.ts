import { createHash } from 'node:crypto';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '@openward/platform/testing';
import { copyOut } from './copy-out.ts';

let testing: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  testing = await testDatabase();
  client = new pg.Client(testing.superuser);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await testing.close();
});

async function sumOf(rows: AsyncIterable<Buffer>): Promise<string> {
  const sum = createHash('sha256');
  for await (const each of rows) sum.update(each);
  return sum.digest('hex');
}

// Rows of no bytes, of few, and of more than a chunk; none at all; and words of the server between them.
it.each([
  ['of all lengths', `select repeat(chr(65 + n % 26), case when n % 997 = 0 then 200000 else n % 301 end), n from generate_series(1, 20000) n`],
  ['none', `select 1 where false`],
  ['empty ones', `select from generate_series(1, 30000)`],
  ['with notices between', `select pg_temp.tell(n) from generate_series(1, 2000) n`],
])('gives what the library gives: rows %s', async (_what, query) => {
  await client.query(`create or replace function pg_temp.tell(n int) returns text language plpgsql as $$ begin if n % 7 = 0 then raise notice 'note %', n; end if; return repeat('y', n); end $$`);
  const quick = copyOut(`copy (${query}) to stdout`);
  const plain = copyTo(`copy (${query}) to stdout`);
  expect(await sumOf(client.query(quick))).toBe(await sumOf(client.query(plain)));
  expect(quick.rowCount).toBe(plain.rowCount);
});

it('tells of a fault after many rows, and the connection goes on', async () => {
  await expect(sumOf(client.query(copyOut('copy (select repeat(\'x\', 500), 1 / (40000 - n) from generate_series(1, 50000) n) to stdout')))).rejects.toThrow('division by zero');
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});
