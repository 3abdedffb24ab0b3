import { Button, Modal, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { clinicalDay, clinicalTime, isProblem, toast, usePermissions, useServerWords, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Appointment, AskedWish, Offer } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';
import { WantForm } from '../waiting-list/WantForm.tsx';
import { needOf } from './needs.ts';
import { Offers } from './Offers.tsx';
import { Overbook } from './Overbook.tsx';
import { PatientPick } from './PatientPick.tsx';
import { Series } from './Series.tsx';

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

/** Finds and books: who, what, with whom, and one of the times that are free, or several. Once the patient is chosen, the first free time has the focus. */
export function BookDialog({ patient_id: known, wish: wished, reason: why = '', booked, close }: BookDialogProps) {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const client = useQueryClient();
  const types = useQuery(schedulingQueries.visitTypes.queryOptions({ input: {}, staleTime: 60_000 }));
  const calendars = useQuery(schedulingQueries.resources.queryOptions({ input: {}, staleTime: 60_000 }));
  const [patient_id, setPatient] = useState<string | null>(known ?? null);
  const [type, setType] = useState(wished?.visit_type_id ?? '');
  const [calendar, setCalendar] = useState(wished?.needs.length === 1 ? wished.needs[0]?.resource_ids?.[0] ?? '' : '');
  const [also, setAlso] = useState<string[]>([]);
  const [from, setFrom] = useState('');
  const [reason, setReason] = useState(why);
  const [part, setPart] = useState<'waits' | 'series' | 'over' | null>(null);
  const [first, setFirst] = useState<Offer | null>(null);
  const [near, setNear] = useState('');
  const [asked, setAsked] = useState<{ offer: Offer; why: string; other: Appointment | undefined } | null>(null);
  const there = (calendars.data?.resources ?? []).filter(({ active }) => active);
  const offered = (types.data?.visit_types ?? []).filter(({ active }) => active);
  // Most come alone.
  const visit_type_id = type || (offered.find(({ places }) => places === 1) ?? offered[0])?.id || '';
  // What was wished for with several together stays as it is, until one is chosen.
  const needs: AskedWish['needs'] = wished !== undefined && calendar === '' && also.length === 0 ? wished.needs : [calendar === '' ? { kind: 'clinician' } : { resource_ids: [calendar] }, ...also.map(needOf)];
  const about = { reason: reason.trim() === '' ? null : reason.trim() };
  const done = () => client.invalidateQueries({ queryKey: schedulingQueries.key() });
  const book = useMutation({
    mutationFn: ({ offer, although_booked }: { offer: Offer; although_booked: boolean }) =>
      scheduling.book({ patient_id: patient_id ?? '', visit_type_id, resource_ids: offer.resource_ids, start: offer.start, although_booked, ...about }),
    onSuccess: async (appointment) => {
      await booked?.(appointment);
      await done();
      toast({ text: t('The appointment is booked') });
      close();
    },
    onError: (error, { offer }) => {
      if (isProblem(error) && error.code === 'scheduling.booked_already') setAsked({ offer, why: error.message, other: error.extras['appointment'] as Appointment | undefined });
      else void done();
    },
  });
  // The day begins by the clock of the hospital, wherever this device is.
  const day = useQuery({ ...schedulingQueries.day.queryOptions({ input: { date: from, resource_ids: [] } }), enabled: from !== '', staleTime: 60_000 });
  const theirs = useQuery({ ...schedulingQueries.ofPatient.queryOptions({ input: { patient_id: patient_id ?? '' } }), enabled: patient_id !== null });
  const ahead = (theirs.data?.appointments ?? []).filter(({ status, start }) => status === 'booked' && Date.parse(start) > Date.now());
  const around = ahead.find(({ id }) => id === near);
  const wish: AskedWish = { ...wished, visit_type_id, needs, ...(day.data === undefined || from === '' ? {} : { from: day.data.start }), ...(around === undefined ? {} : { around: { start: around.start, end: around.end } }) };
  const open = (which: 'waits' | 'series' | 'over') => {
    setFirst(null);
    setPart(part === which ? null : which);
  };
  return (
    <Modal opened onClose={close} title={t('Book an appointment')} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
      <div className={classes.dialog}>
        {known === undefined && <PatientPick value={patient_id} choose={setPatient} />}
        <NativeSelect label={t('Kind of appointment')} value={visit_type_id} onChange={(event) => setType(event.currentTarget.value)} data={offered.map(({ id, name, minutes }) => ({ value: id, label: `${name} · ${t('{minutes} min', { minutes })}` }))} />
        <NativeSelect
          label={t('With')} value={calendar} onChange={(event) => setCalendar(event.currentTarget.value)}
          data={[{ value: '', label: t('Any clinician') }, ...there.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <MultiSelect
          label={t('And together with')} value={also} onChange={setAlso} maxValues={4} searchable clearable hidePickedOptions clearButtonProps={{ 'aria-label': t('Nothing else') }}
          data={[{ value: 'kind:room', label: t('Any room') }, { value: 'kind:equipment', label: t('Any equipment') }, ...there.filter(({ id }) => id !== calendar).map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <TextInput type="date" label={t('Not before')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput label={t('Reason')} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
        {asked !== null && (
          <div role="alert">
            {say(asked.why)}{asked.other !== undefined && <>: {clinicalDay(asked.other.start)} {clinicalTime(asked.other.start)} · <span dir="auto">{asked.other.visit_type_name}, {asked.other.resources.map(({ name }) => name).join(', ')}</span></>}{' '}
            <Button autoFocus variant="default" onClick={() => book.mutate({ offer: asked.offer, although_booked: true })}>{t('Book it all the same')}</Button>
          </div>
        )}
        {book.error !== null && asked === null && <div role="alert">{say(book.error.message)}</div>}
        {patient_id === null || visit_type_id === '' ? <p className="quiet">{t('Choose the patient; the free times follow.')}</p> : (
          <>
            {ahead.length > 0 && (
              <NativeSelect
                label={t('Around another appointment')} value={near} onChange={(event) => setNear(event.currentTarget.value)}
                data={[{ value: '', label: t('Any day') }, ...ahead.map(({ id, start, visit_type_name }) => ({ value: id, label: `${clinicalDay(start)} ${clinicalTime(start)} · ${visit_type_name}` }))]}
              />
            )}
            {part === 'series' && <p>{first === null ? t('Choose the first of the series.') : t('The series begins:')} {first !== null && `${clinicalDay(first.start)} ${clinicalTime(first.start)}`}</p>}
            {part !== 'over' && first === null && (
              <Offers
                key={patient_id} wish={wish} busy={book.isPending} focusFirst={known === undefined} none={<p>{t('Nothing is free.')}</p>}
                choose={(offer) => (part === 'series' ? setFirst(offer) : book.mutate({ offer, although_booked: false }))}
              />
            )}
            {part === 'series' && first !== null && <Series asked={{ patient_id, visit_type_id, resource_ids: first.resource_ids, ...about }} first={first} done={close} />}
            {part === 'over' && <Overbook patient_id={patient_id} visit_type_id={visit_type_id} calendars={there} about={about} done={close} />}
            {booked === undefined && (
              <div className={classes.acts}>
                <Button variant="default" aria-expanded={part === 'series'} onClick={() => open('series')}>{t('A series…')}</Button>
                {may('scheduling.overbook') && there.some(({ overbooking }) => overbooking > 0) && <Button variant="default" aria-expanded={part === 'over'} onClick={() => open('over')}>{t('More than there is room for…')}</Button>}
                <Button variant="default" aria-expanded={part === 'waits'} onClick={() => open('waits')}>{t('Put on the waiting list…')}</Button>
              </div>
            )}
            {part === 'waits' && <WantForm patient_id={patient_id} wish={wish} note={about.reason} done={close} />}
          </>
        )}
      </div>
    </Modal>
  );
}
