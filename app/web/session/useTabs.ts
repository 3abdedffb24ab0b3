import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sessionQuery } from '@openward/platform/ui';
import { useEffect } from 'react';
import { leaveScreens } from './leaving.ts';
import { hearTabs } from './tabs.ts';

/** Does in this tab what was done with the session in another. */
export function useTabs(): void {
  const client = useQueryClient();
  const navigate = useNavigate();
  useEffect(
    () =>
      hearTabs((news) => {
        if (news.kind === 'left') {
          const { account_id, drafts } = news;
          const next = () => client.refetchQueries({ queryKey: sessionQuery.queryKey, exact: true });
          void leaveScreens({ client, navigate, account_id, drafts, next });
        }
        if (news.kind === 'session-changed') void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      }),
    [client, navigate],
  );
}
