import { words } from '@openward/platform/ui';

/** Roles that handle money, whose limits and discounts are set. */
export const moneyRoles = ['front-desk', 'cashier', 'biller', 'billing-manager', 'accountant'] as const;

export const moneyRoleWords: Readonly<Record<string, string>> = {
  'front-desk': words('Front desk'), cashier: words('Cashier'), biller: words('Biller'), 'billing-manager': words('Billing manager'), accountant: words('Accountant'),
};
