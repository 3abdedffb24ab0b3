import { useQuery } from '@tanstack/react-query';
import { Answer, authClient, Page, useWords } from '@openward/platform/ui';
import classes from './account.module.css';
import { PasskeysCard } from './PasskeysCard.tsx';
import { PasswordCard } from './PasswordCard.tsx';
import { securityKey } from './security-query.ts';
import { SessionsCard } from './SessionsCard.tsx';
import { TotpCard } from './TotpCard.tsx';

/** My security: how I sign in, and where I am signed in. */
export default function SecurityScreen() {
  const t = useWords();
  const security = useQuery({ queryKey: securityKey, queryFn: ({ signal }) => authClient.readOwnSecurity({}, { signal }) });
  return (
    <Page title={t('My security')} width="reading">
      <Answer of={security}>
        {(own) => (
          <div className={classes.cards}>
            <PasswordCard changed_at={own.password_changed_at} />
            <TotpCard own={own} />
            <PasskeysCard own={own} />
            <SessionsCard />
          </div>
        )}
      </Answer>
    </Page>
  );
}
