import { Mark, useWords } from '@openward/platform/ui';
import type { AccountView } from '@openward/platform/auth/contract';

/** What is to be known of an account at a glance. */
export function AccountMarks({ account }: { account: AccountView }) {
  const t = useWords();
  const locked = account.locked_until !== null && new Date(account.locked_until) > new Date();
  return (
    <>
      {account.disabled_at !== null && <Mark tone="plain" icon="off">{t('Disabled')}</Mark>}
      {locked && <Mark tone="caution">{t('Locked out')}</Mark>}
      {account.disabled_at === null && account.must_change_password && <Mark tone="plain">{t('One-time password')}</Mark>}
      {account.disabled_at === null && account.second_factor_methods.length > 0 && <Mark tone="good">{t('Second factor')}</Mark>}
    </>
  );
}
