import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { chargeVisits } from '../server/charges.ts';
import { readVisits } from '../server/visit.sql.ts';

/** Charges the visits that have come to an end since a day. Returns how many it looked at. */
export async function seedVisitCharges(tx: Tx, from: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`select id from visits.visit where status = 'finished' and started_at >= ${from}::date order by ended_at, id`.execute(tx);
  await chargeVisits(tx, await readVisits(tx, rows.map(({ id }) => id)), { account_id: null, name: 'OpenWard' });
  return rows.length;
}
