import { readFile } from 'node:fs/promises';

/** Asks the catalogue of a migrated database. */
export type Ask = <Row extends Record<string, unknown>>(text: string) => Promise<Row[]>;

/** Something that the database should not have, or lacks. */
export interface Finding {
  rule: string;
  at: string;
}

/** Tables in schemas of personal data that hold none, each with its reason: they need no wall and no comment on each column. */
export const notPersonal: Record<string, string> = {
  'patients.payer': 'insurers, employers and the like: organisations, not people',
  'patients.setting': 'one row: how hospital numbers are made',
  'patients.temporary_identity': 'counts the unknown patients of a day, names none',
};

/**
 * Looks for what every table of the hospital must have: comments, row-level security that is forced, an owner that is not
 * the application. What is read is the catalogue of the migrated database, not the text of the migrations.
 */
export async function inspectDatabase(ask: Ask): Promise<Finding[]> {
  const text = await readFile(new URL('./database.sql', import.meta.url), 'utf8');
  const tables = await ask<{ found: number }>(`select count(*)::int as found from pg_tables
    where schemaname in ('auth', 'records', 'staff', 'patients', 'audit')`);
  if ((tables[0]?.found ?? 0) < 10) throw new Error('The database guard was shown a database that is not migrated');
  const findings = await ask<Finding & Record<string, unknown>>(text);
  const spared = ['row-security-is-forced', 'personal-column-has-a-comment'];
  const isSpared = ({ rule, at }: Finding) => spared.includes(rule) && at.split('.').slice(0, 2).join('.') in notPersonal;
  return findings.filter((finding) => !isSpared(finding)).map(({ rule, at }) => ({ rule, at }));
}

/** What the application may do, one line for each table and function. */
export async function grantsOfApplication(ask: Ask): Promise<string> {
  const tables = await ask<{ line: string }>(`
    select format('%s.%s: %s', schema_name, table_name, string_agg(privilege, ', ' order by privilege)) as line from (
      select n.nspname as schema_name, regexp_replace(c.relname, '_\\d{4}_\\d{2}$', '_YYYY_MM') as table_name,
        lower(g.privilege_type) || coalesce(' (' || a.columns || ')', '') as privilege
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
        cross join lateral aclexplode(c.relacl) g
        cross join lateral (select null::text as columns) a
      where g.grantee = 'openward_app'::regrole and c.relkind in ('r', 'p', 'v', 'm', 'S')
      union
      select n.nspname, c.relname, lower(g.privilege_type) || ' (' || string_agg(a.attname, ', ' order by a.attnum) || ')'
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
        cross join lateral aclexplode(a.attacl) g
      where g.grantee = 'openward_app'::regrole
      group by 1, 2, g.privilege_type
    ) granted group by schema_name, table_name order by 1`);
  const functions = await ask<{ line: string }>(`
    select format('%s(%s): execute%s', p.oid::regproc, pg_get_function_identity_arguments(p.oid),
      case when p.prosecdef then ' as its owner' else '' end) as line
    from pg_proc p cross join lateral aclexplode(p.proacl) g
    where g.grantee = 'openward_app'::regrole order by 1`);
  return [...tables, ...functions].map((row) => row.line).join('\n') + '\n';
}
