import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ErrorState, sessionQuery, useWords } from '@openward/platform/ui';
import { Fragment, useEffect, type ReactNode } from 'react';
import { SignIn } from '../sign-in/SignIn.tsx';
import { useWatchedConnection } from '../connection/connection.ts';
import { Curtain } from './Curtain.tsx';
import { IdleWatch } from './IdleWatch.tsx';
import { LockScreen } from './LockScreen.tsx';
import { setResident, useResident } from './resident.ts';
import { useTabs } from './useTabs.ts';
import { leaveScreens } from './acts.ts';
import { Splash } from './Splash.tsx';

/**
 * Lets somebody who is signed in to the screens, and nobody else. A lock, or a session that ended by itself, draws a
 * curtain over the screens; another person gets screens of their own.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const t = useWords();
  const client = useQueryClient();
  const { data: session, error, refetch } = useQuery(sessionQuery);
  const resident = useResident();
  const account_id = session?.account?.id ?? null;
  const active = session?.state === 'active';
  useWatchedConnection(client, active);
  useTabs();

  useEffect(() => {
    if (!active || resident === account_id) return;
    if (resident !== null) leaveScreens(client, resident, 'kept');
    setResident(account_id);
  }, [active, resident, account_id, client]);

  if (session === undefined) return <Splash>{error !== null && <ErrorState error={error} retry={() => void refetch()} />}</Splash>;
  const entry = session.state === 'locked' ? <LockScreen session={session} /> : <SignIn session={session} returning={resident !== null} />;
  if (resident === null) return active ? <Splash /> : <Splash>{entry}</Splash>;
  const open = active && resident === account_id;
  return (
    <>
      <Fragment key={resident}>{children}</Fragment>
      {open ? <IdleWatch session={session} /> : <Curtain label={t('Sign in')}>{entry}</Curtain>}
    </>
  );
}
