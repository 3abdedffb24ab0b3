import { IconCashRegister } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';

/** What care costs, who owes it, and who has paid. */
export const screens: ScreenRegistration = {
  department: 'billing',
  routes: [
    { path: '/billing/approvals', needs: 'billing.read', load: () => import('./approval/ApprovalsScreen.tsx') },
    { path: '/billing/missed', needs: 'billing.read', load: () => import('./charge/MissedScreen.tsx') },
    { path: '/billing/prices', needs: 'billing.read', load: () => import('./price/PricesScreen.tsx') },
    { path: '/billing/prices/$priceListId', needs: 'billing.read', load: () => import('./price/ListScreen.tsx') },
  ],
  navigation: [{ label: words('Billing'), to: '/billing/approvals', icon: IconCashRegister, needs: 'billing.read', order: 450 }],
  commands: [
    { label: words('Prices'), to: '/billing/prices', needs: 'billing.read' }, { label: words('Held and missed charges'), to: '/billing/missed', needs: 'billing.read' },
    { label: words('What waits for leave'), to: '/billing/approvals', needs: 'billing.read' },
  ],
};
