import { Button, Group } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Answer, authClient, clinicalInstant, type Column, DataList, EmptyState, failureToast, SearchBar, toast, usePermissions, useServerWords, useWords, Value } from '@openward/platform/ui';
import type { HeldSession } from '@openward/platform/auth/contract';
import { useMemo, useState } from 'react';
import { deviceName } from '../account/SessionRow.tsx';
import { AdministrationPage } from './AdministrationPage.tsx';
import { EndSessionsOf } from './EndSessionsOf.tsx';
import { authQueries } from './queries.ts';
import { titleOf, useRoles } from './useRoles.ts';

/** Everybody who is signed in: on what, from where, since when; and ending it. */
export default function SessionsScreen() {
  const t = useWords();
  const [text, setText] = useState('');
  const [query] = useDebouncedValue(text.trim(), 150);
  const [leaving, leave] = useState<HeldSession['account'] | null>(null);
  const list = useInfiniteQuery({
    ...authQueries.listSessions.infiniteOptions({
      input: (after: string | undefined) => ({ ...(query === '' ? {} : { query }), limit: 100, ...(after === undefined ? {} : { after }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.sessions) ?? [], [list.data]);
  const columns = useColumns(leave);
  return (
    <AdministrationPage title={t('Sessions and devices')} fill>
      <SearchBar label={t('Name, username, address or device')} text={text} change={setText} />
      <Answer of={list}>
        {() => (
          <DataList
            label={t('Sessions and devices')}
            rows={rows}
            rowKey={(row) => row.id}
            columns={columns}
            more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : undefined}
            empty={<EmptyState title={t('No session fits')} />}
          />
        )}
      </Answer>
      {leaving !== null && <EndSessionsOf account={leaving} close={() => leave(null)} />}
    </AdministrationPage>
  );
}

function useColumns(leave: (account: HeldSession['account']) => void): Column<HeldSession>[] {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const { roles } = useRoles();
  const mayEnd = may('sessions.end');
  return useMemo(
    () => [
      { id: 'name', header: t('Name'), width: 'minmax(160px, 1.4fr)', card: 'title', cell: ({ account }) => <Value>{account.display_name}</Value> },
      { id: 'roles', header: t('Roles'), width: 'minmax(140px, 1.4fr)', cell: ({ account }) => account.roles.map((name) => say(titleOf(roles, name))).join(', ') },
      { id: 'device', header: t('Device'), width: 'minmax(150px, 1.2fr)', cell: ({ device, current, locked }) => <>{deviceName(device) ?? t('Unknown device')} {current && `(${t('here')})`} {locked && `· ${t('locked')}`}</> },
      { id: 'address', header: t('Address'), width: '130px', cell: ({ address }) => <Value script="latin">{address ?? ''}</Value> },
      { id: 'since', header: t('Signed in'), width: '150px', cell: ({ signed_in_at }) => <Value script="latin">{clinicalInstant(signed_in_at)}</Value> },
      { id: 'seen', header: t('Last act'), width: '150px', cell: ({ last_seen_at }) => <Value script="latin">{clinicalInstant(last_seen_at)}</Value> },
      ...(mayEnd ? [{ id: 'end', header: '', width: '170px', card: 'plain' as const, cell: (session: HeldSession) => <Acts session={session} leave={leave} /> }] : []),
    ],
    [t, say, roles, mayEnd, leave],
  );
}

function Acts({ session: { id: session_id, account, current }, leave }: { session: HeldSession; leave: (account: HeldSession['account']) => void }) {
  const t = useWords();
  const client = useQueryClient();
  const ending = useMutation({
    mutationFn: () => authClient.revokeSession({ session_id }),
    onSuccess: () => toast({ text: t('The session is ended') }),
    onError: failureToast,
    onSettled: () => client.invalidateQueries({ queryKey: authQueries.listSessions.key() }),
  });
  if (current) return null;
  return (
    <Group gap={6} wrap="nowrap">
      <Button size="compact-sm" variant="default" disabled={ending.isPending} onClick={() => ending.mutate()} aria-label={t('End the session of {name}', { name: account.display_name })}>{t('End')}</Button>
      <Button size="compact-sm" variant="default" onClick={() => leave(account)} aria-label={t('End all sessions of {name}', { name: account.display_name })}>{t('End all')}</Button>
    </Group>
  );
}
