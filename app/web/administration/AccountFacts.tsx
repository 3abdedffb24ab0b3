import { Card, clinicalInstant, useServerWords, useWords, Value } from '@openward/platform/ui';
import type { AccountView } from '@openward/platform/auth/contract';
import { AccountMarks } from './AccountMarks.tsx';
import classes from './administration.module.css';
import { titleOf, useRoles } from './useRoles.ts';

/** What is to be known of an account. */
export function AccountFacts({ account }: { account: AccountView }) {
  const t = useWords();
  const say = useServerWords();
  const { roles } = useRoles();
  const methods = { totp: t('Authenticator app'), passkey: t('Passkey'), 'recovery-code': t('Recovery codes') };
  return (
    <Card title={t('Account')} actions={<AccountMarks account={account} />}>
      <dl className={classes.facts}>
        <dt>{t('Username')}</dt>
        <dd>
          <Value script="latin">{account.username}</Value>
        </dd>
        <dt>{t('Roles')}</dt>
        <dd>{account.roles.map((name) => say(titleOf(roles, name))).join(', ') || t('none')}</dd>
        <dt>{t('Second factor')}</dt>
        <dd>{account.second_factor_methods.map((method) => methods[method]).join(', ') || t('none')}</dd>
        <dt>{t('Last signed in')}</dt>
        <dd>{account.last_signed_in_at === null ? t('never') : <Value script="latin">{clinicalInstant(account.last_signed_in_at)}</Value>}</dd>
        <dt>{t('Made')}</dt>
        <dd>
          <Value script="latin">{clinicalInstant(account.created_at)}</Value>
        </dd>
        {account.staff_id !== null && (
          <>
            <dt>{t('In the staff directory')}</dt>
            <dd>
              <a href={`/staff/${account.staff_id}`}>{t('Open the entry')}</a>
            </dd>
          </>
        )}
      </dl>
    </Card>
  );
}
