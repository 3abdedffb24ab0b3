import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalInstant, EmptyState, groupNumber, LoadingState, Page, ScrollTable, useLive, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { bandCategories, type BandCategory } from '../../contract/index.ts';
import { visitQueries, visits } from '../client.ts';
import classes from './emergency.module.css';
import { IdentityCell } from './IdentityCell.tsx';
import { bandWords } from './words.ts';

/** A major incident: declared, banded by the dozen, sorted quickly, stood down with the list. */
export default function IncidentScreen() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: visitQueries.key() });
  useLive('emergency', () => void again());
  const found = useQuery(visitQueries.incidents.queryOptions({ input: {} }));
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const open = found.data?.incidents.find(({ ended_at }) => ended_at === null);
  const shown = chosen ?? open?.id ?? found.data?.incidents[0]?.id ?? null;
  const start = useMutation({ mutationFn: () => visits.startIncident({ name: name.trim() }), onSuccess: async ({ id }) => { setChosen(id); setName(''); await again(); } });
  return (
    <Page title={t('Major incident')}>
      {open === undefined && may('emergency.incident') && (
        <form className={classes.bar} onSubmit={(event) => { event.preventDefault(); start.mutate(); }}>
          <TextInput label={t('What has happened, and where')} required maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Button type="submit" color="red" loading={start.isPending} disabled={name.trim() === ''}>{t('Declare a major incident')}</Button>
        </form>
      )}
      <Answer of={found} loading={<LoadingState lines={6} />}>
        {({ incidents }) => (shown === null ? <EmptyState title={t('There has been none')}>{t('Whoever may declare one does it here.')}</EmptyState> : (
          <>
            {incidents.length > 1 && <NativeSelect label={t('Incident')} value={shown} onChange={(event) => setChosen(event.currentTarget.value)} data={incidents.map((each) => ({ value: each.id, label: `${each.name} · ${clinicalInstant(each.started_at)}` }))} />}
            <Bands incident_id={shown} />
          </>
        ))}
      </Answer>
    </Page>
  );
}

function Bands({ incident_id }: { incident_id: string }) {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: visitQueries.key() });
  const found = useQuery(visitQueries.incident.queryOptions({ input: { incident_id } }));
  const [count, setCount] = useState('10');
  const band = useMutation({ mutationFn: () => visits.band({ incident_id, count: Number(count) }), onSuccess: again });
  const sort = useMutation({ mutationFn: (one: { number: number; category: BandCategory }) => visits.sortBand({ incident_id, ...one }), onSettled: again });
  const down = useMutation({ mutationFn: () => visits.standDown({ incident_id }), onSettled: again });
  const problem = band.error ?? sort.error ?? down.error;
  return (
    <Answer of={found} loading={<LoadingState lines={8} />}>
      {({ name, ended_at, bands }) => (
        <section className={classes.form} aria-label={name}>
          <h2><Value>{name}</Value></h2>
          {ended_at !== null && <p>{t('Stood down at {at}', { at: clinicalInstant(ended_at) })}</p>}
          <div className={`${classes.bar} not-printed`}>
            {ended_at === null && may('emergency.arrive') && (
              <>
                <TextInput aria-label={t('How many')} inputMode="numeric" value={count} onChange={(event) => setCount(event.currentTarget.value)} />
                <Button loading={band.isPending} disabled={!/^([1-9]|[1-4]\d|50)$/.test(count)} onClick={() => band.mutate()}>{t('Band so many')}</Button>
              </>
            )}
            {bands.length > 0 && may('patients.print') && <Button component="a" variant="default" href={`/api/emergency/incidents/${incident_id}/wristbands`} target="_blank" rel="noopener">{t('Print all wristbands')}</Button>}
            {ended_at === null && may('emergency.incident') && <Button variant="default" loading={down.isPending} onClick={() => down.mutate()}>{t('Stand down')}</Button>}
          </div>
          {problem !== null && <div role="alert" className={classes.notice}>{t(problem.message)}</div>}
          <ScrollTable label={t('Bands')}>
            <table className={classes.table}>
              <thead><tr>{[t('Band'), t('Patient'), t('Hospital number'), t('Sorted'), t('Where')].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
              <tbody>
                {bands.map((each) => (
                  <tr key={each.number}>
                    <td><strong><Value script="latin">{each.code}</Value></strong></td>
                    <td><IdentityCell incident_id={incident_id} band={each} done={again} /></td>
                    <td><Value script="latin">{groupNumber(each.hospital_number)}</Value></td>
                    <td>
                      {may('emergency.triage') && ended_at === null ? (
                        <NativeSelect
                          aria-label={t('How urgent is {band}', { band: each.code })} value={each.category ?? ''}
                          onChange={(event) => event.currentTarget.value !== '' && sort.mutate({ number: each.number, category: event.currentTarget.value as BandCategory })}
                          data={[{ value: '', label: t('Not sorted yet') }, ...bandCategories.map((category) => ({ value: category, label: t(bandWords[category]) }))]}
                        />
                      ) : each.category === null ? '–' : t(bandWords[each.category])}
                    </td>
                    <td>{each.location_name === null ? '–' : <Value>{each.location_name}</Value>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollTable>
        </section>
      )}
    </Answer>
  );
}
