import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Element } from '@openward/platform/fhir';
import type { Kind } from '../contract/kinds.ts';
import type { Line } from '../contract/timeline.ts';
import { dateText, statedEnd } from '../rules/extract/dates.ts';
import type { Precision } from '../rules/extract/dates.ts';
import { unassigned } from '../rules/extract/sensitivity.ts';
import { fold } from '../rules/extract/words.ts';
import { errorReason } from '../rules/statement/error.ts';
import { treatmentOf, treatmentTypes } from '../rules/timeline/treatment.ts';

export interface TimelineFilter {
  kinds?: readonly Kind[];
  /** The treatment record alone. */
  only?: 'treatment';
  /** Also what was marked as made in error. */
  with_errors?: boolean;
  /** All of its words must be found. */
  text?: string;
  /** First and last day, YYYY-MM-DD. */
  from?: string;
  to?: string;
  limit: number;
  /** After this line, as `next` of the page before said it. */
  after?: { at: string; type: string; id: string };
}

interface LineRow extends Omit<Line, 'date' | 'end' | 'recorded_at' | 'in_error' | 'labels' | 'treatment'> {
  /** Only where a line needs more than its columns. */
  body: string | null;
  happened_at: Date | null;
  ends_at: Date | null;
  last_updated: Date;
  precision: Precision | null;
  sensitivity: string | null;
}

/** The lines of a chart, newest first: of the patient and of the records merged with theirs, in one range of one index. */
export async function timeline(tx: Tx, patient_id: string, filter: TimelineFilter): Promise<Line[]> {
  const { kinds, text, from, to, limit, after } = filter;
  const types = filter.only === 'treatment' ? treatmentTypes : null;
  const words = text === undefined ? null : fold(text).split(' ').filter((word) => word !== '');
  const { rows } = await sql<LineRow>`
    select type, id, version, kind, happened_at, case when upper_inf(period) then null else upper(period) end as ends_at, precision,
      title, value, unit, flag, status, visit_id, source, patient_id, last_updated, sensitivity,
      case when ${types !== null} or status = ${inErrorStatus} then body::text end as body
    from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and kind is not null and not deleted
      and (${filter.with_errors ?? false} or status is distinct from ${inErrorStatus})
      and (${types}::text[] is null or type = any (${types}::text[]))
      and (${kinds ?? null}::text[] is null or kind = any (${kinds ?? null}::text[]))
      and (${words}::text[] is null or not exists (select from unnest(${words}::text[]) word where position(word in words) = 0))
      and (${from ?? null}::date is null or coalesce(happened_at, last_updated) >= (${from ?? null}::date)::timestamp at time zone 'UTC')
      and (${to ?? null}::date is null or coalesce(happened_at, last_updated) < (${to ?? null}::date + 1)::timestamp at time zone 'UTC')
      and (${after?.at ?? null}::timestamptz is null
        or (coalesce(happened_at, last_updated), type, id) < (${after?.at ?? null}::timestamptz, ${after?.type ?? ''}, ${after?.id ?? ''}))
    order by coalesce(happened_at, last_updated) desc, type desc, id desc
    limit ${limit}`.execute(tx);
  return rows.map((row) => lineOf(row, types !== null));
}

const inErrorStatus = 'entered-in-error';

function lineOf({ happened_at, ends_at, last_updated, precision, body, sensitivity, ...row }: LineRow, treatment: boolean): Line {
  const resource = body === null ? {} : (JSON.parse(body) as Element);
  const end = happened_at && ends_at && precision && statedEnd(happened_at.getTime(), ends_at.getTime(), precision);
  return {
    ...row,
    precision,
    date: happened_at === null || precision === null ? null : dateText(happened_at, precision),
    end: end && precision ? dateText(end, precision) : null,
    recorded_at: last_updated.toISOString(),
    in_error: row.status === inErrorStatus ? { reason: errorReason(resource) } : null,
    labels: sensitivity === null || sensitivity === unassigned ? [] : sensitivity.split(','),
    treatment: treatment ? treatmentOf(resource) : null,
  };
}

/** How many lines of each kind a chart has, and how many entries beside them were made in error. */
export async function countKinds(tx: Tx, patient_id: string): Promise<{ kinds: { kind: Kind; count: number }[]; in_error: number }> {
  const { rows } = await sql<{ kind: Kind; count: number; in_error: number }>`
    select kind, count(*) filter (where status is distinct from ${inErrorStatus})::int as count, count(*) filter (where status = ${inErrorStatus})::int as in_error
    from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and kind is not null and not deleted
    group by kind order by kind`.execute(tx);
  return {
    kinds: rows.flatMap(({ kind, count }) => (count > 0 ? [{ kind, count }] : [])),
    in_error: rows.reduce((sum, row) => sum + row.in_error, 0),
  };
}

/** The time of this transaction, by the clock that gives versions theirs. */
export async function asOf(tx: Tx): Promise<string> {
  const { rows } = await sql<{ at: Date }>`select now() as at`.execute(tx);
  return rows[0]!.at.toISOString();
}

// A version bears the time at which its transaction began, and is seen when that ends.
const longestWrite_s = 5;

/** What others wrote in a chart since a moment, or had begun to write: the reader takes off what they have seen. */
export async function newsSince(tx: Tx, patient_id: string, since: string): Promise<{ type: string; id: string; version: number }[]> {
  const { rows } = await sql<{ type: string; id: string; version: number }>`
    select type, id, version from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and kind is not null
      and last_updated > ${since}::timestamptz - make_interval(secs => ${longestWrite_s}) and author is distinct from platform.actor_id()
    order by last_updated desc limit 1000`.execute(tx);
  return rows;
}

/** The visits of a chart, for the heads of its groups. */
export async function visitsOf(tx: Tx, patient_id: string): Promise<{ id: string; title: string; happened_at: Date | null }[]> {
  const { rows } = await sql<{ id: string; title: string; happened_at: Date | null }>`
    select id, title, happened_at from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and type = 'Encounter' and not deleted`.execute(tx);
  return rows;
}
