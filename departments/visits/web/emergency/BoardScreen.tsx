import { Button } from '@mantine/core';
import { IconAmbulance, IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ageText, ageAt, Answer, componentOf, DataList, EmptyState, LoadingState, Mark, Page, toast, useLive, usePermissions, useSlot, useWords, Value, type Column } from '@openward/platform/ui';
import { Suspense, useMemo, useState } from 'react';
import type { EmergencyRow } from '../../contract/index.ts';
import { visitQueries, visits } from '../client.ts';
import { Acuity } from './Acuity.tsx';
import { ArriveDialog } from './ArriveDialog.tsx';
import { Clock } from './Clock.tsx';
import { EmergencyDialog } from './EmergencyDialog.tsx';
import classes from './emergency.module.css';
import { useNow } from './useNow.ts';
import { stateWords } from './words.ts';

/** Who is in the emergency department, the most urgent first; told at once when something changes. */
export default function BoardScreen() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const found = useQuery({ ...visitQueries.emergencyBoard.queryOptions({ input: {} }), placeholderData: keepPreviousData, refetchInterval: 60_000 });
  const again = () => client.invalidateQueries({ queryKey: visitQueries.key() });
  useLive('emergency', () => void client.invalidateQueries({ queryKey: visitQueries.emergencyBoard.key() }));
  const [arriving, setArriving] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const now = useNow(found.data?.now, found.dataUpdatedAt);
  const columns = useBoardColumns(now);
  const next = useMutation({
    mutationFn: () => visits.takeNext({}),
    onSuccess: async ({ emergency }) => {
      await again();
      if (emergency === null) toast({ text: t('Nobody waits who has been triaged') });
      else setOpened(emergency.visit_id);
    },
  });
  const row = found.data?.patients.find(({ visit_id }) => visit_id === opened);
  return (
    <Page
      title={t('Emergency')} fill
      actions={(
        <>
          {may('emergency.treat') && <Button variant="default" loading={next.isPending} onClick={() => next.mutate()}>{t('Take next')}</Button>}
          {may('emergency.arrive') && <Button leftSection={<IconUserPlus size={15} aria-hidden />} onClick={() => setArriving(true)}>{t('Somebody has come')}</Button>}
        </>
      )}
    >
      <nav className={`${classes.bar} not-printed`} aria-label={t('Emergency department')}>
        <Link to="/emergency/wall">{t('Wall board')}</Link>
        <Link to="/emergency/register">{t('Register')}</Link>
        <Link to="/emergency/incident">{t('Major incident')}</Link>
      </nav>
      <BoardLines />
      {found.data?.incident != null && (
        <div className={classes.incident} role="status">
          <Value>{t('Major incident: {name}', { name: found.data.incident.name })}</Value> <Link to="/emergency/incident">{t('Bands')}</Link>
        </div>
      )}
      <Answer of={found} loading={<LoadingState lines={12} />}>
        {({ patients }) => (
          <DataList
            label={t('Emergency board')} rows={patients} rowKey={(each) => each.visit_id} columns={columns} onOpen={(each) => setOpened(each.visit_id)}
            empty={<EmptyState title={t('Nobody is here')} icon={<IconAmbulance size={22} />}>{t('Whoever comes stands here at once.')}</EmptyState>}
          />
        )}
      </Answer>
      {arriving && <ArriveDialog close={() => setArriving(false)} done={async (one) => { await again(); setArriving(false); setOpened(one.visit_id); }} />}
      {row !== undefined && <EmergencyDialog key={row.visit_id} row={row} close={() => setOpened(null)} done={again} />}
    </Page>
  );
}

/** What other departments say above the board: who is on call. */
function BoardLines() {
  return useSlot('emergencyBoard').map(({ key, load }) => {
    const Line = componentOf(load);
    return <Suspense key={key} fallback={null}><Line /></Suspense>;
  });
}

function useBoardColumns(now: number): Column<EmergencyRow>[] {
  const t = useWords();
  const clinical = usePermissions()('records.read');
  return useMemo(() => {
    const known = (text: string | null) => (text === null ? <span className="quiet">–</span> : <Value>{text}</Value>);
    return [
      { id: 'acuity', header: t('Urgency'), width: '150px', card: 'plain', cell: (row) => <Acuity level={row.level} scheme={row.scheme} /> },
      { id: 'patient', header: t('Patient'), width: 'minmax(180px, 1.6fr)', card: 'title', whole: true, cell: (row) => <strong><Value>{[row.band, row.patient_name].filter((each) => each !== null).join(' · ')}</Value></strong> },
      { id: 'age', header: t('Age'), width: '80px', cell: (row) => known(ageOf(row.birth_date)) },
      { id: 'state', header: t('State'), width: '130px', cell: (row) => t(stateWords[row.state]) },
      { id: 'clock', header: t('Clock'), width: '130px', card: 'plain', cell: (row) => <Clock row={row} now={now} /> },
      { id: 'alerts', header: t('Alerts'), width: 'minmax(270px, 1.6fr)', card: 'plain', cell: (row) => <Alerts row={row} /> },
      { id: 'place', header: t('Where'), width: '120px', cell: (row) => known(row.location_name) },
      ...(clinical ? [
        { id: 'complaint', header: t('Complaint'), width: 'minmax(130px, 1.2fr)', cell: (row: EmergencyRow) => known(row.complaint) },
        { id: 'next', header: t('Next step'), width: 'minmax(120px, 1fr)', cell: (row: EmergencyRow) => known(row.next_step) },
        { id: 'open', header: t('Orders · results'), width: '110px', cell: (row: EmergencyRow) => <Value script="latin">{`${row.open_orders ?? 0} · ${row.new_results ?? 0}`}</Value> },
      ] : []),
      { id: 'people', header: t('Clinician, nurse'), width: 'minmax(130px, 1fr)', cell: (row) => known([row.clinician_name, row.nurse_name].filter((each) => each !== null).join(' / ') || null) },
    ];
  }, [t, clinical, now]);
}

function ageOf(birth_date: string | null): string | null {
  const age = birth_date === null ? null : ageAt(birth_date);
  return age === null ? null : ageText(age);
}

function Alerts({ row }: { row: EmergencyRow }) {
  const t = useWords();
  return (
    <span className={classes.alerts}>
      {row.attention === 'worse' && <Mark tone="caution">{t('Worse: triage again')}</Mark>}
      {row.attention === 'overdue' && <Mark tone="caution">{t('Overdue: triage again')}</Mark>}
      {(row.allergies ?? 0) > 0 && <Mark tone="caution">{t('Allergies')}</Mark>}
      {row.warnings.map((each) => <Mark key={each} tone="caution">{each}</Mark>)}
      {row.medico_legal && <Mark tone="plain">{t('Medico-legal')}</Mark>}
    </span>
  );
}
