import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { withMeta } from '@openward/records/api';
import { inOpenRecord } from '../search/rows.sql.ts';

/** One version in a history. */
export interface Past {
  type: string;
  id: string;
  version: number;
  last_updated: Date;
  deleted: boolean;
  patient_id: string | null;
  json: string | null;
}

/** Which part of a history is asked for. Versions come newest first. */
export interface HistoryFilter {
  limit: number;
  since?: Date | undefined;
  /** After this version, as the last one of the page before. */
  after?: { last_updated: string; type: string; id: string; version: number } | undefined;
}

interface PastRow extends Omit<Past, 'json'> {
  body: string | null;
  meta_at: number;
}

const columns = sql.raw('type, id, version, last_updated, deleted, patient_id, body::text as body, meta_at');

const pastOf = ({ body, meta_at, ...row }: PastRow): Past => ({
  ...row, json: body === null ? null : withMeta(body, meta_at, row.version, row.last_updated.toISOString()),
});

/** The versions of one resource. */
export async function instanceHistory(tx: Tx, type: string, id: string, { limit, since, after }: HistoryFilter): Promise<Past[]> {
  const { rows } = await sql<PastRow>`
    select * from (
      select ${columns} from records.resource where type = ${type} and id = ${id}
      union all
      select ${columns} from records.resource_history where type = ${type} and id = ${id}
    ) as past
    where (${since ?? null}::timestamptz is null or last_updated >= ${since ?? null}::timestamptz)
      and (${after?.version ?? null}::int is null or version < ${after?.version ?? null}::int)
    order by version desc limit ${limit}`.execute(tx);
  return rows.map(pastOf);
}

/**
 * The versions of all resources of these types. Each type is a range of an index of its own, so that no more than a page
 * of each is read.
 */
export async function typeHistory(tx: Tx, types: readonly string[], { limit, since, after }: HistoryFilter): Promise<Past[]> {
  const { rows } = await sql<PastRow>`
    with bound as (
      select ${since ?? null}::timestamptz as since, coalesce(${after?.last_updated ?? null}::timestamptz, 'infinity') as until,
        ${after?.type ?? null}::text as type, ${after?.id ?? null}::text as id, ${after?.version ?? null}::int as version)
    select past.* from unnest(${types}::text[]) as wanted (type), bound, lateral (
      (select ${columns} from records.resource r
        where r.type = wanted.type and r.last_updated >= coalesce(bound.since, '-infinity') and r.last_updated <= bound.until
          and (bound.type is null or (r.last_updated, r.type, r.id, r.version) < (bound.until, bound.type, bound.id, bound.version))
          and ${inOpenRecord}
        order by r.last_updated desc, r.id desc limit ${limit})
      union all
      (select ${columns} from records.resource_history r
        where r.type = wanted.type and r.last_updated >= coalesce(bound.since, '-infinity') and r.last_updated <= bound.until
          and (bound.type is null or (r.last_updated, r.type, r.id, r.version) < (bound.until, bound.type, bound.id, bound.version))
          and ${inOpenRecord}
        order by r.last_updated desc, r.id desc limit ${limit})
    ) as past
    order by past.last_updated desc, past.type desc, past.id desc, past.version desc limit ${limit}`.execute(tx);
  return rows.map(pastOf);
}
