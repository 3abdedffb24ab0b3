import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconId } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { authClient, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import classes from './audit.module.css';
import type { Named } from './filter.ts';

/** Finds a person among the accounts: whose acts are wanted, unless the label says otherwise. */
export function PersonFilter({ choose, label: asking }: { choose: (person: Named) => void; label?: string }) {
  const t = useWords();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 200);
  const found = useQuery({
    queryKey: ['compliance', 'accounts', asked],
    queryFn: ({ signal }) => authClient.listAccounts({ limit: 20, ...(asked === '' ? {} : { query: asked }) }, { signal }),
    enabled: asked.length >= 2,
    placeholderData: keepPreviousData,
  });
  const accounts = asked.length >= 2 ? (found.data?.accounts ?? []) : [];
  const label = ({ display_name, username }: { display_name: string; username: string }) => `${display_name} · ${username}`;
  return (
    <Select
      className={classes.picker ?? ''}
      aria-label={asking ?? t('Who acted')}
      placeholder={asking ?? t('Who acted: name or username')}
      leftSection={<IconId size={15} aria-hidden />}
      data={accounts.map((account) => ({ value: account.id, label: label(account) }))}
      value={null}
      searchable
      searchValue={text}
      onSearchChange={setText}
      filter={({ options }) => options}
      nothingFoundMessage={asked.length >= 2 ? t('Nobody is found by “{text}”', { text: asked }) : t('Type two letters or more')}
      onChange={(id) => {
        const chosen = accounts.find((account) => account.id === id);
        if (chosen === undefined) return;
        choose({ id: chosen.id, name: label(chosen) });
        setText('');
      }}
    />
  );
}
