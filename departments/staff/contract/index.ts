import { assignmentContract } from './assignment.ts';
import { bindingContract } from './binding.ts';
import { departmentContract } from './department.ts';
import { locationContract } from './location.ts';
import { practitionerContract } from './practitioner.ts';

export * from './assignment.ts';
export * from './department.ts';
export * from './location.ts';
export * from './practitioner.ts';

/** Everything that the staff department can be asked for. */
export const staffContract = {
  ...practitionerContract,
  ...assignmentContract,
  ...departmentContract,
  ...locationContract,
  ...bindingContract,
};
