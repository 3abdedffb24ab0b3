import { useWords } from '@openward/platform/ui';
import type { AccountView } from '@openward/platform/auth/contract';
import classes from './administration.module.css';

/** What is to be known of an account at a glance. */
export function AccountMarks({ account }: { account: AccountView }) {
  const t = useWords();
  const locked = account.locked_until !== null && new Date(account.locked_until) > new Date();
  return (
    <>
      {account.disabled_at !== null && <span className={classes.mark}>{t('Disabled')}</span>}
      {locked && (
        <span className={classes.mark} data-tone="caution">
          {t('Locked out')}
        </span>
      )}
      {account.disabled_at === null && account.must_change_password && <span className={classes.mark}>{t('One-time password')}</span>}
      {account.disabled_at === null && account.second_factor_methods.length > 0 && <span className={classes.mark}>{t('Second factor')}</span>}
    </>
  );
}
