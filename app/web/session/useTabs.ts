import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sessionQuery } from '@openward/platform/ui';
import { useEffect } from 'react';
import { leaveScreens } from './acts.ts';
import { hearTabs } from './tabs.ts';

/** Does in this tab what was done with the session in another. */
export function useTabs(): void {
  const client = useQueryClient();
  const navigate = useNavigate();
  useEffect(
    () =>
      hearTabs((news) => {
        if (news.kind === 'left') {
          leaveScreens(client, news.account_id, news.drafts);
          void navigate({ to: '/', ignoreBlocker: true });
        }
        if (news.kind === 'session-changed') void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      }),
    [client, navigate],
  );
}
