import { Button, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Answer, Card, clinicalTime, groupNumber, Mark, toast, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Arrival } from '../../contract/index.ts';
import { visitQueries, visits } from '../client.ts';
import classes from './queue.module.css';
import { useQueueAct } from './useQueue.ts';

interface ArrivalsProps {
  service_point_id: string | null;
  checkIn: (arrival: Arrival) => void;
}

const folded = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The appointments of today: who is still to come, and who has come. */
export function Arrivals({ service_point_id, checkIn }: ArrivalsProps) {
  const t = useWords();
  const [text, setText] = useState('');
  const [come, setCome] = useState(false);
  const found = useQuery({ ...visitQueries.arrivals.queryOptions({ input: service_point_id === null ? {} : { service_point_id } }), placeholderData: keepPreviousData, refetchInterval: 60_000 });
  const matches = (arrival: Arrival) => (come || (arrival.code === null && arrival.status !== 'fulfilled' && arrival.status !== 'noshow'))
    && (text.trim() === '' || folded(`${arrival.patient_name} ${arrival.hospital_number}`).includes(folded(text.trim())));
  return (
    <Card title={t('Expected today')} flush>
      <div className={classes.bar} style={{ paddingInline: 10 }}>
        <TextInput className={classes.grow ?? ''} aria-label={t('Find among those expected')} placeholder={t('Name or hospital number')} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <Button variant="default" aria-pressed={come} onClick={() => setCome(!come)}>{come ? t('All of today') : t('Still to come')}</Button>
      </div>
      <Answer of={found}>
        {({ arrivals, now }) => {
          const shown = arrivals.filter(matches);
          if (shown.length === 0) return <p className={classes.empty}>{t('Nobody like this is expected.')}</p>;
          return <ul className={classes.list} aria-label={t('Expected today')}>{shown.slice(0, 200).map((arrival) => <ArrivalRow key={arrival.appointment_id} arrival={arrival} now={now} checkIn={checkIn} />)}</ul>;
        }}
      </Answer>
    </Card>
  );
}

function ArrivalRow({ arrival, now, checkIn }: { arrival: Arrival; now: string; checkIn: (arrival: Arrival) => void }) {
  const t = useWords();
  const may = usePermissions();
  const { busy, run } = useQueueAct();
  const { patient_id, appointment_id, version, patient_name, hospital_number, start, end, status, code } = arrival;
  const missed = status === 'booked' && end < now;
  const absent = () => run(async () => {
    const { followed_up } = await visits.noShow({ patient_id, appointment_id, version });
    toast({ text: followed_up ? t('Did not come: somebody is asked to follow it up') : t('Did not come') });
  });
  return (
    <li className={classes.row}>
      <span><bdi>{clinicalTime(start)}</bdi></span>
      <div className={classes.who}>
        <strong><Value>{patient_name}</Value></strong> <Value script="latin">{groupNumber(hospital_number)}</Value>
        <div className={classes.facts}><span dir="auto">{arrival.visit_type_name}</span><span dir="auto">{arrival.with}</span>{status === 'noshow' && <Mark tone="plain" icon="off">{t('Did not come')}</Mark>}</div>
      </div>
      <div className={classes.acts}>
        {code !== null && <span className={classes.code}><bdi>{code}</bdi></span>}
        {may('visits.open') && code === null && ['booked', 'arrived', 'noshow'].includes(status) && <Button size="xs" aria-label={t('Check in {name}', { name: patient_name })} onClick={() => checkIn(arrival)}>{t('Check in')}</Button>}
        {may('visits.open') && missed && <Button size="xs" variant="default" disabled={busy} onClick={() => void absent()}>{t('Did not come')}</Button>}
      </div>
    </li>
  );
}
