import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Kind } from '../contract/kinds.ts';
import type { Line } from '../contract/timeline.ts';
import { dateText, statedEnd } from '../rules/extract/dates.ts';
import type { Precision } from '../rules/extract/dates.ts';
import { fold } from '../rules/extract/words.ts';

export interface TimelineFilter {
  kinds?: readonly Kind[];
  /** All of its words must be found. */
  text?: string;
  /** First and last day, YYYY-MM-DD. */
  from?: string;
  to?: string;
  limit: number;
  /** After this line, as `next` of the page before said it. */
  after?: { at: string; type: string; id: string };
}

interface LineRow extends Omit<Line, 'date' | 'end' | 'recorded_at'> {
  happened_at: Date | null;
  ends_at: Date | null;
  last_updated: Date;
  precision: Precision | null;
}

/** The lines of a chart, newest first: of the patient and of the records merged with theirs, in one range of one index. */
export async function timeline(tx: Tx, patient_id: string, filter: TimelineFilter): Promise<Line[]> {
  const { kinds, text, from, to, limit, after } = filter;
  const words = text === undefined ? null : fold(text).split(' ').filter((word) => word !== '');
  const { rows } = await sql<LineRow>`
    select type, id, version, kind, happened_at, case when upper_inf(period) then null else upper(period) end as ends_at, precision,
      title, value, unit, flag, status, visit_id, source, patient_id, last_updated
    from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and kind is not null and not deleted
      and (${kinds ?? null}::text[] is null or kind = any (${kinds ?? null}::text[]))
      and (${words}::text[] is null or not exists (select from unnest(${words}::text[]) word where position(word in words) = 0))
      and (${from ?? null}::date is null or coalesce(happened_at, last_updated) >= (${from ?? null}::date)::timestamp at time zone 'UTC')
      and (${to ?? null}::date is null or coalesce(happened_at, last_updated) < (${to ?? null}::date + 1)::timestamp at time zone 'UTC')
      and (${after?.at ?? null}::timestamptz is null
        or (coalesce(happened_at, last_updated), type, id) < (${after?.at ?? null}::timestamptz, ${after?.type ?? ''}, ${after?.id ?? ''}))
    order by coalesce(happened_at, last_updated) desc, type desc, id desc
    limit ${limit}`.execute(tx);
  return rows.map(lineOf);
}

function lineOf({ happened_at, ends_at, last_updated, precision, ...row }: LineRow): Line {
  const end = happened_at && ends_at && precision && statedEnd(happened_at.getTime(), ends_at.getTime(), precision);
  return {
    ...row,
    precision,
    date: happened_at === null || precision === null ? null : dateText(happened_at, precision),
    end: end && precision ? dateText(end, precision) : null,
    recorded_at: last_updated.toISOString(),
  };
}

/** How many lines of each kind a chart has. */
export async function countKinds(tx: Tx, patient_id: string): Promise<{ kind: Kind; count: number }[]> {
  const { rows } = await sql<{ kind: Kind; count: number }>`
    select kind, count(*)::int as count from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and kind is not null and not deleted
    group by kind order by kind`.execute(tx);
  return rows;
}

/** The visits of a chart, for the heads of its groups. */
export async function visitsOf(tx: Tx, patient_id: string): Promise<{ id: string; title: string; happened_at: Date | null }[]> {
  const { rows } = await sql<{ id: string; title: string; happened_at: Date | null }>`
    select id, title, happened_at from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and type = 'Encounter' and not deleted`.execute(tx);
  return rows;
}
