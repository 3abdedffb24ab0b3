import type { TestDatabase } from './database.ts';

/** The tables of the whole database in which a value stands, as text, inside JSON, or as bytes; for tests. */
export async function whereIs({ asSuperuser }: Pick<TestDatabase, 'asSuperuser'>, value: string): Promise<string[]> {
  const tables = await asSuperuser<{ name: string }>(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$|terminology$)' order by 1`);
  const bytes = Buffer.from(value).toString('hex');
  const found = await asSuperuser<{ name: string }>(tables.map(({ name }) => `select '${name}' as name where exists (select from ${name} t where position($1 in t::text) > 0 or position($2 in t::text) > 0)`).join(' union all '), [value, bytes]);
  return found.map(({ name }) => name);
}
