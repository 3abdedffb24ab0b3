import { PageTabs, usePermissions, useWords } from '@openward/platform/ui';

/** Leads from the waiting list to what is offered, and to referrals. */
export function WaitingTabs({ at }: { at: '/waiting-list' | '/waiting-list/offers' | '/referrals' }) {
  const t = useWords();
  const may = usePermissions();
  return (
    <PageTabs
      label={t('Those who wait')} at={at}
      tabs={[{ to: '/waiting-list', label: t('Waiting list') }, ...(may('scheduling.book') ? [{ to: '/waiting-list/offers', label: t('Offers to call about') }] : []), { to: '/referrals', label: t('Referrals') }]}
    />
  );
}
