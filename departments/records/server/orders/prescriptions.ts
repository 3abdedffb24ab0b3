import { serve } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import type { MedicineCheck } from '../../contract/medicines.ts';
import { ordersContract } from '../../contract/orders.ts';
import { prescriptions as subject } from '../../rules/orders/order.ts';
import { endOfSupply } from '../../rules/orders/supply.ts';
import { askIdentity } from '../ask-identity.ts';
import { setDueAbout } from '../loop/close.ts';
import { openLoop } from '../loop/open.ts';
import { checkMedicine, keepOverride, refuseSevere } from '../medicines/check.ts';
import { lockMedicines } from '../medicines/lock.sql.ts';
import { seeRecord } from '../see.ts';
import { addStatement, changeStatement, listStatements } from '../statement/statements.ts';

const contract = ordersContract.prescriptions;

interface Guarded {
  patient_id: string;
  statement: { concept: Parameters<typeof checkMedicine>[2] };
  identity?: string | undefined;
  override?: string | undefined;
}

/** What a prescription has to pass before it is written: allergies over the whole record, and for one of high risk, who the patient is. */
async function pass(act: Act, { patient_id, statement, identity, override }: Guarded): Promise<MedicineCheck> {
  await seeRecord(act, patient_id);
  await lockMedicines(act.tx, patient_id);
  const check = await checkMedicine(act, patient_id, statement.concept);
  refuseSevere(check, override);
  if (check.high_risk) await askIdentity(act, patient_id, identity);
  return check;
}

/** Prescriptions: checked against allergies and against what is taken already. Each is open until it is used up, stopped or handed out. */
export const prescriptions = {
  list: serve(contract.list, async ({ patient_id }, act) => ({ statements: await listStatements(act, subject, patient_id) })),
  add: serve(contract.add, async (input, act) => {
    const check = await pass(act, input);
    const { identity: _identity, override, ...fresh } = input;
    const { patient_id, visit_id, statement } = fresh;
    const added = await addStatement(act, subject, fresh);
    await keepOverride(act, check, { type: added.type, id: added.id, patient_id, reason: override });
    await openLoop(act.tx, {
      kind: 'order', title: added.title, patient_id, visit_id: visit_id ?? null,
      owner: { kind: 'account', id: act.actor.account_id }, due: endOfSupply(statement, new Date()), about: { type: added.type, id: added.id },
    });
    return added;
  }),
  // A dose or a medicine that is changed harms as a new one does: it is checked again, against what is recorded by now.
  change: serve(contract.change, async (input, act) => {
    const check = await pass(act, input);
    const { identity: _identity, override, ...again } = input;
    const changed = await changeStatement(act, subject, again);
    const { type, id } = changed;
    await keepOverride(act, check, { type, id, patient_id: again.patient_id, reason: override });
    await setDueAbout(act.tx, { type, id }, endOfSupply(again.statement, new Date()), ['order']);
    return changed;
  }),
};
