import { serve } from '@openward/platform/http';
import { ordersContract } from '../../contract/orders.ts';
import { orders as orderSubject, prescriptions as prescriptionSubject } from '../../rules/orders/order.ts';
import { dueOf } from '../../rules/orders/due.ts';
import { isHighRiskOrder } from '../../rules/medicines/high-risk.ts';
import { askIdentity } from '../ask-identity.ts';
import { openLoop } from '../loop/open.ts';
import { checkMedicine, keepOverride, refuseSevere } from '../medicines/check.ts';
import { lockMedicines } from '../medicines/lock.sql.ts';
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

/** Prescriptions: checked against allergies and against what is taken already. */
export const prescriptions = {
  list: serve(ordersContract.prescriptions.list, async ({ patient_id }, act) => ({ statements: await listStatements(act, prescriptionSubject, patient_id) })),
  add: serve(ordersContract.prescriptions.add, async ({ identity, override, ...input }, act) => {
    const { patient_id, statement } = input;
    await seeRecord(act, patient_id);
    await lockMedicines(act.tx, patient_id);
    const check = await checkMedicine(act, patient_id, statement.concept);
    refuseSevere(check, override);
    if (check.high_risk) await askIdentity(act, patient_id, identity);
    const added = await addStatement(act, prescriptionSubject, input);
    await keepOverride(act, check, { type: added.type, id: added.id, patient_id, reason: override });
    return added;
  }),
  // A dose or a medicine that is changed harms as a new one does: it is checked again, against what is recorded by now.
  change: serve(ordersContract.prescriptions.change, async ({ identity, override, ...input }, act) => {
    const { patient_id, statement } = input;
    await seeRecord(act, patient_id);
    await lockMedicines(act.tx, patient_id);
    const check = await checkMedicine(act, patient_id, statement.concept);
    refuseSevere(check, override);
    if (check.high_risk) await askIdentity(act, patient_id, identity);
    const changed = await changeStatement(act, prescriptionSubject, input);
    await keepOverride(act, check, { type: changed.type, id: changed.id, patient_id, reason: override });
    return changed;
  }),
};
