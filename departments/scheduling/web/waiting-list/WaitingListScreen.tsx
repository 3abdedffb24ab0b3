import { NativeSelect } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalDay, clinicalTime, DataList, EmptyState, groupNumber, Mark, Page, SearchBar, useLive, usePermissions, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import { urgencies, type Wanted } from '../../contract/index.ts';
import { schedulingQueries, staffQueries } from '../client.ts';
import { EntryDialog } from './EntryDialog.tsx';
import { WaitingTabs } from './WaitingTabs.tsx';
import { urgencyShort } from './words.ts';

/** Who waits for a time, whoever is due first above the others, and what is offered to whom. */
export default function WaitingListScreen() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [visit_type_id, setType] = useState('');
  const [department_id, setDepartment] = useState('');
  const [urgency, setUrgency] = useState('');
  const [opened, setOpened] = useState<string | null>(null);
  const types = useQuery(schedulingQueries.visitTypes.queryOptions({ input: {}, staleTime: 60_000 }));
  const departments = useQuery({ ...staffQueries.listDepartments.queryOptions({ input: { active: true, limit: 200 } }), enabled: may('places.read'), staleTime: 60_000 });
  const found = useQuery({
    ...schedulingQueries.wanted.queryOptions({ input: {
      ...(visit_type_id === '' ? {} : { visit_type_id }), ...(department_id === '' ? {} : { department_id }), ...(urgency === '' ? {} : { urgency: urgency as Wanted['urgency'] }),
    } }),
    placeholderData: keepPreviousData,
  });
  useLive('waiting-list', () => void client.invalidateQueries({ queryKey: schedulingQueries.wanted.key() }));
  const columns = useMemo((): Column<Wanted>[] => [
    { id: 'rank', header: t('Rank'), width: '64px', align: 'end', cell: (row) => <Value script="latin">{String(row.rank)}</Value> },
    { id: 'who', header: t('Patient'), width: 'minmax(170px, 1.4fr)', card: 'title', whole: true, cell: (row) => <><strong><Value>{row.patient_name}</Value></strong> <Value script="latin">{groupNumber(row.hospital_number)}</Value></> },
    { id: 'what', header: t('Kind'), width: 'minmax(120px, 1fr)', cell: (row) => <Value>{row.visit_type_name}</Value> },
    { id: 'with', header: t('With'), width: 'minmax(130px, 1fr)', cell: (row) => (row.with.length === 0 ? <span className="quiet">{t('Any clinician')}</span> : <Value>{row.with.join(', ')}</Value>) },
    { id: 'urgency', header: t('Urgency'), width: '110px', cell: (row) => <Mark tone={row.urgency === 'urgent' ? 'caution' : 'plain'}>{t(urgencyShort[row.urgency])}</Mark> },
    { id: 'due', header: t('Due'), width: '170px', whole: true, cell: (row) => <DueCell row={row} /> },
    { id: 'waited', header: t('Waits'), width: '90px', cell: (row) => t('{days} days', { days: row.waited_days }) },
    { id: 'state', header: t('State'), width: 'minmax(140px, 1fr)', card: 'plain', whole: true, cell: (row) => <StateCell row={row} /> },
  ], [t]);
  const wanted = text.trim().toLocaleLowerCase();
  const chosen = found.data?.wanted.find(({ id }) => id === opened);
  return (
    <Page title={t('Waiting list')} note={<WaitingTabs at="/waiting-list" />} fill>
      <SearchBar label={t('Name or number')} text={text} change={setText}>
        <NativeSelect aria-label={t('Kind of appointment')} value={visit_type_id} onChange={(event) => setType(event.currentTarget.value)} data={[{ value: '', label: t('All kinds') }, ...(types.data?.visit_types ?? []).map(({ id, name }) => ({ value: id, label: name }))]} />
        <NativeSelect aria-label={t('Department')} value={department_id} onChange={(event) => setDepartment(event.currentTarget.value)} data={[{ value: '', label: t('All departments') }, ...(departments.data?.departments ?? []).map(({ id, name }) => ({ value: id, label: name }))]} />
        <NativeSelect aria-label={t('Urgency')} value={urgency} onChange={(event) => setUrgency(event.currentTarget.value)} data={[{ value: '', label: t('All urgencies') }, ...urgencies.map((value) => ({ value, label: t(urgencyShort[value]) }))]} />
      </SearchBar>
      <Answer of={found}>
        {({ total, wanted: all }) => (
          <DataList
            label={t('Waiting list')} rowKey={(row) => row.id} columns={columns} onOpen={(row) => setOpened(row.id)}
            foot={total > all.length && t('The first {shown} of {total}; the filters show the others', { shown: all.length, total })}
            rows={all.filter(({ patient_name, hospital_number, note }) => [patient_name, hospital_number, note ?? ''].join(' ').toLocaleLowerCase().includes(wanted))}
            empty={<EmptyState title={t('Nobody waits')} icon={<IconHourglass size={22} />}>{t('Whoever finds no time, or wants an earlier one, is put here when an appointment is booked.')}</EmptyState>}
          />
        )}
      </Answer>
      {chosen !== undefined && <EntryDialog entry={chosen} close={() => setOpened(null)} />}
    </Page>
  );
}

/** Beside the day why it is that day. */
function DueCell({ row }: { row: Wanted }) {
  const t = useWords();
  return (
    <span>
      <Value script="latin">{clinicalDay(row.due)}</Value>
      {row.overdue_days !== null && <> <Mark tone="caution">{t('{days} days over', { days: row.overdue_days })}</Mark></>}
      {row.target_on !== null && <span className="quiet"> · {t('by the clinician')}</span>}
      {row.put_back_days > 0 && <span className="quiet"> · {t('put back {days} days for offers passed on', { days: row.put_back_days })}</span>}
    </span>
  );
}

function StateCell({ row }: { row: Wanted }) {
  const t = useWords();
  if (row.offer !== null) return <Mark tone="good" icon="progress">{t('Offered until')} <Value script="latin">{clinicalTime(row.offer.hold_until)}</Value></Mark>;
  if (row.paused_until !== null) return <Mark tone="plain" icon="off">{t('Paused until')} <Value script="latin">{clinicalDay(row.paused_until)}</Value></Mark>;
  return <Mark tone="plain">{t('Waits')}</Mark>;
}
