import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { AuditColumn, AuditEvent } from '../contract/index.ts';

/** What is looked for; a filter that is undefined does not filter. */
export interface AuditFilter {
  account_id?: string | undefined;
  subject_account_id?: string | undefined;
  /** Events that opened or changed one of these patients. */
  opened?: readonly string[] | undefined;
  /** Queries that showed one of these patients. */
  shown?: readonly string[] | undefined;
  from?: string | undefined;
  until?: string | undefined;
  name?: string | undefined;
  outcome?: AuditEvent['outcome'] | undefined;
}

export interface AuditOrder {
  sort: AuditColumn;
  order: 'ascending' | 'descending';
}

/** Where a page ended: the value that it is sorted by, and the event. The instant is text, since it counts microseconds. */
export interface AuditCursor {
  value: string;
  at: string;
  id: string;
}

export type AuditRow = Omit<AuditEvent, 'at'> & { at: Date; at_exactly: string; sorted_by: string };

/** What a report may be sorted by: expressions of our own, chosen by name. Text that is told never stands in a statement. */
const values = {
  event: sql`event.name`,
  outcome: sql`event.outcome`,
  who: sql`coalesce(event.actor_name, '')`,
  patient: sql`coalesce(event.patient_id::text, '')`,
  purpose: sql`event.purpose`,
  address: sql`coalesce(event.address, '')`,
  device: sql`coalesce(event.device, '')`,
} satisfies Record<Exclude<AuditColumn, 'at'>, RawBuilder<unknown>>;

/**
 * The events that answer the filters, in their order, from the cursor on. Each condition is added only where it is asked
 * for, so that the statement keeps to one index and to the months that the period names.
 */
export async function searchEvents(tx: Tx, filter: AuditFilter, { sort, order }: AuditOrder, after: AuditCursor | null, limit: number): Promise<AuditRow[]> {
  const direction = order === 'ascending' ? sql`asc` : sql`desc`;
  const further = order === 'ascending' ? sql`>` : sql`<`;
  const value = sort === 'at' ? sql`''` : values[sort];
  const ordered = sort === 'at' ? sql`event.at ${direction}, event.id ${direction}` : sql`${value} collate "C" ${direction}, event.at desc, event.id desc`;
  const conditions = [
    filter.account_id !== undefined && sql`event.actor_id = ${filter.account_id}::uuid`,
    filter.subject_account_id !== undefined && sql`event.subject_account_id = ${filter.subject_account_id}::uuid`,
    filter.opened !== undefined && sql`event.patient_id = any(${filter.opened}::uuid[])`,
    filter.shown !== undefined && sql`(event.at, event.id) in (select s.at, s.id from audit.shown_to(${filter.shown}::uuid[], ${filter.from ?? null}::timestamptz, ${filter.until ?? null}::timestamptz, null, null, false, null) s)`,
    filter.from !== undefined && sql`event.at >= ${filter.from}::timestamptz`,
    filter.until !== undefined && sql`event.at < ${filter.until}::timestamptz`,
    filter.name !== undefined && sql`(event.name = ${filter.name} or starts_with(event.name, ${`${filter.name}.`}))`,
    filter.outcome !== undefined && sql`event.outcome = ${filter.outcome}`,
    after !== null && (sort === 'at'
      ? sql`(event.at, event.id) ${further} (${after.at}::timestamptz, ${after.id}::uuid)`
      : sql`(${value} collate "C" ${further} ${after.value} or (${value} = ${after.value} and (event.at, event.id) < (${after.at}::timestamptz, ${after.id}::uuid)))`),
  ].filter((condition) => condition !== false);
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  const { rows } = await sql<AuditRow>`
    select found.id, found.at, found.at::text as at_exactly, found.sorted_by, found.name, found.outcome,
      case when found.actor_id is not null then jsonb_build_object('account_id', found.actor_id, 'username', found.actor_name,
        'display_name', account.display_name, 'roles', found.actor_roles) end as actor,
      found.subject_account_id, found.patient_id, cardinality(found.shown) as shown_count, found.purpose, found.address,
      found.device, found.session_id, found.token_id, found.request_id, found.detail
    from (select event.*, ${value} as sorted_by, row_number() over (order by ${ordered}) as place from audit.event ${where} order by ${ordered} limit ${limit}) found
      left join auth.account on account.id = found.actor_id
    order by found.place`.execute(tx);
  return rows;
}
