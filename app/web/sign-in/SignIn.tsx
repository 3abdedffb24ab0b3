import { useQuery } from '@tanstack/react-query';
import { authClient, ErrorState, type Session } from '@openward/platform/ui';
import { lazy, Suspense } from 'react';
import { SignInForm } from './SignInForm.tsx';

const FirstRun = lazy(async () => ({ default: (await import('./FirstRun.tsx')).FirstRun }));
const SecondFactor = lazy(async () => ({ default: (await import('./SecondFactor.tsx')).SecondFactor }));
const OwnPassword = lazy(async () => ({ default: (await import('./OwnPassword.tsx')).OwnPassword }));
const EnrolSecondFactor = lazy(async () => ({ default: (await import('./EnrolSecondFactor.tsx')).EnrolSecondFactor }));

/** What is to be done before the screens open, one step at a time, as the state of the session says. */
export function SignIn({ session, returning }: { session: Session; returning: boolean }) {
  return <Suspense fallback={null}>{step(session, returning)}</Suspense>;
}

function step(session: Session, returning: boolean) {
  switch (session.state) {
    case 'second-factor':
      return <SecondFactor session={session} />;
    case 'password-change':
      return <OwnPassword session={session} />;
    case 'enrol-second-factor':
      return <EnrolSecondFactor session={session} />;
    case 'signed-out':
      return <SignedOut returning={returning} />;
    case 'locked':
    case 'active':
      return null;
  }
}

function SignedOut({ returning }: { returning: boolean }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['session', 'first-run'],
    queryFn: ({ signal }) => authClient.readFirstRun({}, { signal }),
    enabled: !returning,
    staleTime: 0,
  });
  if (returning || data?.needed === false) return <SignInForm returning={returning} />;
  if (data?.needed === true) return <FirstRun />;
  return error === null ? null : <ErrorState error={error} retry={() => void refetch()} />;
}
