import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** An appointment that was served: from when to when the patient really was with somebody. */
export interface Served {
  appointment_id: string;
  began_at: Date;
  ended_at: Date;
}

/** Keeps how long an appointment really took, better than the clicks of the desk know it: a queue that calls and ends measures it. */
export async function recordServed(tx: Tx, { appointment_id, began_at, ended_at }: Served): Promise<void> {
  await sql`insert into scheduling.service_time (visit_type_id, appointment_id, minutes, ended_at)
    select a.visit_type_id, a.id, round(extract(epoch from ${ended_at}::timestamptz - ${began_at}::timestamptz) / 60, 1), ${ended_at}::timestamptz
    from scheduling.appointment a where a.id = ${appointment_id}::uuid and ${ended_at}::timestamptz - ${began_at}::timestamptz between interval '1 minute' and interval '12 hours'
    on conflict (appointment_id) do update set minutes = excluded.minutes, ended_at = excluded.ended_at`.execute(tx);
}

/** How long appointments of each kind really took, the latest first: at most so many of each. */
export async function servedMinutes(tx: Tx, visit_type_ids: readonly string[]): Promise<Map<string, number[]>> {
  const { rows } = await sql<{ visit_type_id: string; minutes: number[] }>`
    select t.id as visit_type_id, array(select s.minutes::float8 from scheduling.service_time s
      where s.visit_type_id = t.id and s.ended_at > now() - interval '2 years' order by s.ended_at desc limit 500) as minutes
    from scheduling.visit_type t where t.id = any (${visit_type_ids}::uuid[])`.execute(tx);
  return new Map(rows.map(({ visit_type_id, minutes }) => [visit_type_id, minutes]));
}
