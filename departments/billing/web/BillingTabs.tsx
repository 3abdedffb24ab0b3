import { PageTabs, useWords } from '@openward/platform/ui';

/** Leads from one page of billing to the others. */
export function BillingTabs({ at }: { at: '/billing/approvals' | '/billing/prices' | '/billing/missed' }) {
  const t = useWords();
  return <PageTabs label={t('Billing')} at={at} tabs={[
    { to: '/billing/missed', label: t('Held and missed') }, { to: '/billing/prices', label: t('Prices') }, { to: '/billing/approvals', label: t('Approvals') },
  ]} />;
}
