import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { clinicalDate, groupNumber, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { patientQueries } from '../client.ts';
import classes from './audit.module.css';
import type { Named } from './filter.ts';

/** Finds the patient whose events are wanted, by the search of the patients. */
export function PatientFilter({ choose }: { choose: (patient: Named) => void }) {
  const t = useWords();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 200);
  const enabled = asked.length >= 2;
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() });
  const found = useQuery({ ...patientQueries.search.queryOptions({ input: { q: asked, limit: 12 } }), enabled });
  const patients = enabled ? (found.data?.patients ?? []) : [];
  return (
    <Combobox
      store={list}
      withinPortal
      onOptionSubmit={(id) => {
        const chosen = patients.find((patient) => patient.id === id);
        if (chosen === undefined) return;
        setText('');
        list.closeDropdown();
        choose({ id, name: `${chosen.display_name} · ${groupNumber(chosen.hospital_number)}` });
      }}
    >
      <Combobox.Target>
        <TextInput
          className={classes.picker ?? ''}
          aria-label={t('Patient')}
          placeholder={t('Patient: name, number, birth date')}
          leftSection={<IconUserSearch size={15} aria-hidden />}
          value={text}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.currentTarget.value);
            list.openDropdown();
            list.updateSelectedOptionIndex();
          }}
          onBlur={() => list.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!enabled || found.data === undefined}>
        <Combobox.Options aria-label={t('Patients')} className={classes.options ?? ''}>
          {patients.length === 0 && <Combobox.Empty>{t('Nobody is found by “{text}”', { text: asked })}</Combobox.Empty>}
          {patients.map(({ id, display_name, birth_date, hospital_number }) => (
            <Combobox.Option key={id} value={id}>
              <strong>
                <Value>{display_name}</Value>
              </strong>
              <span className={classes.second}>
                {t('Born')} <Value script="latin">{birth_date === null ? t('not known') : clinicalDate(birth_date)}</Value> ·{' '}
                <Value script="latin">{groupNumber(hospital_number)}</Value>
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
