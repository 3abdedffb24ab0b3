import { sql } from 'kysely';
import type { Tx } from '../db/index.ts';

export type Purpose = 'seal' | 'blind-index';

export interface WrappedKey {
  id: string;
  purpose: Purpose;
  version: number;
  wrapped: Buffer;
  /** It was made a minute ago or earlier: every server has it. */
  settled: boolean;
}

/** All data keys, the newest of each purpose first. */
export async function readDataKeys(tx: Tx): Promise<WrappedKey[]> {
  const { rows } = await sql<WrappedKey>`select id, purpose, version, wrapped, made_at <= now() - interval '1 minute' as settled from platform.data_key
    order by purpose, version desc`.execute(tx);
  return rows;
}

/** Adds a data key, unless another server has just added that version. */
export async function addDataKey(tx: Tx, { id, purpose, version, wrapped }: WrappedKey): Promise<void> {
  await sql`insert into platform.data_key (id, purpose, version, wrapped)
    values (${id}::uuid, ${purpose}, ${version}, ${wrapped})
    on conflict on constraint data_key_version_once do nothing`.execute(tx);
}
