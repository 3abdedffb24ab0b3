import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Swap } from '../../contract/index.ts';

/** A swap with what decides who may do what with it. */
export interface KnownSwap extends Omit<Swap, 'may_answer' | 'may_decide' | 'may_withdraw'> {
  asked_by: string;
  answered_by: string | null;
}

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`);

/** The latest first: one, or all that are open or a month old. */
export async function readSwaps(tx: Tx, id: string | null = null): Promise<KnownSwap[]> {
  const { rows } = await sql<KnownSwap>`
    select s.id, s.duty_id, s.from_resource_id, f.name as from_name, ${iso('lower(s.during)')} as start, ${iso('upper(s.during)')} as end, s.other_duty_id, s.to_resource_id, c.name as to_name,
      ${iso('lower(s.other_during)')} as other_start, ${iso('upper(s.other_during)')} as other_end, s.note, s.status, ${iso('s.asked_at')} as asked_at, s.asked_by, s.asked_by_name,
      s.answered_by, s.answered_by_name, s.decided_by_name, s.version
    from scheduling.swap s join scheduling.resource f on f.id = s.from_resource_id join scheduling.resource c on c.id = s.to_resource_id
    where case when ${id}::uuid is null then s.status in ('asked', 'agreed') or s.asked_at > now() - interval '1 month' else s.id = ${id}::uuid end
    order by s.asked_at desc limit 500`.execute(tx);
  return rows;
}

/** The calendar of whoever asks; null where they have none. */
export async function ownCalendar(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select r.id from scheduling.resource r join auth.account a on a.staff_id = r.practitioner_id where a.id = platform.actor_id()`.execute(tx);
  return rows[0]?.id ?? null;
}
