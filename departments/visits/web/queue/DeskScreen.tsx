import { Button, Kbd, NativeSelect } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSpeakerphone, IconUserPlus } from '@tabler/icons-react';
import { Answer, Card, EmptyState, failureToast, LoadingState, Page, toast, usePermissions, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { Arrival, ServicePoint, Stop } from '../../contract/index.ts';
import { visits } from '../client.ts';
import { Arrivals } from './Arrivals.tsx';
import { AskedDialog } from './AskedDialog.tsx';
import { CheckInDialog } from './CheckInDialog.tsx';
import { useKept } from './kept.ts';
import classes from './queue.module.css';
import { QueueRow, type Asked } from './QueueRow.tsx';
import { usePoints, useQueue, useQueueAct, useServerNow } from './useQueue.ts';
import { minutesBetween } from './words.ts';

/** The queue desk: who is expected, who waits, who is called where. One key calls who is next. */
export default function DeskScreen() {
  const t = useWords();
  const may = usePermissions();
  const points = usePoints();
  const [point, setPoint] = useKept('point');
  const [room, setRoom] = useKept('room');
  const [over, setOver] = useState(false);
  const found = useQueue({ over });
  const now = useServerNow(found.data?.now);
  const [checking, setChecking] = useState<{ arrival: Arrival | null } | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { busy, run } = useQueueAct();
  const all = points.data?.points.filter(({ active }) => active) ?? [];
  const chosen = all.find(({ id }) => id === point) ?? null;
  const rooms = (chosen === null ? all : [chosen]).flatMap((each) => each.rooms.filter(({ active }) => active));
  const room_id = rooms.find(({ id }) => id === room)?.id ?? null;
  const callNext = () => void (room_id === null ? Promise.resolve(failureToast(t('Choose the room that calls first'))) : run(async () => {
    const { stop } = await visits.callNext({ room_id });
    toast({ text: stop === null ? t('Nobody waits') : t('{code} is called', { code: stop.code }) });
  }));
  useHotkeys([['mod+Enter', callNext]], []);
  return (
    <Page
      title={t('Queue desk')}
      actions={may('visits.open') && <Button variant="default" leftSection={<IconUserPlus size={15} aria-hidden />} onClick={() => setChecking({ arrival: null })}>{t('Without appointment')}</Button>}
    >
      <div className={classes.page}>
        <div className={classes.bar} role="search" aria-label={t('Which queue')}>
          <NativeSelect label={t('Queue')} value={chosen?.id ?? ''} onChange={(event) => setPoint(event.currentTarget.value)} data={[{ value: '', label: t('All queues') }, ...all.map(({ id, letter, name }) => ({ value: id, label: `${letter} · ${name}` }))]} />
          <NativeSelect label={t('Room that calls')} value={room_id ?? ''} onChange={(event) => setRoom(event.currentTarget.value)} data={[{ value: '', label: t('None') }, ...rooms.map(({ id, name }) => ({ value: id, label: name }))]} />
          <Button leftSection={<IconSpeakerphone size={15} aria-hidden />} loading={busy} disabled={room_id === null} onClick={callNext} rightSection={<Kbd size="xs">Ctrl ↵</Kbd>}>{t('Call next')}</Button>
          <Button variant="default" aria-pressed={over} onClick={() => setOver(!over)}>{over ? t('With those who are through') : t('Still here')}</Button>
        </div>
        <Answer of={found} loading={<LoadingState lines={10} />}>
          {({ stops }) => (
            <>
              <RoomStrip points={chosen === null ? all : [chosen]} stops={stops} now={now} />
              <div className={classes.columns}>
                <Arrivals service_point_id={chosen?.id ?? null} checkIn={(arrival) => setChecking({ arrival })} />
                <div className={classes.stack}>
                  {all.length === 0 && <EmptyState title={t('No queue yet')}>{t('An administrator opens service points under Queue settings.')}</EmptyState>}
                  {(chosen === null ? all : [chosen]).map((each) => {
                    const own = stops.filter(({ service_point_id }) => service_point_id === each.id);
                    if (own.length === 0 && chosen === null) return null;
                    return (
                      <Card key={each.id} title={`${each.letter} · ${each.name}`} note={<Waiting point={each} stops={own} now={now} />} flush>
                        {own.length === 0 ? <p className={classes.empty}>{t('Nobody waits.')}</p> : (
                          <ul className={classes.list} aria-label={t('Queue of {name}', { name: each.name })}>
                            {own.map((stop) => <QueueRow key={stop.id} stop={stop} point={each} now={now} room_id={each.rooms.some(({ id }) => id === room_id) ? room_id : null} ask={setAsked} />)}
                          </ul>
                        )}
                      </Card>
                    );
                  })}
                </div>
              </div>
              {checking !== null && <CheckInDialog points={all} arrival={checking.arrival} numbers={stops.filter(({ anonymous, status }) => anonymous && status !== 'done')} close={() => setChecking(null)} />}
            </>
          )}
        </Answer>
      </div>
      {asked !== null && <AskedDialog asked={asked} points={all} close={() => setAsked(null)} />}
    </Page>
  );
}

function Waiting({ point, stops, now }: { point: ServicePoint; stops: readonly Stop[]; now: string }) {
  const t = useWords();
  const waiting = stops.filter(({ status }) => status === 'waiting');
  const longest = Math.max(0, ...waiting.map(({ waiting_at, arrived_at }) => minutesBetween(waiting_at ?? arrived_at, now)));
  return <>{t('{count, plural, =0 {nobody waits} one {# waits} other {# wait}}', { count: waiting.length })}{waiting.length > 0 && ` · ${t('longest {longest} min, target {target}', { longest, target: point.target_minutes })}`}</>;
}

/** Which room has whom. */
function RoomStrip({ points, stops, now }: { points: readonly ServicePoint[]; stops: readonly Stop[]; now: string }) {
  const t = useWords();
  return (
    <ul className={classes.rooms} aria-label={t('Rooms')}>
      {points.flatMap(({ rooms }) => rooms.filter(({ active }) => active)).map(({ id, name }) => {
        const there = stops.find((stop) => stop.room_id === id && (stop.status === 'called' || stop.status === 'in-room'));
        const since = there?.in_room_at ?? there?.called_at ?? null;
        return (
          <li key={id} className={classes.room} data-taken={there !== undefined || undefined}>
            <span dir="auto">{name}</span>
            {there === undefined ? <span className="quiet">{t('free')}</span> : (
              <span><strong><bdi>{there.code}</bdi></strong> {there.status === 'called' ? t('called') : t('inside')}{since !== null && <> · <bdi>{t('{minutes} min', { minutes: minutesBetween(since, now) })}</bdi></>}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
