import { NativeSelect, SegmentedControl } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Answer, clinicalTime, clinicalDate, DataList, EmptyState, groupNumber, LoadingState, Page, usePermissions, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { VisitClass, VisitRow } from '../../contract/index.ts';
import { choicesOf, classWords } from '../choices.ts';
import { visits, visitQueries } from '../client.ts';
import { StatusMark } from '../marks/StatusMark.tsx';
import classes from '../visits.module.css';

type Of = 'mine' | 'department' | 'all';
type State = 'open' | 'today' | 'unsigned';

/** Who is here today: mine, of my department, or all of the hospital. */
export default function VisitsScreen() {
  const t = useWords();
  const may = usePermissions();
  const clinician = may('visits.close');
  const [of, setOf] = useState<Of>(clinician ? 'mine' : 'all');
  const [state, setState] = useState<State>('open');
  const [kind, setKind] = useState<VisitClass | ''>('');
  const input = { of, state, ...(kind === '' ? {} : { class: kind }) };
  const found = useInfiniteQuery({
    queryKey: visitQueries.list.key({ input: { ...input, limit: 200 } }),
    queryFn: ({ pageParam, signal }) => visits.list({ ...input, ...(pageParam === null ? {} : { after: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.visits) ?? [], [found.data]);
  const columns = useVisitColumns();
  const consults = may('visits.write') && may('records.read');
  return (
    <Page title={t('Visits')} fill>
      <div className={classes.bar} role="search" aria-label={t('Which visits')}>
        <SegmentedControl
          aria-label={t('Whose')}
          value={of}
          onChange={(value) => setOf(value as Of)}
          data={[{ value: 'mine', label: t('Mine') }, { value: 'department', label: t('My department') }, { value: 'all', label: t('All') }]}
        />
        <NativeSelect
          aria-label={t('Show only')}
          value={state}
          onChange={(event) => setState(event.currentTarget.value as State)}
          data={[{ value: 'open', label: t('Open') }, { value: 'today', label: t('Today') }, { value: 'unsigned', label: t('Over, not signed') }]}
        />
        <NativeSelect
          aria-label={t('Kind')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as VisitClass | '')}
          data={[{ value: '', label: t('Any kind') }, ...choicesOf(classWords, t)]}
        />
      </div>
      <Answer of={found} loading={<LoadingState lines={12} />}>
        {() => (
          <DataList
            label={t('Visits')}
            rows={rows}
            rowKey={(row) => row.id}
            columns={columns}
            href={(row) => `/patients/${row.patient_id}/${consults ? `consultation/${row.id}` : 'visits'}`}
            {...(found.hasNextPage ? { more: { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage } } : {})}
            empty={
              <EmptyState title={t('No visit like this')} icon={<IconStethoscope size={22} />}>
                {t('A visit is opened in the chart of the patient, under Visits.')}
              </EmptyState>
            }
          />
        )}
      </Answer>
    </Page>
  );
}

function useVisitColumns(): Column<VisitRow>[] {
  const t = useWords();
  const may = usePermissions();
  const clinical = may('records.read');
  return useMemo(() => {
    const known = (text: string | null) => (text === null ? <span className="quiet">–</span> : <Value>{text}</Value>);
    return [
      { id: 'patient', header: t('Patient'), width: 'minmax(170px, 1.5fr)', card: 'title', whole: true, cell: (row) => <strong><Value>{row.patient_name}</Value></strong> },
      { id: 'born', header: t('Born'), width: '110px', cell: (row) => known(row.birth_date === null ? null : clinicalDate(row.birth_date)) },
      { id: 'number', header: t('Hospital number'), width: '130px', whole: true, cell: (row) => <Value script="latin">{groupNumber(row.hospital_number)}</Value> },
      { id: 'status', header: t('State'), width: '140px', card: 'plain', cell: (row) => <StatusMark status={row.status} signed={row.signed} /> },
      { id: 'since', header: t('Since'), width: '120px', cell: (row) => <Value script="latin">{sinceText(row.since)}</Value> },
      ...(clinical ? [{ id: 'reason', header: t('Reason'), width: 'minmax(140px, 1.4fr)', cell: (row: VisitRow) => known(row.reason) }] : []),
      { id: 'class', header: t('Kind'), width: '120px', cell: (row) => t(classWords[row.class]) },
      { id: 'attender', header: t('Seen by'), width: 'minmax(130px, 1fr)', cell: (row) => known(row.attender_name) },
      { id: 'place', header: t('Where'), width: 'minmax(110px, 1fr)', cell: (row) => known(row.location_name ?? row.department_name) },
    ];
  }, [t, clinical]);
}

/** The time alone for today, the day for what is older. */
function sinceText(instant: string): string {
  const today = clinicalDate(new Date().toISOString().slice(0, 10)) === clinicalDate(instant.slice(0, 10));
  return today ? clinicalTime(instant) : clinicalDate(instant.slice(0, 10));
}
