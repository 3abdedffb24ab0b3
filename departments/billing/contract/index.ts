import { accountContract } from './account.ts';
import { approvalContract } from './approval.ts';
import { chargeContract } from './charge.ts';
import { dayContract } from './day.ts';
import { drawerContract } from './drawer.ts';
import { gatewayContract } from './gateway.ts';
import { invoiceSettingContract } from './invoice-setting.ts';
import { invoiceContract } from './invoice.ts';
import { paymentContract } from './payment.ts';
import { priceContract } from './price.ts';
import { reservedReceiptContract } from './reserved-receipt.ts';
import { shareContract } from './share.ts';

export * from './account.ts';
export * from './approval.ts';
export * from './charge.ts';
export * from './day.ts';
export * from './drawer.ts';
export * from './gateway.ts';
export * from './invoice-setting.ts';
export * from './invoice.ts';
export * from './payment.ts';
export * from './price.ts';
export * from './reserved-receipt.ts';
export * from './share.ts';

/** What billing can be asked for. */
export const billingContract = { ...accountContract, ...approvalContract, ...chargeContract, ...dayContract, ...drawerContract, ...gatewayContract, ...invoiceSettingContract, ...invoiceContract, ...paymentContract, ...priceContract, ...reservedReceiptContract, ...shareContract };
