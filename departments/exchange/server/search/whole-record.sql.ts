import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { resourceTypes } from '@openward/records/api';
import type { Place } from './asked/page.ts';
import { columns, foundOf } from './rows.sql.ts';
import type { Found, Row } from './rows.sql.ts';

/** What is asked of a whole record. */
export interface RecordAsked {
  /** The record, and those that are read as one with it. */
  patients: readonly string[];
  types: readonly string[] | null;
  readable: (type: string) => boolean;
  /** Changed at this moment or later. */
  since: string | null;
  /** The stretch in which it happened; what has no time is always in it. */
  start: string | null;
  end: string | null;
  after: Place | null;
  most: number;
}

/** A record by type and id, the patient first, after a place. */
export async function findRecord(tx: Tx, { patients, types, readable, since, start, end, after, most }: RecordAsked): Promise<Found[]> {
  const wanted = (types ?? resourceTypes).filter(readable);
  const { rows } = await sql<Row>`
    select ${columns}, array[p.type, r.id] as place
    from records.resource r cross join lateral (select case r.type when 'Patient' then '' else r.type end as type) as p
    where r.patient_id = any (${patients}::uuid[]) and not r.deleted and r.type = any (${wanted}::text[])
      and (${since}::timestamptz is null or r.last_updated >= ${since}::timestamptz)
      and (${start}::timestamptz is null or r.period is null or upper(r.period) is null or upper(r.period) > ${start}::timestamptz)
      and (${end}::timestamptz is null or r.happened_at is null or r.happened_at < ${end}::timestamptz)
      and (${after?.[0] ?? null}::text is null
        or (p.type collate "C", r.id collate "C") > (${after?.[0] ?? null}::text collate "C", ${after?.[1] ?? null}::text collate "C"))
    order by p.type collate "C", r.id collate "C" limit ${most}`.execute(tx);
  return rows.map(foundOf);
}
