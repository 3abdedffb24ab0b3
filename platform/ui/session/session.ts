import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
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

/** The session as it is known now. Below the sign-in gate it is always there. */
export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data;
}

/** The person who is signed in; throws outside the signed-in screens. */
export function useAccount(): SignedInAccount {
  const account = useSession()?.account;
  if (account == null) throw new Error('useAccount is for screens of somebody who is signed in');
  return account;
}

/**
 * Whether the person may do this: `const may = usePermissions(); may('patients.register')`. What a role may not do is
 * not shown; the server decides again in any case.
 */
export function usePermissions(): (permission: string) => boolean {
  const permissions = useSession()?.permissions;
  return useCallback((permission) => permission === 'signed-in' || permissions?.includes(permission) === true, [permissions]);
}
