import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answer, componentOf, groupNumber, LoadingState, usePermissions, useServerWords, useSlot, useWords, Value } from '@openward/platform/ui';
import { Suspense, useState } from 'react';
import type { Appointment } from '../../contract/index.ts';
import { scheduling, schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';
import { CallOffPart } from './CallOffPart.tsx';
import { Facts } from './Facts.tsx';
import { History } from './History.tsx';
import { MovePart } from './MovePart.tsx';
import { StandingPart } from './StandingPart.tsx';

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

type Part = 'move' | 'off' | 'standing';

function Details({ appointment, first, close }: { appointment: Appointment; first: Part | null; close: () => void }) {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [part, setPart] = useState<Part | null>(first);
  const { id: appointment_id, patient_id, version, status, next, start } = appointment;
  const of = { patient_id, appointment_id, version };
  const act = useMutation({
    mutationFn: (work: () => Promise<Appointment>) => work(),
    onSettled: () => client.invalidateQueries({ queryKey: schedulingQueries.key() }),
  });
  const bring = (to: 'arrived' | 'fulfilled' | 'noshow' | 'booked') => act.mutate(() => scheduling.advance({ ...of, to }));
  const books = may('scheduling.book');
  const done = (): void => setPart(null);
  return (
    <div className={classes.dialog}>
      <Facts appointment={appointment} />
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
        {books && ['booked', 'arrived'].includes(status) && <Button variant="default" aria-expanded={part === 'standing'} onClick={() => setPart('standing')}>{t('Protect…')}</Button>}
        {books && next.includes('noshow') && <Button variant="default" disabled={Date.parse(start) > Date.now()} onClick={() => bring('noshow')}>{t('Did not come')}</Button>}
        {books && next.includes('cancelled') && <Button variant="default" aria-expanded={part === 'off'} onClick={() => setPart('off')}>{t('Call off…')}</Button>}
      </div>
      {part === 'move' && <MovePart appointment={appointment} act={act} done={done} />}
      {part === 'standing' && <StandingPart key={version} appointment={appointment} act={act} done={done} />}
      {part === 'off' && <CallOffPart appointment={appointment} act={act} done={close} />}
      <History appointment={appointment} />
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
