import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { clinicalDate, groupNumber, useWords } from '@openward/platform/ui';
import { useEffect, useState } from 'react';
import { patientQueries } from '../client.ts';

/** The patient is chosen by name, birth date and number together. */
export function PatientPick({ value, choose }: { value: string | null; choose: (patient_id: string | null) => void }) {
  const t = useWords();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const found = useQuery({ ...patientQueries.search.queryOptions({ input: { q: asked.split(' · ')[0] ?? '', limit: 20 } }), enabled: asked.length >= 2, placeholderData: keepPreviousData });
  const choices = (found.data?.patients ?? []).map(({ id, display_name, birth_date, hospital_number }) => ({
    value: id, label: [display_name, birth_date === null ? t('birth date not known') : clinicalDate(birth_date), groupNumber(hospital_number)].join(' · '),
  }));
  // Enter is enough where one is meant; of several, one is pointed at first. Pressed before the answer is there, it counts when it comes.
  const pending = asked !== text.trim() || found.isFetching;
  const only = value === null && !pending && choices.length === 1 ? choices[0]?.value : undefined;
  const [entered, setEntered] = useState(false);
  useEffect(() => {
    if (!entered || pending) return;
    setEntered(false);
    if (only !== undefined) choose(only);
  }, [entered, pending, only, choose]);
  return (
    <Select
      label={t('Patient')} data-autofocus value={value} onChange={choose} data={choices} searchable searchValue={text} onSearchChange={(typed) => { setText(typed); setEntered(false); }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || value !== null || event.currentTarget.hasAttribute('aria-activedescendant')) return;
        if (only === undefined && !pending) return;
        event.preventDefault();
        setEntered(true);
      }}
      filter={({ options }) => options} nothingFoundMessage={asked.length < 2 ? t('Type two letters or more') : t('Nothing is found')}
    />
  );
}
