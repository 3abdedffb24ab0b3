import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { withMeta } from '@openward/records/api';

/** What is known of a resource before it is changed. */
export interface Standing {
  version: number;
  deleted: boolean;
  patient_id: string | null;
  source: string;
}

/** A resource as it stands, locked until the transaction ends; undefined where there is none to see. */
export async function holdResource(tx: Tx, type: string, id: string): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`select version, deleted, patient_id, source from records.resource
    where type = ${type} and id = ${id} for no key update`.execute(tx);
  return rows[0];
}

interface StandsRow {
  place: number;
  version: number;
  last_updated: Date;
  body: string | null;
  meta_at: number;
}

/** The versions at which these resources stand, in their order, with their JSON where it is wanted; undefined for what is not to be seen. */
export async function writtenAt(
  tx: Tx, keys: readonly { type: string; id: string }[], with_json: boolean,
): Promise<({ version: number; last_updated: Date; json: string | null } | undefined)[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<StandsRow>`
    select wanted.place::int as place, r.version, r.last_updated, case when ${with_json}::boolean then r.body::text end as body, r.meta_at
    from unnest(${keys.map(({ type }) => type)}::text[], ${keys.map(({ id }) => id)}::text[]) with ordinality as wanted (type, id, place)
    join records.resource r on r.type = wanted.type and r.id = wanted.id`.execute(tx);
  const shown = new Map(rows.map(({ place, version, last_updated, body, meta_at }) => [
    place, { version, last_updated, json: body === null ? null : withMeta(body, meta_at, version, last_updated.toISOString()) },
  ]));
  return keys.map((_key, at) => shown.get(at + 1));
}
