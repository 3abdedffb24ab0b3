import { Button, Modal, NativeSelect, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { clinicalDate, clinicalDay, clinicalTime, groupNumber, isProblem, toast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Appointment, AskedWish, Offer } from '../../contract/index.ts';
import { patientQueries, scheduling, schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';
import { WantForm } from '../waiting-list/WantForm.tsx';
import { Offers } from './Offers.tsx';

interface BookDialogProps {
  /** Asked for where it is not known. */
  patient_id?: string;
  /** What is wanted, where somebody waits for it. */
  wish?: AskedWish;
  reason?: string;
  /** Called with what was booked. */
  booked?: (appointment: Appointment) => Promise<void>;
  close: () => void;
}

/** Finds and books: who, what, with whom, and one of the times that are free. All of it by keyboard. */
export function BookDialog({ patient_id: known, wish: wished, reason: why = '', booked, close }: BookDialogProps) {
  const t = useWords();
  const client = useQueryClient();
  const types = useQuery(schedulingQueries.visitTypes.queryOptions({ input: {}, staleTime: 60_000 }));
  const calendars = useQuery(schedulingQueries.resources.queryOptions({ input: {}, staleTime: 60_000 }));
  const [patient_id, setPatient] = useState<string | null>(known ?? null);
  const [type, setType] = useState(wished?.visit_type_id ?? '');
  const [calendar, setCalendar] = useState(wished?.needs.length === 1 ? wished.needs[0]?.resource_ids?.[0] ?? '' : '');
  const [from, setFrom] = useState('');
  const [reason, setReason] = useState(why);
  const [waits, setWaits] = useState(false);
  const [near, setNear] = useState('');
  const [asked, setAsked] = useState<{ offer: Offer; why: string } | null>(null);
  const offered = (types.data?.visit_types ?? []).filter(({ active }) => active);
  const visit_type_id = type || offered[0]?.id || '';
  // What was wished for with several together stays as it is, until one is chosen.
  const needs: AskedWish['needs'] = wished !== undefined && calendar === '' ? wished.needs : [calendar === '' ? { kind: 'clinician' } : { resource_ids: [calendar] }];
  const done = () => client.invalidateQueries({ queryKey: schedulingQueries.key() });
  const book = useMutation({
    mutationFn: ({ offer, although_booked }: { offer: Offer; although_booked: boolean }) =>
      scheduling.book({ patient_id: patient_id ?? '', visit_type_id, resource_ids: offer.resource_ids, start: offer.start, although_booked, reason: reason.trim() === '' ? null : reason.trim() }),
    onSuccess: async (appointment) => {
      await booked?.(appointment);
      await done();
      toast({ text: t('The appointment is booked') });
      close();
    },
    onError: (error, { offer }) => {
      if (isProblem(error) && error.code === 'scheduling.booked_already') setAsked({ offer, why: error.message });
      else void done();
    },
  });
  const theirs = useQuery({ ...schedulingQueries.ofPatient.queryOptions({ input: { patient_id: patient_id ?? '' } }), enabled: patient_id !== null });
  const ahead = (theirs.data?.appointments ?? []).filter(({ status, start }) => status === 'booked' && Date.parse(start) > Date.now());
  const other = ahead.find(({ id }) => id === near);
  const wish: AskedWish = { ...wished, visit_type_id, needs, ...(from === '' ? {} : { from: `${from}T00:00:00Z` }) };
  const problem = book.error;
  return (
    <Modal opened onClose={close} title={t('Book an appointment')} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
      <div className={classes.dialog}>
        {known === undefined && <PatientPick value={patient_id} choose={setPatient} />}
        <NativeSelect label={t('Kind of appointment')} value={visit_type_id} onChange={(event) => setType(event.currentTarget.value)} data={offered.map(({ id, name, minutes }) => ({ value: id, label: `${name} · ${t('{minutes} min', { minutes })}` }))} />
        <NativeSelect
          label={t('With')} value={calendar} onChange={(event) => setCalendar(event.currentTarget.value)}
          data={[{ value: '', label: t('Any clinician') }, ...(calendars.data?.resources ?? []).filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <TextInput type="date" label={t('Not before')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput label={t('Reason')} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
        {asked !== null && (
          <div role="alert">
            {t(asked.why)} <Button variant="default" onClick={() => book.mutate({ offer: asked.offer, although_booked: true })}>{t('Book it all the same')}</Button>
          </div>
        )}
        {problem !== null && asked === null && <div role="alert">{t(problem.message)}</div>}
        {patient_id === null || visit_type_id === '' ? <p className="quiet">{t('Choose the patient; the free times follow.')}</p> : (
          <>
            {ahead.length > 0 && (
              <NativeSelect
                label={t('Around another appointment')} value={near} onChange={(event) => setNear(event.currentTarget.value)}
                data={[{ value: '', label: t('Any day') }, ...ahead.map(({ id, start, visit_type_name }) => ({ value: id, label: `${clinicalDay(start)} ${clinicalTime(start)} · ${visit_type_name}` }))]}
              />
            )}
            <Offers wish={other === undefined ? wish : { ...wish, around: { start: other.start, end: other.end } }} busy={book.isPending} choose={(offer) => book.mutate({ offer, although_booked: false })} none={<p>{t('Nothing is free.')}</p>} />
            {booked === undefined && !waits && <Button variant="default" onClick={() => setWaits(true)}>{t('Put on the waiting list…')}</Button>}
            {waits && <WantForm patient_id={patient_id} wish={wish} note={reason.trim() === '' ? null : reason.trim()} done={close} />}
          </>
        )}
      </div>
    </Modal>
  );
}

/** The patient is chosen by name, birth date and number together. */
export function PatientPick({ value, choose }: { value: string | null; choose: (patient_id: string | null) => void }) {
  const t = useWords();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const found = useQuery({ ...patientQueries.search.queryOptions({ input: { q: asked.split(' · ')[0] ?? '', limit: 20 } }), enabled: asked.length >= 2, placeholderData: keepPreviousData });
  const choices = (found.data?.patients ?? []).map(({ id, display_name, birth_date, hospital_number }) => ({
    value: id, label: [display_name, birth_date === null ? t('birth date not known') : clinicalDate(birth_date), groupNumber(hospital_number)].join(' · '),
  }));
  return (
    <Select
      label={t('Patient')} data-autofocus value={value} onChange={choose} data={choices} searchable searchValue={text} onSearchChange={setText}
      filter={({ options }) => options} nothingFoundMessage={asked.length < 2 ? t('Type two letters or more') : t('Nothing is found')}
    />
  );
}
