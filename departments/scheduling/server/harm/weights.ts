import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { schedulingContract as contract } from '../../contract/index.ts';
import type { HarmWeights } from '../../rules/harm/weigh.ts';

const columns = sql.raw(`missed_date, missed_day, other_day, other_clinician, each_patient, short_notice, short_notice_hours, minute_moved, minute_urgent_waits,
  protect_days, days_ahead, version`);

/** What each kind of harm counts in this hospital. */
export async function readWeights(tx: Tx): Promise<HarmWeights & { version: number }> {
  const { rows } = await sql<HarmWeights & { version: number }>`select ${columns} from scheduling.harm_weight`.execute(tx);
  return rows[0]!;
}

export const harmWeights = serve(contract.harmWeights, async (_input, act) => readWeights(act.tx));

export const updateHarmWeights = serve(contract.updateHarmWeights, async ({ version, ...weights }, act) => {
  const { rows } = await sql<HarmWeights & { version: number }>`update scheduling.harm_weight set missed_date = ${weights.missed_date}, missed_day = ${weights.missed_day},
      other_day = ${weights.other_day}, other_clinician = ${weights.other_clinician}, each_patient = ${weights.each_patient}, short_notice = ${weights.short_notice},
      short_notice_hours = ${weights.short_notice_hours}, minute_moved = ${weights.minute_moved}, minute_urgent_waits = ${weights.minute_urgent_waits},
      protect_days = ${weights.protect_days}, days_ahead = ${weights.days_ahead}, version = version + 1
    where version = ${version} returning ${columns}`.execute(act.tx);
  if (rows[0] === undefined) throw new Problem(409, 'scheduling.changed', 'Somebody has changed these meanwhile', { field: 'version', current: await readWeights(act.tx) });
  act.audit.detail(weights);
  return rows[0];
});
