import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { asksForReview } from '../../rules/loop/review.ts';
import type { Row } from '../row.ts';
import { closeLoopsAbout } from './close.ts';
import { watchDispense } from './dispense.ts';
import { openLoop } from './open.ts';

const reviewHours = { routine: 72, urgent: 4 } as const;

/**
 * Called with what was just written: a report on an order, and an abnormal result of one, wait for the clinician who
 * ordered it, and the order itself is closed by them. What nobody here ordered, such as results of long ago that are
 * imported, waits for nobody.
 */
export async function watchResults(tx: Tx, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    if (row.type === 'MedicationDispense') await watchDispense(tx, row);
    const { type, id, patient_id } = row;
    if (patient_id === null || (type !== 'Observation' && type !== 'DiagnosticReport')) continue;
    const review = asksForReview(type, row.body, row.columns.line?.flag);
    if (review === null) continue;
    for (const order of review.orders) await watchResult(tx, { type, id, patient_id, title: row.columns.line?.title ?? type, urgent: review.urgent, visit_id: row.columns.visit_id ?? null }, order);
  }
}

/** Whether a row is a result that may wait for a clinician. */
export function waitsForReview({ type, patient_id, body, columns }: Row): boolean {
  return patient_id !== null && (type === 'Observation' || type === 'DiagnosticReport') && asksForReview(type, body, columns.line?.flag) !== null;
}

interface Arrived {
  type: string;
  id: string;
  patient_id: string;
  title: string;
  urgent: boolean;
  visit_id: string | null;
}

async function watchResult(tx: Tx, { type, id, patient_id, title, urgent, visit_id }: Arrived, order: string): Promise<void> {
  const { rows } = await sql<{ account_id: string | null }>`
    select coalesce(
      (select owner_account from records.loop where about_type = 'ServiceRequest' and about_id = ${order} and kind = 'order'
        order by opened_at desc limit 1),
      (select account.id from auth.account account where account.kind = 'person'
        and 'Practitioner/' || account.staff_id::text = ordered.body->'requester'->>'reference')) as account_id
    from records.resource ordered
    where ordered.type = 'ServiceRequest' and ordered.id = ${order} and not ordered.deleted and ordered.patient_id = any (records.alias_set(${patient_id}::uuid))`.execute(tx);
  const account_id = rows[0]?.account_id;
  if (account_id == null) return;
  // Told again (a corrected report), it is looked at again, unless it waits already.
  const due = new Date(Date.now() + reviewHours[urgent ? 'urgent' : 'routine'] * 3_600_000);
  await openLoop(tx, { kind: 'result', title, patient_id, owner: { kind: 'account', id: account_id }, due, visit_id, about: { type, id } });
  if (type === 'DiagnosticReport') {
    await closeLoopsAbout(tx, { type: 'ServiceRequest', id: order }, { outcome: 'done', note: 'The result is here' }, ['order']);
  }
}
