import type pg from 'pg';

/** A table whose rows are kept: every ordinary one and every partition, but the list of migrations. */
export interface KeptTable {
  name: string;
  columns: string[];
  /** Of a partition: what it is one of, and with which bounds. */
  parent: string | null;
  bounds: string | null;
}

export interface KeptSequence {
  name: string;
  last: string;
  called: boolean;
}

/** The tables in an order that does not change. Generated columns are made anew. */
export async function tablesOf(client: pg.ClientBase): Promise<KeptTable[]> {
  const { rows } = await client.query<KeptTable>(`
    select format('%I.%I', n.nspname, c.relname) as name, p.inhparent::regclass::text as parent, pg_get_expr(c.relpartbound, c.oid) as bounds,
      array(select format('%I', a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_inherits p on p.inhrelid = c.oid
    where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$|public$)' and c.oid <> 'platform.migration'::regclass and c.relpersistence = 'p'
    order by 1`);
  return rows;
}

/** Where each sequence stands. */
export async function sequencesOf(client: pg.ClientBase): Promise<KeptSequence[]> {
  const { rows } = await client.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and n.nspname !~ '^(pg_|information_schema$|public$)' order by 1`);
  const kept: KeptSequence[] = [];
  for (const { name } of rows) {
    const { rows: [state] } = await client.query<{ last: string; called: boolean }>(`select last_value::text as last, is_called as called from ${name}`);
    kept.push({ name, ...state! });
  }
  return kept;
}

export interface Applied {
  number: number;
  name: string;
  sha256: string;
}

export async function migrationsOf(client: pg.ClientBase): Promise<Applied[]> {
  const { rows } = await client.query<Applied>('select number, name, sha256 from platform.migration order by number');
  return rows;
}

/** Whether this login sees every row whatever the policies say; one that does not would back up a part and call it whole. */
export async function seesAll(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ all: boolean }>('select rolsuper or rolbypassrls as all from pg_roles where rolname = current_user');
  return rows[0]?.all === true;
}
