import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { isProblem, toast, useServerWords, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { AddOnProposal } from '../../contract/index.ts';
import { PatientPick } from '../book/PatientPick.tsx';
import { scheduling, schedulingQueries } from '../client.ts';
import classes from './harm.module.css';
import { Way } from './Way.tsx';
import { limits } from './words.ts';

interface FitInProps {
  /** Asked for where it is not known. */
  patient_id?: string;
  close: () => void;
}

/** Somebody urgent: until when, with whom; the ways there are, side by side; and the one that a clinician accepts. */
export default function FitIn({ patient_id: known, close }: FitInProps) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const types = useQuery(schedulingQueries.visitTypes.queryOptions({ input: {}, staleTime: 60_000 }));
  const calendars = useQuery(schedulingQueries.resources.queryOptions({ input: {}, staleTime: 60_000 }));
  const clinicians = (calendars.data?.resources ?? []).filter(({ active, kind }) => active && kind === 'clinician');
  const specialties = [...new Set(clinicians.flatMap((each) => each.specialties))].toSorted((one, other) => one.localeCompare(other));
  const [patient_id, setPatient] = useState<string | null>(known ?? null);
  const [type, setType] = useState('');
  const [who, setWho] = useState('');
  const [hours, setHours] = useState('2');
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState(0);
  const [stale, setStale] = useState(false);
  const offered = (types.data?.visit_types ?? []).filter(({ active }) => active);
  const visit_type_id = type || offered[0]?.id || '';
  const need = who === '' ? {} : who.startsWith('specialty:') ? { specialty: who.slice(10) } : { resource_ids: [who] };

  const look = useMutation({
    mutationFn: async () => {
      const asked = { patient_id: patient_id ?? '', visit_type_id, need, latest: new Date(Date.now() + Number(hours) * 3_600_000).toISOString() };
      return { asked, ...await scheduling.proposeAddOn(asked) };
    },
    onSuccess: () => setChosen(0),
  });
  const accept = useMutation({
    mutationFn: ({ start, resource_id, moved }: AddOnProposal) => scheduling.acceptAddOn({
      ...look.data!.asked, reason: reason.trim(), start, resource_id,
      moved: moved.map(({ appointment_id, version, becomes }) => ({ appointment_id, version, resource_id: becomes.resource_id, start: becomes.start })),
    }),
    onSuccess: async ({ moved }) => {
      await client.invalidateQueries({ queryKey: schedulingQueries.key() });
      toast({ text: t('The patient is fitted in. {count, plural, =0 {Nobody was moved.} one {# patient was moved and must be told.} other {# patients were moved and must be told.}}', { count: moved.length }) });
      close();
    },
    onError: (error) => {
      if (!isProblem(error) || error.code !== 'scheduling.proposal_stale') return;
      setStale(true);
      look.mutate();
    },
  });
  const ask = (): void => {
    setStale(false);
    accept.reset();
    look.mutate();
  };
  const ways = look.data?.proposals ?? [];
  const way = ways[chosen];
  const problem = look.error ?? (stale ? null : accept.error);
  return (
    <div className={classes.dialog}>
      <form className={classes.asks} onSubmit={(event) => { event.preventDefault(); ask(); }}>
        {known === undefined && <PatientPick value={patient_id} choose={setPatient} />}
        <NativeSelect label={t('Kind of appointment')} value={visit_type_id} onChange={(event) => setType(event.currentTarget.value)} data={offered.map(({ id, name, minutes }) => ({ value: id, label: `${name} · ${t('{minutes} min', { minutes })}` }))} />
        <NativeSelect
          label={t('With')} value={who} onChange={(event) => setWho(event.currentTarget.value)}
          data={[
            { value: '', label: t('Any clinician') },
            ...specialties.map((each) => ({ value: `specialty:${each}`, label: each })),
            ...clinicians.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <NativeSelect label={t('Must be seen')} value={hours} onChange={(event) => setHours(event.currentTarget.value)} data={limits.map((each) => ({ value: String(each.hours), label: t(each.label) }))} />
        <Button type="submit" loading={look.isPending} disabled={patient_id === null || visit_type_id === ''}>{t('Look for ways')}</Button>
      </form>
      {problem !== null && <div role="alert">{say(problem.message)}</div>}
      {stale && <div role="alert">{t('The calendars have changed meanwhile. Nothing was done: these are the ways that are left.')}</div>}
      {look.data !== undefined && ways.length === 0 && <p>{t('There is no way: nobody who may be moved can make room by then. Ask another specialty, or allow more time.')}</p>}
      {ways.length > 0 && (
        <>
          <div className={classes.ways} role="group" aria-label={t('Ways to fit the patient in')}>
            {ways.map((each, number) => <Way key={`${each.start}${each.resource_id}${each.harm}`} way={each} ways={ways} chosen={number === chosen} choose={() => setChosen(number)} />)}
          </div>
          <form className={classes.accept} onSubmit={(event) => { event.preventDefault(); if (way !== undefined) accept.mutate(way); }}>
            <TextInput className={classes.reason} label={t('Why it cannot wait')} required maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            <Button type="submit" loading={accept.isPending} disabled={reason.trim() === '' || look.isPending}>
              {way !== undefined && way.moved.length > 0 ? t('Accept, and move {count, plural, one {# patient} other {# patients}}', { count: way.moved.length }) : t('Book this time')}
            </Button>
          </form>
        </>
      )}
    </div>
  );
}
