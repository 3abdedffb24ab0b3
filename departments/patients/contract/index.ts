import { breakGlassContract } from './break-glass.ts';
import { coverageContract } from './coverage.ts';
import { duplicatesContract } from './duplicates.ts';
import { historyContract } from './history.ts';
import { mergeContract } from './merge.ts';
import { paperContract } from './paper.ts';
import { patientContract } from './patient.ts';
import { searchContract } from './search.ts';

export * from './contact-rule.ts';
export * from './coverage.ts';
export * from './date.ts';
export * from './duplicates.ts';
export * from './history.ts';
export * from './hospital-number.ts';
export * from './identifier.ts';
export * from './merge.ts';
export * from './paper.ts';
export * from './patient.ts';
export * from './person.ts';
export * from './record.ts';
export * from './registration.ts';
export * from './search.ts';

/** Everything that the patients department can be asked for. */
export const patientsContract = {
  ...patientContract,
  ...breakGlassContract,
  ...searchContract,
  ...duplicatesContract,
  ...historyContract,
  ...coverageContract,
  ...mergeContract,
  ...paperContract,
};
