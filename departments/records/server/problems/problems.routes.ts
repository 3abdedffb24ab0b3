import { serve } from '@openward/platform/http';
import { problemsContract } from '../../contract/problems.ts';
import { problems as subject } from '../../rules/problems/problem.ts';
import { addStatement, changeStatement, listStatements } from '../statement/statements.ts';

const { list, add, change } = problemsContract.problems;

/** The problem list. */
export const problems = {
  list: serve(list, async ({ patient_id }, act) => ({ statements: await listStatements(act, subject, patient_id) })),
  add: serve(add, (input, act) => addStatement(act, subject, input)),
  change: serve(change, (input, act) => changeStatement(act, subject, input)),
};
