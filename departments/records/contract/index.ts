import { allergiesContract } from './allergies.ts';
import { carePlansContract } from './care-plans.ts';
import { flagsContract } from './flags.ts';
import { questionnairesContract } from './questionnaires.ts';
import { problemsContract } from './problems.ts';
import { growthContract } from './growth.ts';
import { inboxContract } from './inbox.ts';
import { loopContract } from './loop.ts';
import { actsContract } from './acts.ts';
import { labelsContract } from './labels.ts';
import { historiesContract } from './histories.ts';
import { immunizationsContract } from './immunizations.ts';
import { medicinesContract } from './medicines.ts';
import { ordersContract } from './orders.ts';
import { proceduresContract } from './procedures.ts';
import { documentContract } from './documents.ts';
import { noteContract, templateContract } from './notes.ts';
import { resultsContract } from './results.ts';
import { resourceContract } from './resource.ts';
import { summaryContract } from './summary.ts';
import { timelineContract } from './timeline.ts';
import { vitalsContract } from './vitals.ts';

export * from './allergies.ts';
export * from './care-plans.ts';
export * from './flags.ts';
export * from './questionnaires.ts';
export * from './kinds.ts';
export * from './problems.ts';
export * from './dosage.ts';
export * from './growth.ts';
export * from './inbox.ts';
export * from './loop.ts';
export * from './acts.ts';
export * from './labels.ts';
export * from './histories.ts';
export * from './immunizations.ts';
export * from './medicines.ts';
export * from './orders.ts';
export * from './procedures.ts';
export * from './documents.ts';
export * from './notes.ts';
export * from './resource.ts';
export * from './results.ts';
export * from './statement.ts';
export * from './summary.ts';
export * from './timeline.ts';
export * from './vitals.ts';

/** Everything that the medical record can be asked for. */
export const recordsContract = {
  ...timelineContract,
  ...resourceContract,
  ...summaryContract,
  ...problemsContract,
  ...allergiesContract,
  ...actsContract,
  ...labelsContract,
  ...historiesContract,
  ...immunizationsContract,
  ...medicinesContract,
  ...ordersContract,
  ...proceduresContract,
  ...flagsContract,
  ...questionnairesContract,
  ...carePlansContract,
  ...loopContract,
  ...inboxContract,
  ...vitalsContract,
  ...noteContract,
  ...templateContract,
  ...documentContract,
  ...growthContract,
  ...resultsContract,
};
