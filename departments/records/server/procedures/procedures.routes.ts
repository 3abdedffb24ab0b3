import { Problem, serve } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { proceduresContract } from '../../contract/procedures.ts';
import { inState, mayBecome } from '../../rules/orders/states.ts';
import { procedures as subject } from '../../rules/procedures/procedure.ts';
import { closeLoopsAbout } from '../loop/close.ts';
import { put } from '../put.ts';
import { seeRecord } from '../see.ts';
import { addStatement, changeStatement, listStatements } from '../statement/statements.ts';
import { readStatement } from '../statement/statements.sql.ts';

const { list, add, change } = proceduresContract.procedures;

/** What was ordered is done with the procedure that was: one treatment, from plan to outcome. */
async function settleOrder(act: Act, patient_id: string, { order_id, status }: { order_id: string | null; status: string }): Promise<void> {
  if (order_id === null) return;
  const order = await readStatement(act.tx, patient_id, 'ServiceRequest', order_id);
  if (order === undefined) throw new Problem(422, 'records.unknown_order', 'This patient has no such order', { field: 'statement.order_id' });
  if (status !== 'completed' || !mayBecome(order.status, 'completed')) return;
  await put(act.tx, { json: JSON.stringify(inState(order.resource, 'completed', undefined)), if_version: order.version });
  await closeLoopsAbout(act.tx, { type: 'ServiceRequest', id: order_id }, { outcome: 'done' }, ['order', 'referral']);
}

/** Procedures. */
export const procedures = {
  list: serve(list, async ({ patient_id }, act) => ({ statements: await listStatements(act, subject, patient_id) })),
  add: serve(add, async (input, act) => {
    await seeRecord(act, input.patient_id);
    await settleOrder(act, input.patient_id, input.statement);
    return addStatement(act, subject, input);
  }),
  change: serve(change, async (input, act) => {
    await seeRecord(act, input.patient_id);
    await settleOrder(act, input.patient_id, input.statement);
    return changeStatement(act, subject, input);
  }),
};
