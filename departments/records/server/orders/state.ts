import { Problem, serve } from '@openward/platform/http';
import { ordersContract } from '../../contract/orders.ts';
import { inState, mayBecome, needsReason } from '../../rules/orders/states.ts';
import { closeLoopsAbout } from '../loop/close.ts';
import { put } from '../put.ts';
import { heldStatement } from '../statement/statements.ts';

/** Holds, resumes, completes, stops or cancels an order. What is over closes what was open about it. */
export const state = serve(ordersContract.orders.state, async ({ patient_id, type, id, version, state: to, reason }, act) => {
  const row = await heldStatement(act, patient_id, type, id, version);
  if (!mayBecome(row.status, to)) {
    throw new Problem(409, 'records.order_state', `An order that is ${row.status ?? 'active'} cannot become ${to}`, { field: 'state', status: row.status });
  }
  if (needsReason(to) && reason === undefined) throw new Problem(422, 'records.reason_needed', 'Say why', { field: 'reason' });
  const resource = inState(row.resource, to, reason);
  const done = await put(act.tx, { json: JSON.stringify(resource), if_version: version });
  if (to === 'completed') await closeLoopsAbout(act.tx, { type, id }, { outcome: 'done', note: reason ?? null }, ['order', 'referral']);
  else if (to === 'cancelled' || to === 'stopped') await closeLoopsAbout(act.tx, { type, id }, { cancelled: reason ?? 'Cancelled' }, ['order', 'referral']);
  act.audit.detail({ type, id, version: done.version, state: to });
  return { type, id, version: done.version, status: resource['status'] as string };
});
