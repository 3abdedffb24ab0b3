import { queryOptions } from '@tanstack/react-query';
import { createContext, useCallback, useContext } from 'react';
import type { SessionView } from '@openward/platform/auth/contract';
import { authClient } from './auth-client.ts';

export type Session = SessionView;
export type SignedInAccount = NonNullable<SessionView['account']>;

/** Who is signed in in this browser, and what they may do. Asked once, then kept right by every act on the session. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => authClient.readSession({}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  retry: (failures, error) => failures < 5 && 'status' in error && error.status === 0,
});

/**
 * The session of the person whose screens are drawn. While the screens wait behind a curtain (locked, or the session ended
 * by itself) it stays as it last was, so that nothing beneath falls apart.
 */
export const SessionContext = createContext<Session | null>(null);

/** The session of the person whose screen this is; throws outside the signed-in screens. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession is for screens of somebody who is signed in');
  return session;
}

/** The person whose screen this is. */
export function useAccount(): SignedInAccount {
  const { account } = useSession();
  if (account === null) throw new Error('useAccount is for screens of somebody who is signed in');
  return account;
}

/**
 * Whether the person may do this: `const may = usePermissions(); may('patients.register')`. What a role may not do is
 * not shown; the server decides again in any case.
 */
export function usePermissions(): (permission: string) => boolean {
  const { permissions } = useSession();
  return useCallback((permission) => permission === 'signed-in' || permissions.some((each) => each === permission), [permissions]);
}
