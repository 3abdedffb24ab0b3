import { serve } from '@openward/platform/http';
import { ordersContract } from '../../contract/orders.ts';
import { orders as orderSubject } from '../../rules/orders/order.ts';
import { dueOf } from '../../rules/orders/due.ts';
import { isHighRiskOrder } from '../../rules/medicines/high-risk.ts';
import { askIdentity } from '../ask-identity.ts';
import { openLoop } from '../loop/open.ts';
import { seeRecord } from '../see.ts';
import { addStatement, changeStatement, listStatements } from '../statement/statements.ts';
import { state } from './state.ts';

/** Orders of services. Each is open until somebody closes it. */
export const orders = {
  list: serve(ordersContract.orders.list, async ({ patient_id }, act) => ({ statements: await listStatements(act, orderSubject, patient_id) })),
  add: serve(ordersContract.orders.add, async ({ identity, ...input }, act) => {
    const { patient_id, visit_id, statement } = input;
    await seeRecord(act, patient_id);
    if (isHighRiskOrder(statement)) await askIdentity(act, patient_id, identity);
    const added = await addStatement(act, orderSubject, input);
    await openLoop(act.tx, {
      kind: statement.category === 'referral' ? 'referral' : 'order', title: added.title, patient_id, visit_id: visit_id ?? null,
      owner: { kind: 'account', id: act.actor.account_id }, due: dueOf(statement, new Date()), about: { type: added.type, id: added.id },
    });
    return added;
  }),
  change: serve(ordersContract.orders.change, async ({ identity, ...input }, act) => {
    await seeRecord(act, input.patient_id);
    if (isHighRiskOrder(input.statement)) await askIdentity(act, input.patient_id, identity);
    return changeStatement(act, orderSubject, input);
  }),
  state,
};
