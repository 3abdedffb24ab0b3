import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Random } from '@openward/patients/demo';

const days = 60;
const a_day = 8;

/** How long appointments of the last two months really took: some are quick, a few take twice as long as planned. */
export async function seedServiceTimes(tx: Tx, draw: Random, now: Date, types: readonly { id: string; minutes: number }[]): Promise<void> {
  const measured = types.flatMap(({ id, minutes }) => Array.from({ length: days * a_day }, (_each, at) => {
    const share = draw.chance(0.15) ? 1.4 + draw.fraction() : 0.5 + draw.fraction() * 0.7;
    return { visit_type_id: id, minutes: Math.round(minutes * share * 10) / 10, ended_at: new Date(now.getTime() - (1 + at / a_day) * 86_400_000).toISOString() };
  }));
  await sql`insert into scheduling.service_time (visit_type_id, minutes, ended_at)
    select visit_type_id, minutes, ended_at from jsonb_to_recordset(${JSON.stringify(measured)}::jsonb) as given(visit_type_id uuid, minutes numeric, ended_at timestamptz)`.execute(tx);
}
