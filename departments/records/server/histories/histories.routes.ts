import { serve } from '@openward/platform/http';
import { historiesContract } from '../../contract/histories.ts';
import { familyHistory as family } from '../../rules/family-history/family-history.ts';
import { socialHistory as social } from '../../rules/social-history/social-history.ts';
import { addStatement, changeStatement, listStatements } from '../statement/statements.ts';

const { familyHistory: familyContract, socialHistory: socialContract } = historiesContract;

/** What relatives had. */
export const familyHistory = {
  list: serve(familyContract.list, async ({ patient_id }, act) => ({ statements: await listStatements(act, family, patient_id) })),
  add: serve(familyContract.add, (input, act) => addStatement(act, family, input)),
  change: serve(familyContract.change, (input, act) => changeStatement(act, family, input)),
};

/** How somebody lives. */
export const socialHistory = {
  list: serve(socialContract.list, async ({ patient_id }, act) => ({ statements: await listStatements(act, social, patient_id) })),
  add: serve(socialContract.add, (input, act) => addStatement(act, social, input)),
  change: serve(socialContract.change, (input, act) => changeStatement(act, social, input)),
};
