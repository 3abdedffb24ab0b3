import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** A table with personal data, as its comments say it. */
export interface ProcessedTable {
  table: string;
  about: string;
  columns: { name: string; about: string }[];
}

/** Every table that says of itself or of a column that it is personal; from the comments, which a guard demands. */
export async function readProcessing(tx: Tx): Promise<ProcessedTable[]> {
  const { rows } = await sql<ProcessedTable>`
    select n.nspname || '.' || c.relname as table, obj_description(c.oid, 'pg_class') as about,
      coalesce((select json_agg(json_build_object('name', a.attname, 'about', col_description(c.oid, a.attnum)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and col_description(c.oid, a.attnum) ~ 'Personal'), '[]'::json) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema$|public$)'
      and (obj_description(c.oid, 'pg_class') ~ '^Personal' or exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and col_description(c.oid, a.attnum) ~ 'Personal'))
    order by 1`.execute(tx);
  return rows;
}
