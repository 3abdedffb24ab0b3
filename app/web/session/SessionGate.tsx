import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ErrorState, SessionContext, sessionQuery, useWords, type Session } from '@openward/platform/ui';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { useWatchedConnection } from '../connection/connection.ts';
import { Curtain } from './Curtain.tsx';
import { IdleWatch } from './IdleWatch.tsx';
import { useLockWanted } from './locking.ts';
import { setResident, useResidence } from './resident.ts';
import { useTabs } from './useTabs.ts';
import { leaveScreens } from './leaving.ts';
import { Splash } from './Splash.tsx';

const SignIn = lazy(async () => ({ default: (await import('../sign-in/SignIn.tsx')).SignIn }));
const LockScreen = lazy(async () => ({ default: (await import('./LockScreen.tsx')).LockScreen }));

/**
 * Lets somebody who is signed in to the screens, and nobody else. A lock, or a session that ended by itself, draws a
 * curtain over the screens; another person gets screens of their own.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const t = useWords();
  const client = useQueryClient();
  const { data: session, error, refetch } = useQuery(sessionQuery);
  const navigate = useNavigate();
  const { account_id: resident, changing } = useResidence();
  const account_id = session?.account?.id ?? null;
  const lockWanted = useLockWanted();
  const active = session?.state === 'active' && !lockWanted;
  const drawn = useRef<Session | null>(null);
  if (active && account_id === resident) drawn.current = session;
  useWatchedConnection(client, active);
  useTabs();

  useEffect(() => {
    if (!active || changing || resident === account_id) return;
    if (resident === null) setResident(account_id);
    else void leaveScreens({ client, navigate, account_id: resident, drafts: 'kept', next: () => undefined });
  }, [active, changing, resident, account_id, client, navigate]);

  if (changing) return <Splash />;
  if (session === undefined) return <Splash>{error !== null && <ErrorState error={error} retry={() => void refetch()} />}</Splash>;
  const locked = session.state === 'locked' || lockWanted;
  const entry = (
    <Suspense fallback={null}>{locked ? <LockScreen session={session} /> : <SignIn session={session} returning={resident !== null} />}</Suspense>
  );
  if (resident === null || drawn.current?.account?.id !== resident) return active ? <Splash /> : <Splash>{entry}</Splash>;
  const open = active && resident === account_id;
  return (
    <>
      <SessionContext.Provider key={resident} value={drawn.current}>
        <div style={{ display: 'contents' }} inert={!open}>
          {children}
        </div>
      </SessionContext.Provider>
      {open ? <IdleWatch session={session} /> : <Curtain label={t('Sign in')}>{entry}</Curtain>}
    </>
  );
}
