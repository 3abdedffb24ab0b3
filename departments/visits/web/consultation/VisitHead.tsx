import { Button } from '@mantine/core';
import { clinicalInstant, usePermissions, useWords, Value } from '@openward/platform/ui';
import { lazy, Suspense, useState } from 'react';
import type { Visit } from '../../contract/index.ts';
import { classWords } from '../choices.ts';
import { visits } from '../client.ts';
import { StatusMark } from '../marks/StatusMark.tsx';
import classes from './consultation.module.css';
import { Participants } from './Participants.tsx';
import { ReasonDialog, type AskedAct } from './ReasonDialog.tsx';
import { useVisitAct } from './useVisit.ts';

const MoveDialog = lazy(async () => ({ default: (await import('./MoveDialog.tsx')).MoveDialog }));

/** Which visit this is, where it stands, and what can be done with it now. */
export function VisitHead({ visit }: { visit: Visit }) {
  const t = useWords();
  const may = usePermissions();
  const { busy, run } = useVisitAct();
  const [asked, setAsked] = useState<AskedAct | null>(null);
  const [moving, setMoving] = useState(false);
  const { id: visit_id, patient_id, version, next, status, started_at, arrived_at } = visit;
  const of = { patient_id, visit_id, version };
  const since = started_at ?? arrived_at;
  const can = (to: Visit['status']) => next.includes(to);
  return (
    <header className={classes.head}>
      <h1>
        {t(classWords[visit.class])} <Value script="latin">{visit.number}</Value>
      </h1>
      <StatusMark status={status} signed={visit.signed_at !== null} />
      {since !== null && <span className="quiet">{t('since {time}', { time: clinicalInstant(since) })}</span>}
      {visit.written_later !== null && (
        <span role="note">
          <strong>{t('Written later')}</strong>: {t('happened {happened}, entered {entered} by', { happened: clinicalInstant(visit.written_later.happened_at), entered: clinicalInstant(visit.written_later.entered_at) })} <Value>{visit.written_later.entered_by_name}</Value>
        </span>
      )}
      <Participants visit={visit} />
      {visit.signed_by !== null && <span>{t('Signed by')} <Value>{visit.signed_by}</Value></span>}
      <div className={`${classes.acts} not-printed`}>
        {may('visits.open') && can('arrived') && (
          <Button disabled={busy} onClick={() => void run(() => visits.checkIn(of), 'The patient is here')}>{t('Check in')}</Button>
        )}
        {may('visits.write') && can('triaged') && (
          <Button variant="default" disabled={busy} onClick={() => void run(() => visits.advance({ ...of, to: 'triaged' }), 'Triaged')}>{t('Triaged')}</Button>
        )}
        {may('visits.write') && can('in-progress') && (
          <Button disabled={busy} onClick={() => void run(() => visits.advance({ ...of, to: 'in-progress' }), 'The consultation has begun')}>{t('Begin')}</Button>
        )}
        {may('visits.open') && can('cancelled') && <Button variant="default" onClick={() => setAsked('cancel')}>{t('Call off')}</Button>}
        {may('visits.reopen') && status === 'finished' && <Button variant="default" onClick={() => setAsked('reopen')}>{t('Open again')}</Button>}
        {may('visits.write') && can('entered-in-error') && <Button variant="default" onClick={() => setAsked('withdraw')}>{t('Entered in error')}</Button>}
        {may('visits.move') && status !== 'entered-in-error' && <Button variant="default" onClick={() => setMoving(true)}>{t('Wrong patient')}</Button>}
      </div>
      {moving && <Suspense fallback={null}><MoveDialog visit={visit} close={() => setMoving(false)} /></Suspense>}
      {asked !== null && <ReasonDialog act={asked} visit={visit} close={() => setAsked(null)} />}
    </header>
  );
}
