import { approvalContract } from './approval.ts';

export * from './approval.ts';

/** What billing can be asked for. */
export const billingContract = { ...approvalContract };
