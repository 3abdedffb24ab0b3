import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { clinicalDate, groupNumber, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { patientQueries } from '../client.ts';

interface PatientSelectProps {
  label: string;
  value?: string | null;
  onChange: (patient_id: string | null) => void;
  error?: string | undefined;
  required?: boolean;
}

/** The patient is chosen by name, birth date and number together. */
export function PatientSelect({ label, value, onChange, error, required = false }: PatientSelectProps) {
  const t = useWords();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const found = useQuery({
    ...patientQueries.search.queryOptions({ input: { q: asked.split(' · ')[0] ?? '', limit: 20 } }),
    enabled: asked.length >= 2,
    placeholderData: keepPreviousData,
  });
  const choices = (found.data?.patients ?? []).map(({ id, display_name, birth_date, hospital_number }) => ({
    value: id, label: [display_name, birth_date === null ? t('birth date not known') : clinicalDate(birth_date), groupNumber(hospital_number)].join(' · '),
  }));
  return (
    <Select
      label={label} required={required} error={error} data-autofocus {...(value === undefined ? {} : { value })} onChange={onChange} data={choices} searchable searchValue={text}
      onSearchChange={setText} filter={({ options }) => options} nothingFoundMessage={asked.length < 2 ? t('Type two letters or more') : t('Nothing is found')}
    />
  );
}
