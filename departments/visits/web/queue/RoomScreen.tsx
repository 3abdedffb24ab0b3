import { Button, Kbd, NativeSelect, NumberInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSpeakerphone } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Answer, Card, clinicalDate, EmptyState, groupNumber, LoadingState, Page, toast, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Stop } from '../../contract/index.ts';
import { visits } from '../client.ts';
import { AskedDialog } from './AskedDialog.tsx';
import { useKept } from './kept.ts';
import classes from './queue.module.css';
import { QueueRow, type Asked } from './QueueRow.tsx';
import { StopMark } from './StopMark.tsx';
import { usePoints, useQueue, useQueueAct, useServerNow } from './useQueue.ts';
import { minutesBetween, turnText } from './words.ts';

/** My room: who is called here, who is next, and the way to the consultation. */
export default function RoomScreen() {
  const t = useWords();
  const points = usePoints();
  const [room, setRoom] = useKept('room');
  const [asked, setAsked] = useState<Asked | null>(null);
  const all = points.data?.points.filter(({ active }) => active) ?? [];
  const point = all.find(({ rooms }) => rooms.some(({ id, active }) => active && id === room));
  const room_id = point === undefined ? null : room;
  const found = useQueue(point === undefined ? {} : { service_point_id: point.id });
  const now = useServerNow(found.data?.now);
  const { busy, run } = useQueueAct();
  const callNext = () => void (room_id !== null && run(async () => {
    const { stop } = await visits.callNext({ room_id });
    if (stop === null) toast({ text: t('Nobody waits') });
  }));
  useHotkeys([['mod+Enter', callNext]], []);
  const here = found.data?.stops.find((stop) => stop.room_id === room_id && (stop.status === 'called' || stop.status === 'in-room'));
  const others = found.data?.stops.filter(({ id, service_point_id }) => id !== here?.id && service_point_id === point?.id) ?? [];
  return (
    <Page title={t('My room')}>
      <div className={classes.page}>
        <div className={classes.bar}>
          <NativeSelect
            label={t('I am in')} value={room_id ?? ''} onChange={(event) => setRoom(event.currentTarget.value)}
            data={[{ value: '', label: t('Choose the room') }, ...all.map(({ letter, name, rooms }) => ({ group: `${letter} · ${name}`, items: rooms.filter(({ active }) => active).map(({ id, name: label }) => ({ value: id, label })) }))]}
          />
          <Button leftSection={<IconSpeakerphone size={15} aria-hidden />} loading={busy} disabled={room_id === null || here !== undefined} onClick={callNext} rightSection={<Kbd size="xs">Ctrl ↵</Kbd>}>{t('Call next')}</Button>
        </div>
        {room_id === null || point === undefined ? <EmptyState title={t('Which room are you in?')}>{t('Choose it above; this workstation remembers it.')}</EmptyState> : (
          <Answer of={found} loading={<LoadingState lines={8} />}>
            {() => (
              <div className={classes.stack}>
                {here === undefined ? <p className={classes.empty}>{t('Nobody is called into this room.')}</p> : <Here stop={here} room_id={room_id} now={now} ask={setAsked} />}
                <Card title={t('Next')} note={point.name} flush>
                  {others.length === 0 ? <p className={classes.empty}>{t('Nobody waits.')}</p> : (
                    <ul className={classes.list} aria-label={t('Queue of {name}', { name: point.name })}>
                      {others.map((stop) => <QueueRow key={stop.id} stop={stop} point={point} now={now} room_id={here === undefined ? room_id : null} ask={setAsked} />)}
                    </ul>
                  )}
                </Card>
              </div>
            )}
          </Answer>
        )}
      </div>
      {asked !== null && <AskedDialog asked={asked} points={all} close={() => setAsked(null)} />}
    </Page>
  );
}

/** Who is called, or is here. */
function Here({ stop, room_id, now, ask }: { stop: Stop; room_id: string; now: string; ask: (asked: Asked) => void }) {
  const t = useWords();
  const may = usePermissions();
  const { busy, run } = useQueueAct();
  const [back, setBack] = useState<number | string>('');
  const { id: stop_id, version, patient, visit_id, status, called_at, in_room_at } = stop;
  const of = { stop_id, version };
  const bring = (to: 'in-room' | 'waiting' | 'no-answer' | 'done') => run(() => visits.advanceStop({ ...of, to, come_back_in_days: to === 'done' && typeof back === 'number' ? back : null }));
  const since = in_room_at ?? called_at ?? now;
  return (
    <section className={classes.current} aria-label={t('In this room')}>
      <div>
        <span className={classes.code}><bdi>{stop.code}</bdi></span> <StopMark stop={stop} /> <bdi>{t('{minutes} min', { minutes: minutesBetween(since, now) })}</bdi>
      </div>
      {patient !== null && (
        <div>
          <strong><Value>{patient.name}</Value></strong> <Value script="latin">{[patient.birth_date === null ? null : clinicalDate(patient.birth_date), groupNumber(patient.hospital_number)].filter(Boolean).join(' · ')}</Value>
          <span className="quiet"> {turnText(stop, t)}</span>
        </div>
      )}
      <div className={classes.bar}>
        {status === 'called' && <Button loading={busy} onClick={() => void bring('in-room')}>{t('In the room')}</Button>}
        {status === 'called' && <Button variant="default" disabled={busy} onClick={() => void run(() => visits.callToken({ ...of, room_id }))}>{t('Call again')}</Button>}
        {status === 'called' && <Button variant="default" disabled={busy} onClick={() => void bring('no-answer')}>{t('Does not answer')}</Button>}
        {status === 'called' && <Button variant="default" disabled={busy} onClick={() => void bring('waiting')}>{t('Waits again')}</Button>}
        {status === 'in-room' && patient !== null && visit_id !== null && may('visits.write') && (
          <Button component={Link} variant="default" to={`/patients/${patient.id}/consultation/${visit_id}` as string}>{t('Open the consultation')}</Button>
        )}
        {status === 'in-room' && <Button variant="default" disabled={busy} onClick={() => ask({ kind: 'send', stop })}>{t('Send on to…')}</Button>}
        {status === 'in-room' && <Button loading={busy} onClick={() => void bring('done')}>{t('Through')}</Button>}
        {status === 'in-room' && patient !== null && <NumberInput label={t('To come back within days')} w={190} min={1} max={730} allowDecimal={false} value={back} onChange={setBack} />}
      </div>
      {status === 'in-room' && <p className="quiet">{t('Signing the visit also ends it here. Where a return is wanted and nothing is booked, it is put on the worklist of the department.')}</p>}
    </section>
  );
}
