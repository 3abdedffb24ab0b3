import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { authClient, sessionQuery, type Session } from '@openward/platform/ui';
import { useMemo } from 'react';
import { lockNow, unlockNow } from './locking.ts';
import { leaveScreens } from './leaving.ts';
import { tellTabs } from './tabs.ts';

/** What can be done with one's session, for this tab and all others. */
export function useSessionActs() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMemo(() => {
    /** Takes over the session as the server answered it. */
    function now(session: Session): void {
      client.setQueryData(sessionQuery.queryKey, session);
      tellTabs({ kind: 'session-changed' });
    }

    async function leave(account_id: string, drafts: 'dropped' | 'kept', act: () => Promise<Session>): Promise<void> {
      const session = await act();
      tellTabs({ kind: 'left', account_id, drafts });
      await leaveScreens({ client, navigate, account_id, drafts, next: () => now(session) });
    }

    return {
      now,
      /** Locks at once, also without a connection. */
      lock: async () => now(await lockNow()),
      unlock: async (password: string) => now(await unlockNow(password)),
      signOut: (account_id: string) => leave(account_id, 'dropped', () => authClient.signOut({})),
      signOutEverywhere: (account_id: string) => leave(account_id, 'dropped', () => authClient.signOutEverywhere({})),
      /** Another person takes over: the patient is closed, and drafts stay with their author. */
      switchTo: (account_id: string, username: string, password: string) =>
        leave(account_id, 'kept', () => authClient.switchUser({ username, password })),
    };
  }, [client, navigate]);
}
