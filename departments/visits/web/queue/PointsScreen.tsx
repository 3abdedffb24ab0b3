import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, EmptyState, Mark, Page, useWords } from '@openward/platform/ui';
import { lazy, Suspense, useState } from 'react';
import type { QueueRoom, ServicePoint, TokenDisplay } from '../../contract/index.ts';
import { visitQueries } from '../client.ts';
import classes from './queue.module.css';
import { PayRules } from './PayRules.tsx';
import { PhoneCheckInCard } from './PhoneCheckInCard.tsx';
import { usePoints } from './useQueue.ts';
import { pointKindWords } from './words.ts';

const PointForm = lazy(async () => ({ default: (await import('./PointForms.tsx')).PointForm }));
const RoomForm = lazy(async () => ({ default: (await import('./PointForms.tsx')).RoomForm }));
const DisplayForm = lazy(async () => ({ default: (await import('./PointForms.tsx')).DisplayForm }));

type Editing = { kind: 'point'; point: ServicePoint | null } | { kind: 'room'; point: ServicePoint; room: QueueRoom | null } | { kind: 'display'; display: TokenDisplay | null };

/** Service points, their rooms, the public displays, and what is paid before. */
export default function PointsScreen() {
  const t = useWords();
  const client = useQueryClient();
  const points = usePoints();
  const displays = useQuery(visitQueries.displays.queryOptions({ input: {} }));
  const [editing, setEditing] = useState<Editing | null>(null);
  const close = () => {
    setEditing(null);
    void client.invalidateQueries({ queryKey: visitQueries.servicePoints.key() });
    void client.invalidateQueries({ queryKey: visitQueries.displays.key() });
  };
  const title = editing === null ? '' : editing.kind === 'point' ? t('Service point') : editing.kind === 'room' ? t('Room') : t('Public display');
  const all = points.data?.points ?? [];
  return (
    <Page title={t('Queue settings')} actions={<Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEditing({ kind: 'point', point: null })}>{t('New service point')}</Button>}>
      <div className={`${classes.page} ${classes.stack}`}>
        <Answer of={points}>
          {() => (all.length === 0 ? <EmptyState title={t('No service point yet')}>{t('Where people wait to be served: registration, a clinic, the laboratory, the pharmacy, the cashier.')}</EmptyState> : (
            <>
              {all.map((point) => (
                <Card
                  key={point.id} title={`${point.letter} · ${point.name}`} note={[t(pointKindWords[point.kind]), point.department_name, t('target {minutes} min', { minutes: point.target_minutes })].filter(Boolean).join(' · ')}
                  actions={<><Button size="xs" variant="default" onClick={() => setEditing({ kind: 'room', point, room: null })}>{t('New room')}</Button> <Button size="xs" variant="default" aria-label={t('Change {name}', { name: point.name })} onClick={() => setEditing({ kind: 'point', point })}>{t('Change')}</Button></>}
                >
                  {!point.active && <Mark tone="plain" icon="off">{t('Closed')}</Mark>}
                  <ul className={classes.rooms} aria-label={t('Rooms of {name}', { name: point.name })}>
                    {point.rooms.map((room) => (
                      <li key={room.id}><Button variant="default" onClick={() => setEditing({ kind: 'room', point, room })}>{room.name}{!room.active && ` · ${t('Closed')}`}</Button></li>
                    ))}
                    {point.rooms.length === 0 && <li className="quiet">{t('No room calls from it yet.')}</li>}
                  </ul>
                </Card>
              ))}
            </>
          ))}
        </Answer>
        <Card title={t('Public displays')} actions={<Button size="xs" variant="default" disabled={all.length === 0} onClick={() => setEditing({ kind: 'display', display: null })}>{t('New display')}</Button>}>
          <Answer of={displays}>
            {({ displays: shown }) => (
              <ul className={classes.rooms} aria-label={t('Public displays')}>
                {shown.map((display) => <li key={display.id}><Button variant="default" onClick={() => setEditing({ kind: 'display', display })}>{display.name}</Button></li>)}
                {shown.length === 0 && <li className="quiet">{t('None yet. A display signs in with an account that has the role Public display.')}</li>}
              </ul>
            )}
          </Answer>
        </Card>
        <PhoneCheckInCard />
        <PayRules points={all} />
      </div>
      {editing !== null && (
        <Modal opened onClose={close} title={title} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
          <Suspense fallback={null}>
            {editing.kind === 'point' && <PointForm point={editing.point} close={close} />}
            {editing.kind === 'room' && <RoomForm point={editing.point} room={editing.room} close={close} />}
            {editing.kind === 'display' && <DisplayForm points={all} display={editing.display} close={close} />}
          </Suspense>
        </Modal>
      )}
    </Page>
  );
}
