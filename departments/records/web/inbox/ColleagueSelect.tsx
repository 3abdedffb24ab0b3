import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { recordQueries } from '../client.ts';

interface ColleagueSelectProps {
  label: string;
  value: string | null;
  change: (account_id: string | null) => void;
  error?: string | undefined;
}

/** A colleague, found by typing any part of their name. */
export function ColleagueSelect({ label, value, change, error }: ColleagueSelectProps) {
  const t = useWords();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 200);
  const { data } = useQuery({ ...recordQueries.colleagues.queryOptions({ input: asked === '' ? {} : { query: asked } }), staleTime: 60_000 });
  const names = (data?.colleagues ?? []).map(({ account_id, name, username }) => ({ value: account_id, label: `${name} · ${username}` }));
  return (
    <Select
      label={label}
      value={value}
      onChange={change}
      data={names}
      searchable
      clearable
      onSearchChange={setText}
      filter={({ options }) => options}
      error={error}
      clearButtonProps={{ 'aria-label': t('Clear') }}
      nothingFoundMessage={t('Nobody is found')}
    />
  );
}
