import { useQueryClient } from '@tanstack/react-query';
import type { authClient } from '@openward/platform/ui';
import { useCallback } from 'react';

export const securityKey = ['account', 'security'] as const;
export const sessionsKey = ['account', 'sessions'] as const;

/** What the server says of one's own ways to sign in. */
export type OwnSecurity = Awaited<ReturnType<typeof authClient.readOwnSecurity>>;

/** Reads one's own ways to sign in, and one's sessions, again. */
export function useReadAgain(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ['account'] }), [client]);
}
