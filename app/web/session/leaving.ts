import type { QueryClient } from '@tanstack/react-query';
import type { UseNavigateResult } from '@tanstack/react-router';
import { clearToasts, dropDraftsOf, sessionQuery } from '@openward/platform/ui';
import { changeResident } from './resident.ts';

export interface Leaving {
  client: QueryClient;
  navigate: UseNavigateResult<string>;
  account_id: string;
  drafts: 'dropped' | 'kept';
  /** What makes the next session known, once nothing of the one before is left. */
  next: () => Promise<void> | void;
}

/** Takes everything of a person from the screen and from memory, and goes back to the start. */
export function leaveScreens({ client, navigate, account_id, drafts, next }: Leaving): Promise<void> {
  return changeResident(async () => {
    if (drafts === 'dropped') dropDraftsOf(account_id);
    clearToasts();
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
    await navigate({ to: '/', ignoreBlocker: true });
    await next();
  });
}
