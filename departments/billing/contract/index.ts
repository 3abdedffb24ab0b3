import { accountContract } from './account.ts';
import { approvalContract } from './approval.ts';
import { dayContract } from './day.ts';
import { drawerContract } from './drawer.ts';
import { invoiceSettingContract } from './invoice-setting.ts';
import { invoiceContract } from './invoice.ts';
import { paymentContract } from './payment.ts';

export * from './account.ts';
export * from './approval.ts';
export * from './day.ts';
export * from './drawer.ts';
export * from './invoice-setting.ts';
export * from './invoice.ts';
export * from './payment.ts';

/** What billing can be asked for. */
export const billingContract = { ...approvalContract, ...invoiceContract, ...invoiceSettingContract, ...accountContract, ...paymentContract, ...drawerContract, ...dayContract };
