import { Modal, SegmentedControl } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalInstant, DataList, EmptyState, Page, useLive, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Approval } from '../../contract/index.ts';
import { BillingTabs } from '../BillingTabs.tsx';
import { billingQueries } from '../client.ts';
import { ApprovalDialog } from './ApprovalDialog.tsx';
import { kindWords, stateWords } from './choices.ts';

/** What waits for leave of somebody else, and what was decided. */
export default function ApprovalsScreen() {
  const t = useWords();
  const client = useQueryClient();
  const [state, setState] = useState<'waiting' | 'decided'>('waiting');
  const [open, setOpen] = useState<Approval | null>(null);
  const found = useQuery(billingQueries.approvals.queryOptions({ input: { state } }));
  useLive('billing-approvals', () => void client.invalidateQueries({ queryKey: billingQueries.approvals.key() }));
  const columns = useMemo<Column<Approval>[]>(
    () => [
      { id: 'kind', header: t('What'), width: '150px', cell: (row) => <strong>{t(kindWords[row.kind])}</strong> },
      { id: 'amount', header: t('Amount'), width: '140px', align: 'end', cell: (row) => <Value script="latin">{`${row.amount} ${row.currency}`}</Value> },
      { id: 'patient', header: t('Patient'), width: 'minmax(140px, 1fr)', cell: (row) => (row.patient_name === null ? '' : <Value>{row.patient_name}</Value>) },
      { id: 'reason', header: t('Why'), width: 'minmax(180px, 2fr)', cell: (row) => <Value>{row.reason}</Value> },
      { id: 'asked', header: t('Asked by'), width: 'minmax(150px, 1fr)', cell: (row) => <><Value>{row.asked_by_name}</Value> <Value script="latin">{clinicalInstant(row.asked_at)}</Value></> },
      { id: 'state', header: t('State'), width: 'minmax(110px, 1fr)', cell: (row) => <>{t(stateWords[row.state])}{row.decided_by_name !== null && <> <Value>{row.decided_by_name}</Value></>}</> },
    ],
    [t],
  );
  return (
    <Page
      title={t('Billing')} note={<BillingTabs at="/billing/approvals" />}
      actions={<SegmentedControl size="xs" value={state} onChange={(value) => setState(value as typeof state)} aria-label={t('Which')} data={[{ value: 'waiting', label: t('Waiting') }, { value: 'decided', label: t('Decided') }]} />}
    >
      <Answer of={found}>
        {({ approvals }) => (
          <DataList
            label={t('What waits for leave')} rows={approvals} rowKey={({ id }) => id} columns={columns} onOpen={setOpen}
            empty={<EmptyState title={state === 'waiting' ? t('Nothing waits for leave') : t('Nothing was decided yet')} />}
          />
        )}
      </Answer>
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={open === null ? '' : t(kindWords[open.kind])} closeButtonProps={{ 'aria-label': t('Close') }}>
        {open !== null && <ApprovalDialog approval={open} close={() => setOpen(null)} />}
      </Modal>
    </Page>
  );
}
