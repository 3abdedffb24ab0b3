import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalDate, ErrorState, groupNumber, useSexWord, useWords, Value } from '@openward/platform/ui';
import { useId, useState } from 'react';
import type { PatientRow } from '../../contract/index.ts';
import { patientQueries } from '../client.ts';
import classes from './merge.module.css';

interface PatientPickerProps {
  label: string;
  chosen: string | undefined;
  /** The patient who is chosen on the other side, and cannot be chosen here. */
  other: string | undefined;
  choose: (patient_id: string | undefined) => void;
}

/** Chooses one of the two records: finds it, shows who it is. */
export function PatientPicker({ label, chosen, other, choose }: PatientPickerProps) {
  const id = useId();
  return (
    <section className={classes.picker} aria-labelledby={id}>
      <h2 id={id}>{label}</h2>
      {chosen === undefined ? <Finder label={label} other={other} choose={choose} /> : <Chosen patient_id={chosen} change={() => choose(undefined)} />}
    </section>
  );
}

function Chosen({ patient_id, change }: { patient_id: string; change: () => void }) {
  const t = useWords();
  const opened = useQuery({ ...patientQueries.read.queryOptions({ input: { patient_id } }), staleTime: 60_000 });
  return (
    <Answer of={opened}>
      {({ patient }) => (
        <div className={classes.chosen}>
          <Identity patient={patient} />
          <Button variant="default" onClick={change}>
            {t('Choose another')}
          </Button>
        </div>
      )}
    </Answer>
  );
}

function Finder({ label, other, choose }: Pick<PatientPickerProps, 'label' | 'other' | 'choose'>) {
  const t = useWords();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const enabled = asked.length >= 2;
  const found = useQuery({ ...patientQueries.search.queryOptions({ input: { q: asked, limit: 20 } }), enabled });
  return (
    <>
      <TextInput
        aria-label={label}
        placeholder={t('Name, number, phone, birth date')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        dir="auto"
        autoComplete="off"
      />
      {found.error !== null && <ErrorState error={found.error} />}
      {enabled && found.data !== undefined && (
        <ul className={classes.choices}>
          {found.data.patients.map((patient) => (
            <li key={patient.id}>
              <button type="button" className={classes.choice} disabled={patient.id === other} onClick={() => choose(patient.id)}>
                <Identity patient={patient} />
              </button>
            </li>
          ))}
          {found.data.patients.length === 0 && <li className="quiet">{t('Nobody is found by “{text}”', { text: asked })}</li>}
        </ul>
      )}
    </>
  );
}

type Shown = Pick<PatientRow, 'display_name' | 'birth_date' | 'sex' | 'hospital_number'>;

/** Who a record is of, in two lines. */
export function Identity({ patient }: { patient: Shown }) {
  const t = useWords();
  const sexWord = useSexWord();
  return (
    <span>
      <strong>
        <Value>{patient.display_name}</Value>
      </strong>
      <span>
        {t('Born')} <Value script="latin">{patient.birth_date === null ? t('not known') : clinicalDate(patient.birth_date)}</Value> ·{' '}
        {sexWord(patient.sex)} · <Value script="latin">{groupNumber(patient.hospital_number)}</Value>
      </span>
    </span>
  );
}
