import { sql, type RawBuilder } from 'kysely';
import { type LoggedEvent, loggedColumns } from '@openward/platform/audit/fhir';
import type { Tx } from '@openward/platform/db';
import { momentText } from '../../search/asked/dates.ts';
import type { AuditAsked } from './asked.ts';

export type Asked = Pick<AuditAsked, 'from' | 'until' | 'patients' | 'accounts' | 'outcomes' | 'names' | 'ascending'>;

/** A stretch of the log: the rows of it that may answer, and its last one in any case, since the next stretch begins there. */
export interface Stretch {
  events: readonly LoggedEvent[];
  /** There is more behind it. */
  more: boolean;
}

/** The next so many rows in order, from where the one before ended on, which is among them. One index leads to them, whatever is asked. */
export async function nextEvents(tx: Tx, asked: Asked, begin: { at: string; id: string } | null, limit: number): Promise<Stretch> {
  const { from, until, patients, accounts, outcomes, names, ascending } = asked;
  const [direction, further] = ascending ? [sql`asc`, sql`>=`] : [sql`desc`, sql`<=`];
  const ranged = (patient: RawBuilder<unknown> | false): RawBuilder<unknown> => {
    const conditions = [
      sql`true`, patient,
      from !== -Infinity && sql`e.at >= ${momentText(from)}::timestamptz`,
      until !== Infinity && sql`e.at < ${momentText(until)}::timestamptz`,
      accounts !== null && sql`e.actor_id = any(${accounts}::uuid[])`,
      begin !== null && sql`(e.at, e.id) ${further} (${begin.at}::timestamptz, ${begin.id}::uuid)`,
    ].filter((condition) => condition !== false);
    return sql`(select * from audit.event e where ${sql.join(conditions, sql` and `)} order by e.at ${direction}, e.id ${direction} limit ${limit})`;
  };
  const lists = (shown: readonly string[]): RawBuilder<unknown> => sql`(select e.* from audit.shown_to(${shown}::uuid[], ${momentText(from)}::timestamptz, ${momentText(until)}::timestamptz,
      ${begin?.at ?? null}::timestamptz, ${begin?.id ?? null}::uuid, ${ascending}, ${accounts === null ? limit : null}::int) s
    join audit.event e on e.at = s.at and e.id = s.id ${accounts === null ? sql`` : sql`where e.actor_id = any(${accounts}::uuid[])`})`;
  const found = patients === null ? ranged(false) : sql`(${ranged(sql`e.patient_id = any(${patients}::uuid[])`)} union all ${lists(patients)})`;
  // The limit ends the stretch, and what may answer is chosen within it: so a rare answer never makes one walk through the whole log.
  const { rows } = await sql<LoggedEvent & { place: number; places: number }>`
    with stretch as materialized (select * from ${found} each order by each.at ${direction}, each.id ${direction} limit ${limit}),
      event as materialized (select stretch.*, row_number() over (order by at ${direction}, id ${direction})::int as place from stretch)
    select ${loggedColumns}, event.place, (select count(*)::int from stretch) as places from event
    where event.place = (select count(*) from stretch)
      or ((${outcomes}::text[] is null or event.outcome::text = any(${outcomes}::text[])) and (${names}::text[] is null or event.name::text = any(${names}::text[])))
    order by event.place`.execute(tx);
  return { events: rows.map(({ place: _place, places: _places, ...event }) => event), more: rows[0]?.places === limit };
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
