import { serve } from '@openward/platform/http';
import { carePlansContract as contract } from '../../contract/care-plans.ts';
import { carePlans as planSubject } from '../../rules/care-plan/care-plan.ts';
import { goals as goalSubject } from '../../rules/care-plan/goal.ts';
import { addStatement, changeStatement, listStatements } from '../statement/statements.ts';

/** What is to be reached. */
export const goals = {
  list: serve(contract.goals.list, async ({ patient_id }, act) => ({ statements: await listStatements(act, goalSubject, patient_id) })),
  add: serve(contract.goals.add, (input, act) => addStatement(act, goalSubject, input)),
  change: serve(contract.goals.change, (input, act) => changeStatement(act, goalSubject, input)),
};

/** What is planned. */
export const carePlans = {
  list: serve(contract.carePlans.list, async ({ patient_id }, act) => ({ statements: await listStatements(act, planSubject, patient_id) })),
  add: serve(contract.carePlans.add, (input, act) => addStatement(act, planSubject, input)),
  change: serve(contract.carePlans.change, (input, act) => changeStatement(act, planSubject, input)),
};
