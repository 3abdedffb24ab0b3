import { PageTabs, useWords } from '@openward/platform/ui';

/** Leads from one page of the books to the others. */
export function LedgerTabs({ at }: { at: '/ledger' | '/ledger/accounts' | '/ledger/bank' | '/ledger/reports' | '/ledger/periods' }) {
  const t = useWords();
  return (
    <PageTabs
      label={t('Books')} at={at}
      tabs={[
        { to: '/ledger', label: t('Journal') }, { to: '/ledger/accounts', label: t('Accounts') },
        { to: '/ledger/bank', label: t('Bank') }, { to: '/ledger/reports', label: t('Reports') }, { to: '/ledger/periods', label: t('Periods') },
      ]}
    />
  );
}
