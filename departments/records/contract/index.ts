import { resourceContract } from './resource.ts';
import { summaryContract } from './summary.ts';
import { timelineContract } from './timeline.ts';

export * from './kinds.ts';
export * from './resource.ts';
export * from './summary.ts';
export * from './timeline.ts';

/** Everything that the medical record can be asked for. */
export const recordsContract = {
  ...timelineContract,
  ...resourceContract,
  ...summaryContract,
};
