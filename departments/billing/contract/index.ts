import { approvalContract } from './approval.ts';
import { dayContract } from './day.ts';
import { drawerContract } from './drawer.ts';
import { paymentContract } from './payment.ts';

export * from './approval.ts';
export * from './day.ts';
export * from './drawer.ts';
export * from './payment.ts';

/** What billing can be asked for. */
export const billingContract = { ...approvalContract, ...paymentContract, ...drawerContract, ...dayContract };
