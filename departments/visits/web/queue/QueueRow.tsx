import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { clinicalDate, clinicalTime, groupNumber, useWords, Value } from '@openward/platform/ui';
import type { ServicePoint, Stop } from '../../contract/index.ts';
import { visits } from '../client.ts';
import classes from './queue.module.css';
import { StopMark } from './StopMark.tsx';
import { useQueueAct } from './useQueue.ts';
import { ExpectedWait, Wait } from './Wait.tsx';
import { turnText } from './words.ts';

export type Asked = { kind: 'way' | 'priority' | 'send' | 'pay'; stop: Stop };

interface QueueRowProps {
  stop: Stop;
  point: ServicePoint | undefined;
  now: string;
  /** The room that calls, where one is chosen. */
  room_id: string | null;
  ask: (asked: Asked) => void;
}

/** Somebody in a queue, and what can be done as they stand. */
export function QueueRow({ stop, point, now, room_id, ask }: QueueRowProps) {
  const t = useWords();
  const { busy, run } = useQueueAct();
  const { id: stop_id, version, code, patient, status, due_at, place, expected, next, waiting_at, arrived_at } = stop;
  const of = { stop_id, version };
  const bring = (to: 'in-room' | 'waiting' | 'no-answer' | 'left' | 'done') => void run(() => visits.advanceStop({ ...of, to }));
  const here = room_id !== null && stop.room_id === room_id;
  return (
    <li className={classes.row}>
      <span className={classes.code}><bdi>{code}</bdi></span>
      <div className={classes.who}>
        {patient === null ? <span className="quiet">{t('Name not shown')}</span> : (
          <><strong><Value>{patient.name}</Value></strong> <Value script="latin">{[patient.birth_date === null ? null : clinicalDate(patient.birth_date), groupNumber(patient.hospital_number)].filter(Boolean).join(' · ')}</Value></>
        )}
        <div className={classes.facts}>
          <StopMark stop={stop} />
          <span>{turnText(stop, t)}{due_at !== null && <> <bdi>{clinicalTime(due_at)}</bdi></>}</span>
          {status === 'waiting' && <Wait since={waiting_at ?? arrived_at} now={now} target={point?.target_minutes ?? 30} />}
          {place !== null && <ExpectedWait of={expected} />}
        </div>
      </div>
      <div className={classes.acts}>
        {room_id !== null && (status === 'waiting' || status === 'no-answer') && <Button size="xs" variant="default" disabled={busy} aria-label={t('Call {code}', { code })} onClick={() => void run(() => visits.callToken({ ...of, room_id }))}>{t('Call')}</Button>}
        {here && status === 'called' && <Button size="xs" variant="default" disabled={busy} aria-label={t('Call {code} again', { code })} onClick={() => void run(() => visits.callToken({ ...of, room_id }))}>{t('Call again')}</Button>}
        {status === 'called' && <Button size="xs" disabled={busy} aria-label={t('{code} is in the room', { code })} onClick={() => bring('in-room')}>{t('In the room')}</Button>}
        {status === 'in-room' && <Button size="xs" disabled={busy} aria-label={t('{code} is through', { code })} onClick={() => bring('done')}>{t('Through')}</Button>}
        {stop.held === 'payment' && <Button size="xs" disabled={busy} aria-label={t('{code} has paid', { code })} onClick={() => ask({ kind: 'pay', stop })}>{t('Paid…')}</Button>}
        {(next.length > 0 || stop.sequence > 1) && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target><Button size="xs" variant="default" aria-label={t('More for {code}', { code })}><IconDots size={15} aria-hidden /></Button></Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => ask({ kind: 'way', stop })}>{t('Way through the day')}</Menu.Item>
              {(next.includes('done')) && <Menu.Item onClick={() => ask({ kind: 'send', stop })}>{t('Send on to…')}</Menu.Item>}
              {['arrived', 'waiting', 'no-answer'].includes(status) && <Menu.Item onClick={() => ask({ kind: 'priority', stop })}>{t('Before others…')}</Menu.Item>}
              {next.includes('no-answer') && <Menu.Item onClick={() => bring('no-answer')}>{t('Does not answer')}</Menu.Item>}
              {next.includes('waiting') && stop.held === null && <Menu.Item onClick={() => bring('waiting')}>{t('Waits again')}</Menu.Item>}
              {next.includes('left') && <Menu.Item onClick={() => bring('left')}>{t('Has left')}</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </li>
  );
}
