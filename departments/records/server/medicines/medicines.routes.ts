import { serve } from '@openward/platform/http';
import { medicinesContract } from '../../contract/medicines.ts';
import { mayStillHarm, medicines as subject } from '../../rules/medicines/medicine.ts';
import { seeRecord } from '../see.ts';
import { addStatement, changeStatement, listStatements } from '../statement/statements.ts';
import { checkMedicine, keepOverride, refuseSevere } from './check.ts';
import { groupByIngredient, takenMedicines } from './list.ts';
import { lastReconciliation, lockMedicines } from './lock.sql.ts';
import { reconcile } from './reconcile.ts';

const { list, add, change, byIngredient, check } = medicinesContract.medicines;

/** The medication list. */
export const medicines = {
  list: serve(list, async ({ patient_id }, act) => ({ statements: await listStatements(act, subject, patient_id) })),
  add: serve(add, async ({ override, ...input }, act) => {
    await seeRecord(act, input.patient_id);
    await lockMedicines(act.tx, input.patient_id);
    const found = mayStillHarm(input.statement) ? await checkMedicine(act, input.patient_id, input.statement.concept) : null;
    if (found !== null) refuseSevere(found, override);
    const added = await addStatement(act, subject, input);
    if (found !== null) await keepOverride(act, found, { type: added.type, id: added.id, patient_id: input.patient_id, reason: override });
    return added;
  }),
  change: serve(change, async ({ override, ...input }, act) => {
    await seeRecord(act, input.patient_id);
    await lockMedicines(act.tx, input.patient_id);
    const found = mayStillHarm(input.statement) ? await checkMedicine(act, input.patient_id, input.statement.concept) : null;
    if (found !== null) refuseSevere(found, override);
    const changed = await changeStatement(act, subject, input);
    if (found !== null) await keepOverride(act, found, { type: changed.type, id: changed.id, patient_id: input.patient_id, reason: override });
    return changed;
  }),
  byIngredient: serve(byIngredient, async ({ patient_id }, act) => {
    await seeRecord(act, patient_id);
    return { ingredients: groupByIngredient(await takenMedicines(act.tx, patient_id)), reconciled: await lastReconciliation(act.tx, patient_id) };
  }),
  check: serve(check, async ({ patient_id, concept }, act) => {
    await seeRecord(act, patient_id);
    return checkMedicine(act, patient_id, concept);
  }),
  reconcile,
};
