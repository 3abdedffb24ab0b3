import { PageTabs, usePermissions, useWords, words } from '@openward/platform/ui';

const pages = [
  { to: '/cashier', label: words('Cashier'), needs: 'billing.collect' },
  { to: '/billing/drawer', label: words('Drawer'), needs: 'billing.collect' },
  { to: '/billing/invoices', label: words('Invoices'), needs: 'billing.read' },
  { to: '/billing/receivables', label: words('Receivables'), needs: 'billing.invoice' },
  { to: '/billing/missed', label: words('Held and missed'), needs: 'billing.read' },
  { to: '/billing/prices', label: words('Prices'), needs: 'billing.read' },
  { to: '/billing/shares', label: words('Clinicians’ shares'), needs: 'ledger.read' },
  { to: '/billing/rules', label: words('Rules'), needs: 'billing.read' },
  { to: '/billing/approvals', label: words('Approvals'), needs: 'billing.read' },
  { to: '/billing/day', label: words('Day close'), needs: 'billing.close_day' },
  { to: '/billing/collections', label: words('Collections'), needs: 'billing.read' },
  { to: '/billing/settings', label: words('Settings'), needs: 'billing.close_day' },
] as const;

/** Leads from one page of billing to the others, those that the reader may open. */
export function BillingTabs({ at }: { at: (typeof pages)[number]['to'] }) {
  const t = useWords();
  const may = usePermissions();
  return <PageTabs label={t('Billing')} at={at} tabs={pages.filter(({ needs }) => may(needs)).map(({ to, label }) => ({ to, label: t(label) }))} />;
}
