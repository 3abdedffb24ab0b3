import { sql, type RawBuilder } from 'kysely';
import { type LoggedEvent, loggedColumns } from '@openward/platform/audit/fhir';
import type { Tx } from '@openward/platform/db';
import { momentText } from '../../search/asked/dates.ts';
import type { AuditAsked } from './asked.ts';

export type Asked = Pick<AuditAsked, 'from' | 'until' | 'patients' | 'accounts' | 'ascending'>;

/** The next events in order, from where the page before ended on, which is among them. One index leads to them, whatever is asked. */
export async function nextEvents(tx: Tx, { from, until, patients, accounts, ascending }: Asked, begin: { at: string; id: string } | null, limit: number): Promise<LoggedEvent[]> {
  const [direction, further] = ascending ? [sql`asc`, sql`>=`] : [sql`desc`, sql`<=`];
  const ranged = (lead: RawBuilder<unknown>): RawBuilder<unknown> => {
    const conditions = [
      lead,
      from !== -Infinity && sql`e.at >= ${momentText(from)}::timestamptz`,
      until !== Infinity && sql`e.at < ${momentText(until)}::timestamptz`,
      accounts !== null && sql`e.actor_id = any(${accounts}::uuid[])`,
      begin !== null && sql`(e.at, e.id) ${further} (${begin.at}::timestamptz, ${begin.id}::uuid)`,
    ].filter((condition) => condition !== false);
    return sql`(select * from audit.event e where ${sql.join(conditions, sql` and `)} order by e.at ${direction}, e.id ${direction} limit ${limit})`;
  };
  const found = patients === null ? ranged(sql`true`)
    : sql`(${ranged(sql`e.patient_id = any(${patients}::uuid[])`)} union all ${ranged(sql`e.shown is not null and e.shown && ${patients}::uuid[]`)})`;
  const { rows } = await sql<LoggedEvent>`select ${loggedColumns} from ${found} event order by event.at ${direction}, event.id ${direction} limit ${limit}`.execute(tx);
  return rows;
}

/** One event. A sealed one is found by its leaf; one of this moment by the time in its id. */
export async function eventById(tx: Tx, id: string): Promise<LoggedEvent | undefined> {
  const { rows } = await sql<LoggedEvent>`select ${loggedColumns} from audit.event event where event.id = ${id}::uuid
      and event.at = any(array(select event_at from audit.leaf where event_id = ${id}::uuid))
    union all select ${loggedColumns} from audit.event event where event.id = ${id}::uuid
      and event.at >= uuid_extract_timestamp(${id}::uuid) - interval '1 minute' and event.at < uuid_extract_timestamp(${id}::uuid) + interval '1 minute'
    limit 1`.execute(tx);
  return rows[0];
}
