import { Button, NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Answer, clinicalInstant, type Column, DataList, EmptyState, SearchBar, usePermissions, useServerWords, useWords, Value } from '@openward/platform/ui';
import type { AccountView } from '@openward/platform/auth/contract';
import { lazy, Suspense, useMemo, useState } from 'react';
import { AccountMarks } from './AccountMarks.tsx';
import { AdministrationPage } from './AdministrationPage.tsx';
import { authQueries } from './queries.ts';
import { titleOf, useRoles } from './useRoles.ts';

const NewAccount = lazy(async () => ({ default: (await import('./NewAccount.tsx')).NewAccount }));

type State = 'enabled' | 'disabled' | 'locked';

/** Who may sign in: found, made, and opened to be changed. */
export default function AccountsScreen() {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const [text, setText] = useState('');
  const [role, setRole] = useState('');
  const [state, setState] = useState('');
  const [making, setMaking] = useState(false);
  const [query] = useDebouncedValue(text.trim(), 150);
  const { roles } = useRoles();
  const filter = { ...(query === '' ? {} : { query }), ...(role === '' ? {} : { role }), ...(state === '' ? {} : { state: state as State }) };
  const list = useInfiniteQuery({
    ...authQueries.listAccounts.infiniteOptions({
      input: (after: string | undefined) => ({ ...filter, limit: 100, ...(after === undefined ? {} : { after }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.accounts) ?? [], [list.data]);
  const columns = useMemo<Column<AccountView>[]>(
    () => [
      { id: 'name', header: t('Name'), width: 'minmax(200px, 1.6fr)', cell: (row) => <Value>{row.display_name}</Value> },
      { id: 'username', header: t('Username'), width: '150px', cell: (row) => <Value script="latin">{row.username}</Value> },
      { id: 'roles', header: t('Roles'), width: 'minmax(180px, 2fr)', cell: (row) => row.roles.map((name) => say(titleOf(roles, name))).join(', ') },
      { id: 'state', header: t('State'), width: '180px', card: 'plain', cell: (row) => <AccountMarks account={row} /> },
      {
        id: 'last',
        header: t('Last signed in'),
        width: '150px',
        cell: (row) =>
          row.last_signed_in_at === null ? <span className="quiet">{t('never')}</span> : <Value script="latin">{clinicalInstant(row.last_signed_in_at)}</Value>,
      },
    ],
    [t, say, roles],
  );
  return (
    <AdministrationPage
      title={t('Accounts')}
      fill
      actions={
        may('accounts.manage') && (
          <Button leftSection={<IconUserPlus size={15} aria-hidden />} onClick={() => setMaking(true)}>
            {t('New account')}
          </Button>
        )
      }
    >
      <SearchBar label={t('Name or username')} text={text} change={setText}>
        <NativeSelect
          aria-label={t('Role')}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value)}
          data={[{ value: '', label: t('All roles') }, ...roles.map(({ name, title }) => ({ value: name, label: say(title) }))]}
        />
        <NativeSelect
          aria-label={t('State')}
          value={state}
          onChange={(event) => setState(event.currentTarget.value)}
          data={[
            { value: '', label: t('All states') },
            { value: 'enabled', label: t('Enabled') },
            { value: 'disabled', label: t('Disabled') },
            { value: 'locked', label: t('Locked out') },
          ]}
        />
      </SearchBar>
      <Answer of={list}>
        {() => (
          <DataList
            label={t('Accounts')}
            rows={rows}
            rowKey={(row) => row.id}
            columns={columns}
            href={(row) => `/administration/accounts/${row.id}`}
            more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : undefined}
            empty={<EmptyState title={t('No account fits')} />}
          />
        )}
      </Answer>
      <Suspense fallback={null}>{making && <NewAccount close={() => setMaking(false)} />}</Suspense>
    </AdministrationPage>
  );
}
