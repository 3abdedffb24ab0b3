import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSlot } from '../screens/slots.ts';
import type { Found } from '../screens/registration.ts';
import { useWords } from '../words/words.ts';

export interface ResultGroup {
  heading: string;
  entries: readonly Found[];
}

const text_length_min = 2;
const pause_ms = 120;

/** What the command bar shows for a text: what the finders of the departments find, then the screens of that name. */
export function useCommandResults(text: string): { groups: ResultGroup[]; searching: boolean; failed: boolean } {
  const t = useWords();
  const finders = useSlot('finders');
  const commands = useSlot('commands');
  const [asked] = useDebouncedValue(text.trim(), pause_ms);
  const enabled = asked.length >= text_length_min;
  const answers = useQueries({
    queries: finders.map(({ heading, find }) => ({
      queryKey: ['command', heading, asked],
      queryFn: ({ signal }: { signal: AbortSignal }) => find(asked, signal),
      enabled,
      placeholderData: keepPreviousData,
      staleTime: 10_000,
      gcTime: 30_000,
      retry: false,
    })),
  });
  const screens = useMemo(() => {
    const wanted = text.trim().toLocaleLowerCase();
    return commands
      .map(({ label, to }): Found => ({ id: to, title: t(label), detail: '', to }))
      .filter(({ title }) => title.toLocaleLowerCase().includes(wanted));
  }, [commands, text, t]);

  const found = finders.map(({ heading }, index) => ({ heading: t(heading), entries: enabled ? (answers[index]?.data ?? []) : [] }));
  const groups = [...found, { heading: t('Screens'), entries: screens }].filter(({ entries }) => entries.length > 0);
  const waiting = text.trim().length >= text_length_min && (asked !== text.trim() || answers.some(({ isFetching }) => isFetching));
  return { groups, searching: waiting, failed: enabled && answers.some(({ isError }) => isError) };
}
