import { sql } from 'kysely';
import type { Tx } from '../db/index.ts';

export type Purpose = 'seal' | 'blind-index';

export interface WrappedKey {
  id: string;
  purpose: Purpose;
  version: number;
  wrapped: Buffer;
  wrapped_by: string | null;
  /** It was made a minute ago or earlier: every server has it. */
  settled: boolean;
}

/** All data keys, the newest of each purpose first. */
export async function readDataKeys(tx: Tx): Promise<WrappedKey[]> {
  const { rows } = await sql<WrappedKey>`select id, purpose, version, wrapped, wrapped_by, made_at <= now() - interval '1 minute' as settled from platform.data_key
    order by purpose, version desc`.execute(tx);
  return rows;
}

/** Adds a data key, unless another server has just added that version. */
export async function addDataKey(tx: Tx, { id, purpose, version, wrapped, wrapped_by }: WrappedKey): Promise<void> {
  await sql`insert into platform.data_key (id, purpose, version, wrapped, wrapped_by)
    values (${id}::uuid, ${purpose}, ${version}, ${wrapped}, ${wrapped_by})
    on conflict on constraint data_key_version_once do nothing`.execute(tx);
}

/** Puts a data key that was wrapped anew in the place of the one that was read, unless another server did so meanwhile. */
export async function rewrapDataKey(tx: Tx, was: WrappedKey, { wrapped, wrapped_by }: Pick<WrappedKey, 'wrapped' | 'wrapped_by'>): Promise<void> {
  await sql`update platform.data_key set wrapped = ${wrapped}, wrapped_by = ${wrapped_by} where id = ${was.id}::uuid and wrapped = ${was.wrapped}`.execute(tx);
}
