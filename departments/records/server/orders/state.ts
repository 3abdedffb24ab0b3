import { Problem, serve } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import type { MedicineCheck } from '../../contract/medicines.ts';
import { ordersContract } from '../../contract/orders.ts';
import { isHighRiskOrder } from '../../rules/medicines/high-risk.ts';
import { orders as subject } from '../../rules/orders/order.ts';
import { inState, mayBecome, needsReason } from '../../rules/orders/states.ts';
import { fieldsOf } from '../../rules/statement/subject.ts';
import { askIdentity } from '../ask-identity.ts';
import { closeLoopsAbout } from '../loop/close.ts';
import { checkSubstance, keepOverride, refuseSevere } from '../medicines/check.ts';
import { takenMedicines } from '../medicines/list.ts';
import { lockMedicines } from '../medicines/lock.sql.ts';
import { put } from '../put.ts';
import { seeRecord } from '../see.ts';
import { heldStatement } from '../statement/statements.ts';
import type { StatementRow } from '../statement/statements.sql.ts';

/** Holds, resumes, completes, stops or cancels an order. What is over closes what was open about it. */
export const state = serve(ordersContract.orders.state, async ({ patient_id, type, id, version, state: to, reason, identity, override }, act) => {
  await seeRecord(act, patient_id);
  if (type === 'MedicationRequest') await lockMedicines(act.tx, patient_id);
  const row = await heldStatement(act, patient_id, type, id, version);
  if (!mayBecome(row.status, to)) {
    throw new Problem(409, 'records.order_state', `An order that is ${row.status ?? 'active'} cannot become ${to}`, { field: 'state', status: row.status });
  }
  if (needsReason(to) && reason === undefined) throw new Problem(422, 'records.reason_needed', 'Say why', { field: 'reason' });
  const check = to === 'active' ? await passAgain(act, patient_id, row, { identity, override }) : null;
  const resource = inState(row.resource, to, reason);
  const done = await put(act.tx, { json: JSON.stringify(resource), if_version: version });
  if (check !== null) await keepOverride(act, check, { type, id, patient_id, reason: override });
  if (to === 'completed') await closeLoopsAbout(act.tx, { type, id }, { outcome: 'done', note: reason ?? null }, ['order', 'referral']);
  else if (to === 'cancelled' || to === 'stopped') await closeLoopsAbout(act.tx, { type, id }, { cancelled: reason ?? 'Cancelled' }, ['order', 'referral']);
  act.audit.detail({ type, id, version: done.version, state: to });
  return { type, id, version: done.version, status: resource['status'] as string, check };
});

/** What begins again harms as a new one does: it is checked against what is recorded by now, and asks who the patient is where a new one would. */
async function passAgain(
  act: Act, patient_id: string, row: StatementRow, { identity, override }: { identity: string | undefined; override: string | undefined },
): Promise<MedicineCheck | null> {
  if (row.type === 'ServiceRequest') {
    const fields = fieldsOf(subject, row.resource);
    if (fields !== null && isHighRiskOrder(fields)) await askIdentity(act, patient_id, identity);
    return null;
  }
  const medicine = (await takenMedicines(act.tx, patient_id)).find(({ type, id }) => type === row.type && id === row.id);
  if (medicine === undefined) throw new Error('the prescription that is resumed is not among the medicines');
  const found = await checkSubstance(act, patient_id, medicine);
  // It is no second of itself.
  const check = { ...found, duplicates: found.duplicates.filter(({ type, id }) => type !== row.type || id !== row.id) };
  refuseSevere(check, override);
  if (check.high_risk) await askIdentity(act, patient_id, identity);
  return check;
}
