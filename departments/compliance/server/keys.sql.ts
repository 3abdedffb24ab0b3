import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { DataKey, KeyRun } from '../contract/index.ts';

/** The data keys, those that seal first, newest first. */
export async function readKeys(tx: Tx): Promise<DataKey[]> {
  const { rows } = await sql<Omit<DataKey, 'made_at'> & { made_at: Date }>`select k.id, k.purpose, k.version, k.made_at, k.wrapped_by,
      case when k.retired_at is not null then 'retired' when not k.settled and k.version > 1 then 'waiting'
        when k.version = max(k.version) filter (where k.settled or k.version = 1) over (partition by k.purpose) then 'sealing' else 'opening' end as state,
      case when k.purpose = 'seal' then (select coalesce(sum(c.found), 0)::float8 from platform.sealed_count c where c.data_key_id = k.id) end as values
    from platform.data_keys() k order by k.purpose desc, k.version desc`.execute(tx);
  return rows.map((row) => ({ ...row, made_at: row.made_at.toISOString() }));
}

/** When the values of each key were counted last. */
export async function countedAt(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ at: Date | null }>`select max(counted_at) as at from platform.sealed_count`.execute(tx);
  return rows[0]?.at?.toISOString() ?? null;
}

/** The rotation that is under way, or was the last. */
export async function readKeyRun(tx: Tx): Promise<KeyRun | null> {
  const { rows: [run] } = await sql<Omit<KeyRun, 'begun_at' | 'ended_at'> & { begun_at: Date; ended_at: Date | null }>`
    select id, state, begun_at, ended_at, done::float8 as done, whole::float8 as whole, broken::float8 as broken from platform.key_run order by begun_at desc, id desc limit 1`.execute(tx);
  return run === undefined ? null : { ...run, begun_at: run.begun_at.toISOString(), ended_at: run.ended_at?.toISOString() ?? null };
}
