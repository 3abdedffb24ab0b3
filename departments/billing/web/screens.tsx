import { IconCashRegister, IconFileInvoice } from '@tabler/icons-react';
import { words, type ScreenRegistration } from '@openward/platform/ui';

/** What care costs, who owes it, and who has paid. */
export const screens: ScreenRegistration = {
  department: 'billing',
  routes: [
    { path: '/cashier', needs: 'billing.collect', load: () => import('./payment/CashierScreen.tsx') },
    { path: '/billing/paper', needs: 'billing.collect', load: () => import('./reserved/ReceiptsScreen.tsx') },
    { path: '/billing/paper/$receiptNumber', needs: 'billing.collect', load: () => import('./payment/CashierScreen.tsx') },
    { path: '/billing/drawer', needs: 'billing.collect', load: () => import('./drawer/DrawerScreen.tsx') },
    { path: '/billing/day', needs: 'billing.close_day', load: () => import('./day/DayScreen.tsx') },
    { path: '/billing/collections', needs: 'billing.read', load: () => import('./day/CollectionsScreen.tsx') },
    { path: '/billing/missed', needs: 'billing.read', load: () => import('./charge/MissedScreen.tsx') },
    { path: '/billing/prices', needs: 'billing.read', load: () => import('./price/PricesScreen.tsx') },
    { path: '/billing/prices/$priceListId', needs: 'billing.read', load: () => import('./price/ListScreen.tsx') },
    { path: '/billing/rules', needs: 'billing.read', load: () => import('./rules/RulesScreen.tsx') },
    { path: '/billing/settings', needs: 'billing.close_day', load: () => import('./setting/SettingScreen.tsx') },
    { path: '/billing/invoices', needs: 'billing.read', load: () => import('./invoice/InvoicesScreen.tsx') },
    { path: '/billing/invoices/$invoiceId', needs: 'billing.read', load: () => import('./invoice/InvoiceScreen.tsx') },
    { path: '/billing/patients/$patientId', needs: 'billing.read', load: () => import('./account/PatientAccountScreen.tsx') },
    { path: '/billing/receivables', needs: 'billing.invoice', load: () => import('./account/ReceivablesScreen.tsx') },
    { path: '/billing/shares', needs: 'ledger.read', load: () => import('./share/SharesScreen.tsx') },
    { path: '/billing/approvals', needs: 'billing.read', load: () => import('./approval/ApprovalsScreen.tsx') },
  ],
  navigation: [
    { label: words('Cashier'), to: '/cashier', icon: IconCashRegister, needs: 'billing.collect', order: 440 },
    { label: words('Billing'), to: '/billing/invoices', icon: IconFileInvoice, needs: 'billing.read', order: 450 },
  ],
  commands: [
    { label: words('Take a payment'), to: '/cashier', needs: 'billing.collect' },
    { label: words('Receipts on paper'), to: '/billing/paper', needs: 'billing.collect' },
    { label: words('My drawer'), to: '/billing/drawer', needs: 'billing.collect' },
    { label: words('Close the day of the tills'), to: '/billing/day', needs: 'billing.close_day' },
    { label: words('Collections'), to: '/billing/collections', needs: 'billing.read' },
    { label: words('Prices'), to: '/billing/prices', needs: 'billing.read' },
    { label: words('Rules of charging, discounts, shares of payers'), to: '/billing/rules', needs: 'billing.read' },
    { label: words('Settings of billing: drawers, rates, gateway'), to: '/billing/settings', needs: 'billing.close_day' },
    { label: words('Held and missed charges'), to: '/billing/missed', needs: 'billing.read' },
    { label: words('Invoices'), to: '/billing/invoices', needs: 'billing.read' },
    { label: words('Receivables: what is owed, reminders'), to: '/billing/receivables', needs: 'billing.invoice' },
    { label: words('Clinicians’ shares'), to: '/billing/shares', needs: 'ledger.read' },
    { label: words('What waits for leave'), to: '/billing/approvals', needs: 'billing.read' },
  ],
  chartTabs: [{ path: 'account', label: words('Account'), needs: 'billing.read', order: 60, load: () => import('./account/AccountTab.tsx') }],
};
