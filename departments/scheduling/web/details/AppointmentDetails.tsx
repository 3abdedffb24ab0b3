import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answer, clinicalDay, clinicalInstant, clinicalTime, componentOf, groupNumber, LoadingState, toast, usePermissions, useServerWords, useSlot, useWords, Value } from '@openward/platform/ui';
import { Suspense, useState } from 'react';
import type { Appointment } from '../../contract/index.ts';
import { Offers } from '../book/Offers.tsx';
import { statusShapes, statusWords } from '../choices.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';

interface AppointmentDetailsProps {
  patient_id: string;
  appointment_id: string;
  /** Whose it is, where no banner says it. */
  who?: { name: string; hospital_number: string };
  /** Begins with the free times to move it to. */
  part?: 'move';
  close: () => void;
}

/** One appointment, and what can be done with it as it stands. */
export function AppointmentDetails({ patient_id, appointment_id, who, part, close }: AppointmentDetailsProps) {
  const t = useWords();
  const found = useQuery(schedulingQueries.read.queryOptions({ input: { patient_id, appointment_id } }));
  return (
    <Modal opened onClose={close} title={t('Appointment')} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
      {who !== undefined && <p><strong><Value>{who.name}</Value></strong> <Value script="latin">{groupNumber(who.hospital_number)}</Value></p>}
      <Answer of={found}>{(appointment) => <Details appointment={appointment} first={part ?? null} close={close} />}</Answer>
    </Modal>
  );
}

function Details({ appointment, first, close }: { appointment: Appointment; first: 'move' | null; close: () => void }) {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [part, setPart] = useState<'move' | 'off' | null>(first);
  const [by, setBy] = useState<'patient' | 'hospital'>('patient');
  const [reason, setReason] = useState('');
  const { id: appointment_id, patient_id, version, status, next, resources, visit_type_id, visit_type_name, start, end, number, late_minutes, history } = appointment;
  const of = { patient_id, appointment_id, version };
  const act = useMutation({
    mutationFn: (work: () => Promise<Appointment>) => work(),
    onSettled: () => client.invalidateQueries({ queryKey: schedulingQueries.key() }),
  });
  const bring = (to: 'arrived' | 'fulfilled' | 'noshow' | 'booked') => act.mutate(() => scheduling.advance({ ...of, to }));
  const books = may('scheduling.book');
  const move = (aim: { start: string; resource_ids: string[] }, from: Appointment) => scheduling.reschedule({ patient_id, appointment_id, version: from.version, ...aim });
  return (
    <div className={classes.dialog}>
      <dl className={classes.facts}>
        <dt>{t('When')}</dt><dd><Value script="latin">{`${clinicalDay(start)} ${clinicalTime(start)}–${clinicalTime(end)}`}</Value></dd>
        <dt>{t('What')}</dt><dd dir="auto">{visit_type_name}</dd>
        <dt>{t('With')}</dt><dd dir="auto">{resources.map(({ name }) => name).join(', ')}</dd>
        <dt>{t('State')}</dt>
        <dd>
          <span aria-hidden>{statusShapes[status]} </span>{t(statusWords[status])}
          {appointment.confirmed_at !== null && ` · ${t('confirmed')}`}{late_minutes !== null && late_minutes > 0 && ` · ${t('{minutes} min late', { minutes: late_minutes })}`}
        </dd>
        {appointment.reason !== null && <><dt>{t('Reason')}</dt><dd dir="auto">{appointment.reason}</dd></>}
        {appointment.referral !== null && <><dt>{t('Referral')}</dt><dd dir="auto">{appointment.referral}</dd></>}
        {appointment.authorisation !== null && <><dt>{t('Authorisation of the payer')}</dt><dd dir="auto">{appointment.authorisation}</dd></>}
        {appointment.stopped_reason !== null && <><dt>{t('Called off')}</dt><dd dir="auto">{appointment.stopped_reason}</dd></>}
        <dt>{t('Number')}</dt><dd><Value script="latin">{number}</Value></dd>
        {history.length > 1 && <><dt>{t('Changed')}</dt><dd><Value script="latin">{clinicalInstant(history.at(-1)?.at ?? start)}</Value> <span dir="auto">{history.at(-1)?.by}</span></dd></>}
      </dl>
      {act.error !== null && <div role="alert">{say(act.error.message)}</div>}
      <OtherParts patient_id={patient_id} appointment_id={appointment_id} />
      <div className={classes.acts}>
        <Button component={Link} to={`/patients/${patient_id}/appointments` as string} variant="default">{t('Open the chart')}</Button>
        <Button component="a" variant="default" href={`/api/patients/${patient_id}/appointments/${appointment_id}/calendar`} download>{t('File for a calendar')}</Button>
        {books && next.includes('arrived') && <Button onClick={() => bring('arrived')} loading={act.isPending}>{status === 'fulfilled' ? t('Not seen yet') : t('Has come')}</Button>}
        {books && next.includes('fulfilled') && <Button onClick={() => bring('fulfilled')} loading={act.isPending}>{t('Was seen')}</Button>}
        {books && next.includes('booked') && <Button variant="default" onClick={() => bring('booked')}>{t('Not after all')}</Button>}
        {books && status === 'booked' && appointment.confirmed_at === null && <Button variant="default" onClick={() => act.mutate(() => scheduling.confirm(of))}>{t('Will come')}</Button>}
        {books && status === 'booked' && <Button variant="default" aria-expanded={part === 'move'} onClick={() => setPart('move')}>{t('Move…')}</Button>}
        {books && next.includes('noshow') && <Button variant="default" disabled={Date.parse(start) > Date.now()} onClick={() => bring('noshow')}>{t('Did not come')}</Button>}
        {books && next.includes('cancelled') && <Button variant="default" aria-expanded={part === 'off'} onClick={() => setPart('off')}>{t('Call off…')}</Button>}
      </div>
      {part === 'move' && (
        <Offers
          wish={{ visit_type_id, needs: resources.map(({ id }) => ({ resource_ids: [id] })) }} busy={act.isPending} none={<p>{t('Nothing is free.')}</p>}
          choose={(offer) => act.mutate(async () => {
            const moved = await move({ start: offer.start, resource_ids: offer.resource_ids }, appointment);
            toast({
              text: t('The appointment is moved'),
              undo: async () => {
                await move({ start, resource_ids: resources.map(({ id }) => id) }, moved);
                await client.invalidateQueries({ queryKey: schedulingQueries.key() });
              },
            });
            setPart(null);
            return moved;
          })}
        />
      )}
      {part === 'off' && (
        <form
          className={classes.dialog}
          onSubmit={(event) => {
            event.preventDefault();
            act.mutate(async () => {
              const off = await scheduling.cancel({ ...of, by, reason });
              close();
              return off;
            });
          }}
        >
          <NativeSelect label={t('Who calls it off')} value={by} onChange={(event) => setBy(event.currentTarget.value as 'patient' | 'hospital')} data={[{ value: 'patient', label: t('The patient') }, { value: 'hospital', label: t('The hospital') }]} />
          <TextInput label={t('Reason')} required maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <Button type="submit" loading={act.isPending}>{t('Call off')}</Button>
        </form>
      )}
    </div>
  );
}

/** What other departments know of it: what the patient was told. */
function OtherParts(of: { patient_id: string; appointment_id: string }) {
  return useSlot('appointment').map(({ key, load }) => {
    const Part = componentOf(load);
    return <Suspense key={key} fallback={<LoadingState lines={1} />}><Part {...of} /></Suspense>;
  });
}
