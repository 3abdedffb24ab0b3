import { Button, Checkbox, Modal, NativeSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { clinicalDate, groupNumber, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { ArrivalMode, Emergency, NewEmergency } from '../../contract/index.ts';
import { choicesOf } from '../choices.ts';
import { patientQueries, visits } from '../client.ts';
import classes from './emergency.module.css';
import { modeWords } from './words.ts';

const blank = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Receives somebody in one step: known or unknown, how they came, and what with. */
export function ArriveDialog({ close, done }: { close: () => void; done: (one: Emergency) => Promise<void> }) {
  const t = useWords();
  const [who, setWho] = useState<'known' | 'unknown'>('unknown');
  const [patient_id, setPatient] = useState<string | null>(null);
  const [sex, setSex] = useState('unknown');
  const [age, setAge] = useState('');
  const [mode, setMode] = useState<ArrivalMode>('walk-in');
  const [complaint, setComplaint] = useState('');
  const [legal, setLegal] = useState(false);
  const [kin, setKin] = useState('');
  const [phone, setPhone] = useState('');
  const arrive = useMutation({
    mutationFn: () => {
      const estimate = /^\d{1,3}$/.test(age.trim()) ? Number(age) : null;
      const input: NewEmergency = {
        arrival_mode: mode, complaint: blank(complaint), medico_legal: legal, next_of_kin: blank(kin) === null ? null : { name: kin.trim(), phone: blank(phone) },
        ...(who === 'known' ? { patient_id } : { unknown: { sex: sex as 'unknown', age_estimate: estimate } }),
      };
      return visits.arrive(input);
    },
    onSuccess: done,
  });
  return (
    <Modal opened onClose={close} title={t('Somebody has come')} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
      <form className={classes.form} onSubmit={(event) => { event.preventDefault(); arrive.mutate(); }}>
        <SegmentedControl aria-label={t('Who')} value={who} onChange={(value) => setWho(value as 'known')} data={[{ value: 'unknown', label: t('Nobody knows who') }, { value: 'known', label: t('A patient of ours') }]} />
        {who === 'known' ? <PatientPick value={patient_id} choose={setPatient} /> : (
          <div className={classes.two}>
            <NativeSelect label={t('Sex')} value={sex} onChange={(event) => setSex(event.currentTarget.value)} data={[{ value: 'unknown', label: t('Unknown') }, { value: 'male', label: t('Male') }, { value: 'female', label: t('Female') }, { value: 'other', label: t('Other') }]} />
            <TextInput label={t('Looks about this old, in years')} inputMode="numeric" value={age} onChange={(event) => setAge(event.currentTarget.value)} />
          </div>
        )}
        <div className={classes.two}>
          <NativeSelect label={t('Came')} value={mode} onChange={(event) => setMode(event.currentTarget.value as ArrivalMode)} data={choicesOf(modeWords, t)} />
          <TextInput label={t('Complaint')} maxLength={300} value={complaint} onChange={(event) => setComplaint(event.currentTarget.value)} />
          <TextInput label={t('Next of kin')} maxLength={200} value={kin} onChange={(event) => setKin(event.currentTarget.value)} />
          <TextInput label={t('Their telephone')} maxLength={60} value={phone} onChange={(event) => setPhone(event.currentTarget.value)} />
        </div>
        <Checkbox label={t('Medico-legal: the police or a court may ask')} checked={legal} onChange={(event) => setLegal(event.currentTarget.checked)} />
        {arrive.error !== null && <div role="alert" className={classes.notice}>{t(arrive.error.message)}</div>}
        <Button type="submit" loading={arrive.isPending} disabled={who === 'known' && patient_id === null}>{t('Receive')}</Button>
      </form>
    </Modal>
  );
}

/** The patient is chosen by name, birth date and number together. */
function PatientPick({ value, choose }: { value: string | null; choose: (patient_id: string | null) => void }) {
  const t = useWords();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const found = useQuery({ ...patientQueries.search.queryOptions({ input: { q: asked.split(' · ')[0] ?? '', limit: 20 } }), enabled: asked.length >= 2, placeholderData: keepPreviousData });
  const choices = (found.data?.patients ?? []).map(({ id, display_name, birth_date, hospital_number }) => ({
    value: id, label: [display_name, birth_date === null ? t('birth date not known') : clinicalDate(birth_date), groupNumber(hospital_number)].join(' · '),
  }));
  return (
    <Select
      label={t('Patient')} required data={choices} value={value} onChange={choose} searchable searchValue={text} onSearchChange={setText} filter={({ options }) => options}
      nothingFoundMessage={asked.length < 2 ? t('Type two letters or more') : t('Nothing is found')}
    />
  );
}
