import { Button, Modal, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalTime, toast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { priorities, priorityReasons, type Priority, type PriorityReason, type ServicePoint, type Stop } from '../../contract/index.ts';
import { visitQueries, visits } from '../client.ts';
import classes from './queue.module.css';
import { StopMark } from './StopMark.tsx';
import { useQueueAct } from './useQueue.ts';
import { priorityWords, reasonWords } from './words.ts';

interface DialogProps {
  stop: Stop;
  close: () => void;
}

/** Where a token has been today, and since when it is where it is. */
export function WayDialog({ stop, close }: DialogProps) {
  const t = useWords();
  const found = useQuery(visitQueries.journey.queryOptions({ input: { token_id: stop.token_id } }));
  return (
    <Modal opened onClose={close} title={t('Way of {code} through the day', { code: stop.code })} closeButtonProps={{ 'aria-label': t('Close') }}>
      <Answer of={found}>
        {({ stops }) => (
          <ol className={classes.way}>
            {stops.map((each) => (
              <li key={each.id}>
                <strong dir="auto">{each.point_name}</strong> <StopMark stop={each} />
                <div className="quiet"><bdi>{[each.arrived_at, each.called_at, each.in_room_at, each.ended_at].filter((at) => at !== null).map(clinicalTime).join(' → ')}</bdi></div>
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </Modal>
  );
}

/** Sends somebody on to the next station with the token that they hold. */
export function SendDialog({ stop, points, close }: DialogProps & { points: readonly ServicePoint[] }) {
  const t = useWords();
  const { busy, run } = useQueueAct();
  const others = points.filter(({ id, active }) => active && id !== stop.service_point_id);
  const [to, setTo] = useState(others[0]?.id ?? '');
  return (
    <Modal opened onClose={close} title={t('Send {code} on', { code: stop.code })} closeButtonProps={{ 'aria-label': t('Close') }}>
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          void run(() => visits.handOver({ stop_id: stop.id, version: stop.version, service_point_id: to })).then((done) => {
            if (done) toast({ text: t('The token waits at the next station') });
            close();
          });
        }}
      >
        <NativeSelect label={t('Next station')} data-autofocus value={to} onChange={(event) => setTo(event.currentTarget.value)} data={others.map(({ id, letter, name }) => ({ value: id, label: `${letter} · ${name}` }))} />
        <Button type="submit" loading={busy} disabled={to === ''}>{t('Send on')}</Button>
      </form>
    </Modal>
  );
}

/** Lets somebody go before others, with the reason; or no longer. */
export function PriorityDialog({ stop, close }: DialogProps) {
  const t = useWords();
  const { busy, run } = useQueueAct();
  const [priority, setPriority] = useState<Priority>(stop.priority);
  const [reason, setReason] = useState<PriorityReason>(stop.priority_reason ?? 'staff-decision');
  return (
    <Modal opened onClose={close} title={t('Priority of {code}', { code: stop.code })} closeButtonProps={{ 'aria-label': t('Close') }}>
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          void run(() => visits.prioritise({ stop_id: stop.id, version: stop.version, priority, priority_reason: priority === 'routine' ? null : reason })).then(close);
        }}
      >
        <NativeSelect label={t('Priority')} data-autofocus value={priority} onChange={(event) => setPriority(event.currentTarget.value as Priority)} data={priorities.map((value) => ({ value, label: t(priorityWords[value]) }))} />
        {priority !== 'routine' && <NativeSelect label={t('Reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value as PriorityReason)} data={priorityReasons.map((value) => ({ value, label: t(reasonWords[value]) }))} />}
        <Button type="submit" loading={busy}>{t('Save')}</Button>
      </form>
    </Modal>
  );
}
