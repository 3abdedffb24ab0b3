import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { announce } from '@openward/platform/db';
import { Problem } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { tellFollowers } from './follow.ts';
import type { Put } from './put.ts';
import type { Author } from './row.ts';

const nothing = hash('sha256', '', 'buffer');

/** Deletes a resource: a version that says so. What was there stays in its history. */
export async function remove(tx: Tx, { type, id, author }: { type: string; id: string; author?: Author | null }): Promise<Put> {
  const { rows } = await sql<{ version: number; last_updated: Date; changed: boolean; patient_id: string | null }>`
    with gone as (
      update records.resource set deleted = true, body = null, meta_at = 0, digest = ${nothing},
        author = coalesce(${author?.account_id ?? null}::uuid, platform.actor_id()), author_name = ${author?.name ?? null}
      where type = ${type} and id = ${id} and not deleted returning version, last_updated, patient_id)
    select version, last_updated, true as changed, patient_id from gone
    union all
    select version, last_updated, false, patient_id from records.resource where type = ${type} and id = ${id} and deleted`.execute(tx);
  const row = rows[0];
  if (row === undefined) throw new Problem(404, 'records.unknown', 'There is no such entry');
  await sql`delete from records.identifier where type = ${type} and id = ${id}`.execute(tx);
  if (row.changed && row.patient_id !== null) announce(tx, row.patient_id);
  if (row.changed) await tellFollowers(tx, [{ type, id, source: null }]);
  return { type, id, version: row.version, last_updated: row.last_updated, changed: row.changed };
}
