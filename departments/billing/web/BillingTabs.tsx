import { PageTabs, useWords } from '@openward/platform/ui';

/** Leads from one page of billing to the others. */
export function BillingTabs({ at }: { at: '/billing/approvals' }) {
  const t = useWords();
  return <PageTabs label={t('Billing')} at={at} tabs={[{ to: '/billing/approvals', label: t('Approvals') }]} />;
}
