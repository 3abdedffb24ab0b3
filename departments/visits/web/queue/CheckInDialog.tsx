import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { priorities, priorityReasons, type Arrival, type Priority, type PriorityReason, type ServicePoint, type Stop } from '../../contract/index.ts';
import { visits } from '../client.ts';
import { PatientSelect } from '../patient/PatientSelect.tsx';
import classes from './queue.module.css';
import { useQueueAct } from './useQueue.ts';
import { ExpectedWait } from './Wait.tsx';
import { priorityWords, reasonWords } from './words.ts';

interface CheckInDialogProps {
  points: readonly ServicePoint[];
  /** The appointment that somebody came for; null for who dropped in. */
  arrival: Arrival | null;
  /** Numbers that were taken by people whom nobody knew yet. */
  numbers: readonly Stop[];
  close: () => void;
}

type Done = Awaited<ReturnType<typeof visits.checkInToQueue>>;

/** Checks somebody in: who, where to, and whether they go before others. The token is shown large, to be read out. */
export function CheckInDialog({ points, arrival, numbers, close }: CheckInDialogProps) {
  const t = useWords();
  const { busy, run } = useQueueAct();
  const open = points.filter(({ active }) => active);
  const [patient_id, setPatient] = useState<string | null>(arrival?.patient_id ?? null);
  const [point, setPoint] = useState(arrival?.service_point_id ?? open.find(({ kind }) => kind === 'clinic')?.id ?? open[0]?.id ?? '');
  const [priority, setPriority] = useState<Priority>('routine');
  const [why, setWhy] = useState<PriorityReason>('elderly');
  const [reason, setReason] = useState('');
  const [token, setToken] = useState('');
  const [done, setDone] = useState<Done | null>(null);
  const send = () => run(async () => setDone(await visits.checkInToQueue({
    patient_id: patient_id ?? '', appointment_id: arrival?.appointment_id ?? null, service_point_id: point, token_id: token === '' ? null : token,
    priority, priority_reason: priority === 'routine' ? null : why, reason: reason.trim() === '' ? null : reason.trim(),
  })));
  return (
    <Modal opened onClose={close} title={arrival === null ? t('Check in without an appointment') : t('Check in {name}', { name: arrival.patient_name })} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
      {done === null ? (
        <form className={classes.dialog} onSubmit={(event) => { event.preventDefault(); void send(); }}>
          {arrival === null && <PatientSelect label={t('Patient')} required value={patient_id} onChange={setPatient} />}
          <NativeSelect label={t('Waits for')} value={point} onChange={(event) => setPoint(event.currentTarget.value)} data={open.map(({ id, letter, name }) => ({ value: id, label: `${letter} · ${name}` }))} />
          {arrival === null && <TextInput label={t('Reason')} value={reason} maxLength={300} onChange={(event) => setReason(event.currentTarget.value)} />}
          {numbers.length > 0 && <NativeSelect label={t('Number that they took')} value={token} onChange={(event) => setToken(event.currentTarget.value)} data={[{ value: '', label: t('None') }, ...numbers.map(({ token_id, code }) => ({ value: token_id, label: code }))]} />}
          <NativeSelect label={t('Priority')} value={priority} onChange={(event) => setPriority(event.currentTarget.value as Priority)} data={priorities.map((value) => ({ value, label: t(priorityWords[value]) }))} />
          {priority !== 'routine' && <NativeSelect label={t('Why before others')} value={why} onChange={(event) => setWhy(event.currentTarget.value as PriorityReason)} data={priorityReasons.map((value) => ({ value, label: t(reasonWords[value]) }))} />}
          <Button type="submit" loading={busy} disabled={patient_id === null || point === ''} {...(arrival === null ? {} : { 'data-autofocus': true })}>{t('Check in')}</Button>
        </form>
      ) : (
        <div className={classes.dialog} role="status">
          <p>{t('Their token')} <span className={classes.code}><bdi>{done.stop.code}</bdi></span></p>
          {done.gate === 'pay-first' ? <p role="alert">{t('They pay first, then they are called.')}</p> : <p>{t('{count, plural, =0 {Nobody is before them} one {# is before them} other {# are before them}}', { count: done.ahead })} · <ExpectedWait of={done.expected} /></p>}
          <Button data-autofocus onClick={close}>{t('Done')}</Button>
        </div>
      )}
    </Modal>
  );
}
