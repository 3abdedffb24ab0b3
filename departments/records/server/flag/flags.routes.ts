import { serve } from '@openward/platform/http';
import { flagsContract } from '../../contract/flags.ts';
import { flags as subject } from '../../rules/flag/flag.ts';
import { addStatement, changeStatement, listStatements } from '../statement/statements.ts';

const { list, add, change } = flagsContract.flags;

/** What everybody who meets the patient must know. */
export const flags = {
  list: serve(list, async ({ patient_id }, act) => ({ statements: await listStatements(act, subject, patient_id) })),
  add: serve(add, (input, act) => addStatement(act, subject, input)),
  change: serve(change, (input, act) => changeStatement(act, subject, input)),
};
