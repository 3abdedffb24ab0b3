import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Answer, usePermissions, useWords } from '@openward/platform/ui';
import { AccountActs } from './AccountActs.tsx';
import { AccountFacts } from './AccountFacts.tsx';
import { AccountNames } from './AccountNames.tsx';
import { AccountDepartments } from './AccountDepartments.tsx';
import { AccountRoles } from './AccountRoles.tsx';
import { AccountSessions } from './AccountSessions.tsx';
import classes from './administration.module.css';
import { AdministrationPage } from './AdministrationPage.tsx';
import { authQueries } from './queries.ts';

/** One account: who it is, what they may do, and the acts of an administrator on it. */
export default function AccountScreen() {
  const t = useWords();
  const may = usePermissions();
  const { accountId: account_id = '' } = useParams({ strict: false }) as { accountId?: string };
  const account = useQuery(authQueries.readAccount.queryOptions({ input: { account_id } }));
  const manage = may('accounts.manage');
  return (
    <AdministrationPage title={account.data?.display_name ?? t('Account')}>
      <Answer of={account}>
        {(found) => (
          <div className={classes.stack}>
            <AccountFacts account={found} />
            {manage && <AccountActs account={found} />}
            {manage && <AccountNames key={`names ${found.version}`} account={found} />}
            {manage && found.kind === 'person' && <AccountDepartments account={found} />}
            {manage && found.kind === 'person' && <AccountRoles key={`roles ${found.version}`} account={found} />}
            <AccountSessions account_id={account_id} />
          </div>
        )}
      </Answer>
    </AdministrationPage>
  );
}
