import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answer, clinicalTime, isProblem, LoadingState, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Emergency, EmergencyRow } from '../../contract/index.ts';
import { visitQueries, visits } from '../client.ts';
import { Acuity } from './Acuity.tsx';
import { DisposePart } from './DisposePart.tsx';
import classes from './emergency.module.css';
import { PlacePart } from './PlacePart.tsx';
import { levelWords } from './words.ts';

interface Props {
  row: EmergencyRow;
  close: () => void;
  done: () => Promise<void>;
}

/** One emergency patient: triage, taking, place and next step, and where they go. */
export function EmergencyDialog({ row, close, done }: Props) {
  const t = useWords();
  const { patient_id, visit_id } = row;
  const found = useQuery(visitQueries.emergency.queryOptions({ input: { patient_id, visit_id } }));
  return (
    <Modal opened onClose={close} title={<Value>{`${row.patient_name} · ${row.number}`}</Value>} size="xl" closeButtonProps={{ 'aria-label': t('Close') }}>
      <Answer of={found} loading={<LoadingState lines={6} />}>{(one) => <Acts one={one} close={close} done={done} />}</Answer>
    </Modal>
  );
}

function Acts({ one, close, done }: { one: Emergency; close: () => void; done: () => Promise<void> }) {
  const t = useWords();
  const may = usePermissions();
  const waits = one.state === 'to-triage' || one.state === 'waiting';
  return (
    <div className={classes.form}>
      <p className={classes.marks}>
        <Acuity level={one.level} scheme={one.scheme} />
        {one.complaint !== null && <Value>{one.complaint}</Value>}
        <Link to={`/patients/${one.patient_id}/consultation/${one.visit_id}`}>{t('Open the visit')}</Link>
      </p>
      {one.triages.length > 0 && (
        <ol className={classes.history} aria-label={t('Triages')}>
          {one.triages.map(({ id, level, scheme, at, by, reason, news2 }) => (
            <li key={id}><Value>{[`${scheme} ${level}`, clinicalTime(at), by, news2 === null ? null : `NEWS2 ${news2}`, reason].filter((each) => each !== null).join(' · ')}</Value></li>
          ))}
        </ol>
      )}
      {may('emergency.triage') && one.state !== 'dead' && <TriagePart one={one} done={done} />}
      {may('emergency.treat') && waits && <TakePart one={one} done={done} />}
      {may('emergency.triage') && <PlacePart one={one} done={done} />}
      <DisposePart one={one} done={async () => { await done(); close(); }} />
    </div>
  );
}

function TriagePart({ one, done }: { one: Emergency; done: () => Promise<void> }) {
  const t = useWords();
  const [reason, setReason] = useState('');
  const { patient_id, visit_id, version } = one;
  const triage = useMutation({
    mutationFn: (level: number) => visits.triage({ patient_id, visit_id, version, level, reason: reason.trim() === '' ? null : reason.trim() }),
    onSettled: done,
  });
  const again = one.level !== null;
  return (
    <section className={classes.form} aria-label={t('Triage')}>
      {again && <TextInput label={t('Why it is judged again')} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />}
      <div className={classes.levels} role="group" aria-label={again ? t('Triage again') : t('Triage')}>
        {levelWords.map((word, at) => (
          <Button key={word} variant="default" loading={triage.isPending && triage.variables === at + 1} disabled={again && reason.trim() === ''} onClick={() => triage.mutate(at + 1)}>
            {`${at + 1} · ${t(word)}`}
          </Button>
        ))}
      </div>
      {triage.error !== null && <div role="alert" className={classes.notice}>{t(triage.error.message)}</div>}
    </section>
  );
}

/** Takes this patient. Before somebody more urgent it asks why. */
function TakePart({ one, done }: { one: Emergency; done: () => Promise<void> }) {
  const t = useWords();
  const [why, setWhy] = useState<string | null>(null);
  const { patient_id, visit_id, version } = one;
  const take = useMutation({
    mutationFn: () => visits.take({ patient_id, visit_id, version, out_of_turn_reason: why === null || why.trim() === '' ? null : why.trim() }),
    onSuccess: done,
    onError: (error) => {
      if (isProblem(error) && error.code === 'visits.emergency_turn') setWhy((before) => before ?? (one.attention === 'overdue' ? t('Fast track: the time is over') : ''));
    },
  });
  return (
    <section className={classes.form} aria-label={t('Take this patient')}>
      {take.error !== null && <div role="alert" className={classes.notice}>{t(take.error.message)}</div>}
      {why !== null && <TextInput label={t('Why this patient goes first')} value={why} maxLength={300} onChange={(event) => setWhy(event.currentTarget.value)} />}
      <Button loading={take.isPending} disabled={why !== null && why.trim() === ''} onClick={() => take.mutate()}>{why === null ? t('Take this patient') : t('Take them all the same')}</Button>
    </section>
  );
}
