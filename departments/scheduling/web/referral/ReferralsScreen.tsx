import { Button, NativeSelect } from '@mantine/core';
import { IconMailForward, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalInstant, DataList, EmptyState, groupNumber, Mark, Page, SearchBar, useLive, usePermissions, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Referral } from '../../contract/index.ts';
import { schedulingQueries, staffQueries } from '../client.ts';
import { WaitingTabs } from '../waiting-list/WaitingTabs.tsx';
import { ReferralDialog } from './ReferralDialog.tsx';
import { ReceiveDialog } from './ReceiveDialog.tsx';
import { originWords, priorityWords, stateWords } from './words.ts';

const views = ['to-triage', 'without-a-time', 'to-tell', 'all'] as const;

/** Referrals: what must be triaged first, who triages it, and until when. */
export default function ReferralsScreen() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [show, setShow] = useState<(typeof views)[number]>('to-triage');
  const [department_id, setDepartment] = useState('');
  const [opened, setOpened] = useState<string | null>(null);
  const [receiving, setReceiving] = useState(false);
  const departments = useQuery({ ...staffQueries.listDepartments.queryOptions({ input: { active: true, limit: 200 } }), enabled: may('places.read'), staleTime: 60_000 });
  const found = useQuery({ ...schedulingQueries.referrals.queryOptions({ input: { show, ...(department_id === '' ? {} : { department_id }) } }), placeholderData: keepPreviousData });
  useLive('referrals', () => void client.invalidateQueries({ queryKey: schedulingQueries.referrals.key() }));
  const columns = useMemo((): Column<Referral>[] => [
    { id: 'who', header: t('Patient'), width: 'minmax(170px, 1.3fr)', card: 'title', whole: true, cell: (row) => <><strong><Value>{row.patient_name}</Value></strong> <Value script="latin">{groupNumber(row.hospital_number)}</Value></> },
    { id: 'reason', header: t('Reason'), width: 'minmax(150px, 1.4fr)', cell: (row) => <Value>{row.reason}</Value> },
    { id: 'from', header: t('From'), width: 'minmax(150px, 1.2fr)', cell: (row) => <><Value>{row.from_name}</Value> <span className="quiet">{t(originWords[row.origin])}</span></> },
    { id: 'department', header: t('To'), width: 'minmax(110px, 1fr)', cell: (row) => (row.department_name === null ? <span className="quiet">–</span> : <Value>{row.department_name}</Value>) },
    { id: 'priority', header: t('Priority'), width: '150px', cell: (row) => <Mark tone={row.priority === 'routine' ? 'plain' : 'caution'}>{t(priorityWords[row.priority])}</Mark> },
    { id: 'owner', header: t('Owner'), width: 'minmax(110px, 1fr)', cell: (row) => (row.owner_name === null ? <span className="quiet">{t('Nobody yet')}</span> : <Value>{row.owner_name}</Value>) },
    { id: 'due', header: t('Triage by'), width: '170px', whole: true, cell: (row) => <><Value script="latin">{clinicalInstant(row.triage_due)}</Value>{row.late && <> <Mark tone="caution">{t('late')}</Mark></>}</> },
    { id: 'state', header: t('State'), width: '150px', card: 'plain', whole: true, cell: (row) => (row.state === 'accepted' && row.wanted_id !== null ? t('On the waiting list') : t(stateWords[row.state])) },
  ], [t]);
  const wanted = text.trim().toLocaleLowerCase();
  const chosen = found.data?.referrals.find(({ id }) => id === opened);
  const viewWords = { 'to-triage': t('To triage'), 'without-a-time': t('Accepted, without a time'), 'to-tell': t('Rejected, to be told'), all: t('All') };
  return (
    <Page
      title={t('Referrals')} note={<WaitingTabs at="/referrals" />} fill
      actions={may('scheduling.book') && <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setReceiving(true)}>{t('Enter a referral')}</Button>}
    >
      <SearchBar label={t('Patient, reason or sender')} text={text} change={setText}>
        <NativeSelect aria-label={t('Show')} value={show} onChange={(event) => setShow(event.currentTarget.value as (typeof views)[number])} data={views.map((value) => ({ value, label: viewWords[value] }))} />
        <NativeSelect aria-label={t('Department')} value={department_id} onChange={(event) => setDepartment(event.currentTarget.value)} data={[{ value: '', label: t('All departments') }, ...(departments.data?.departments ?? []).map(({ id, name }) => ({ value: id, label: name }))]} />
      </SearchBar>
      <Answer of={found}>
        {({ referrals }) => (
          <DataList
            label={t('Referrals')} rowKey={(row) => row.id} columns={columns} onOpen={(row) => setOpened(row.id)}
            rows={referrals.filter(({ patient_name, hospital_number, reason, from_name }) => [patient_name, hospital_number, reason, from_name].join(' ').toLocaleLowerCase().includes(wanted))}
            empty={<EmptyState title={t('No referral here')} icon={<IconMailForward size={22} />}>{t('Referrals that are ordered here, written by other systems or entered by the desk stand here until the patient was seen.')}</EmptyState>}
          />
        )}
      </Answer>
      {chosen !== undefined && <ReferralDialog referral={chosen} departments={departments.data?.departments ?? []} close={() => setOpened(null)} />}
      {receiving && <ReceiveDialog departments={departments.data?.departments ?? []} close={() => setReceiving(false)} />}
    </Page>
  );
}
