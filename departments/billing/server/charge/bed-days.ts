import type { Tx } from '@openward/platform/db';
import { addDays } from '@openward/platform/time';
import { localMidnight } from './midnight.sql.ts';
import { chargeFor, type ChargeAuthor } from './capture.ts';
import type { ChargeRow } from './charge.sql.ts';

/** Somebody who lies in the hospital. */
export interface Stay {
  /** Key of the stay; with the night it is what a night charges by. */
  stay_id: string;
  patient_id: string;
  visit_id: string;
  department_id: string | null;
  location_id: string | null;
}

/**
 * Charges the night that began on a day, for those who were there at midnight: once, however often it is asked. The night belongs to the
 * day on which it began, in the hospital's zone, whatever the clocks do in it.
 */
export async function chargeBedDays(tx: Tx, day: string, stays: readonly Stay[], author: ChargeAuthor): Promise<ChargeRow[]> {
  const charged: ChargeRow[] = [];
  for (const { stay_id, location_id, ...stay } of stays) {
    const { at, night_id } = await localMidnight(tx, { day: addDays(day, 1), location_id, stay_id });
    charged.push(...(await chargeFor(tx, { kind: 'bed-day', source_id: night_id, at, location_id, visit_class: 'inpatient', ...stay }, author)));
  }
  return charged;
}
