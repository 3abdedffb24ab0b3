import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, clinicalInstant, DataList, EmptyState, failureToast, Page, toast, useLive, usePermissions, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { EventKind, HeldCharge, MissedCharge } from '../../contract/index.ts';
import { BillingTabs } from '../BillingTabs.tsx';
import { billing, billingQueries } from '../client.ts';
import { eventWords, holdWords } from './choices.ts';
import { ChargeModal } from './PatientCharges.tsx';
import { daysBefore, useToday } from './today.ts';

/** What waits for a biller: charges that are held, and what was done and charged nothing. */
export default function MissedScreen() {
  const t = useWords();
  const client = useQueryClient();
  const today = useToday();
  const [open, setOpen] = useState<HeldCharge | null>(null);
  const held = useQuery(billingQueries.heldCharges.queryOptions({ input: {} }));
  useLive('billing-charges', () => void client.invalidateQueries({ queryKey: billingQueries.key() }));
  const columns = useMemo<Column<HeldCharge>[]>(() => [
    { id: 'at', header: t('When'), width: '160px', cell: (row) => <Value script="latin">{clinicalInstant(row.performed_at)}</Value> },
    { id: 'patient', header: t('Patient'), width: 'minmax(160px, 1fr)', card: 'title', cell: (row) => <Value>{row.patient_name}</Value> },
    { id: 'what', header: t('What'), width: 'minmax(160px, 1fr)', cell: (row) => <Value>{row.service_name}</Value> },
    { id: 'why', header: t('Why'), width: 'minmax(200px, 2fr)', cell: (row) => (row.hold_reason === null ? '' : <>{t(holdWords[row.hold_reason])}{row.reason !== null && <> · <Value>{row.reason}</Value></>}</>) },
  ], [t]);
  return (
    <Page title={t('Billing')} note={<BillingTabs at="/billing/missed" />}>
      <Card title={t('Held charges')}>
        <Answer of={held}>
          {({ charges }) => <DataList label={t('Held charges')} rows={charges} rowKey={({ id }) => id} columns={columns} onOpen={setOpen} empty={<EmptyState title={t('Nothing is held')} />} />}
        </Answer>
      </Card>
      {today !== undefined && <Missed today={today} />}
      <ChargeModal charge={open} close={() => setOpen(null)} />
    </Page>
  );
}

function Missed({ today }: { today: string }) {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [from, setFrom] = useState(daysBefore(today, 7));
  const [until, setUntil] = useState(today);
  const found = useQuery(billingQueries.missedCharges.queryOptions({ input: { from, until } }));
  const charge = useMutation({
    mutationFn: ({ kind, source_id }: MissedCharge) => billing.chargeMissed({ kind: kind as EventKind, source_id, from, until }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: t('Charged') });
    },
    onError: failureToast,
  });
  const { mutate, isPending } = charge;
  const manage = may('billing.charge');
  const columns = useMemo<Column<MissedCharge>[]>(() => [
    { id: 'at', header: t('When'), width: '160px', cell: (row) => <Value script="latin">{clinicalInstant(row.at)}</Value> },
    { id: 'patient', header: t('Patient'), width: 'minmax(160px, 1fr)', card: 'title', cell: (row) => <Value>{row.patient_name}</Value> },
    { id: 'event', header: t('What happened'), width: 'minmax(160px, 1fr)', cell: (row) => <>{row.kind in eventWords ? t(eventWords[row.kind] ?? '') : row.kind} <Value script="latin">{row.what}</Value></> },
    { id: 'services', header: t('Would charge'), width: 'minmax(180px, 2fr)', cell: (row) => <Value>{row.services.join(', ')}</Value> },
    ...(manage ? [{ id: 'act', header: t('Act'), width: '110px', card: 'plain' as const, cell: (row: MissedCharge) => <Button size="compact-sm" variant="default" loading={isPending} onClick={() => mutate(row)}>{t('Charge')}</Button> }] : []),
  ], [t, manage, mutate, isPending]);
  return (
    <Card title={t('Done, and not charged')}>
      <div style={{ display: 'flex', gap: 12, flexWrap: 'wrap', marginBlockEnd: 12 }}>
        <TextInput type="date" label={t('From')} value={from} onChange={(event) => event.currentTarget.value !== '' && setFrom(event.currentTarget.value)} />
        <TextInput type="date" label={t('Until')} value={until} onChange={(event) => event.currentTarget.value !== '' && setUntil(event.currentTarget.value)} />
      </div>
      <Answer of={found}>
        {({ missed }) => <DataList label={t('Done, and not charged')} rows={missed} rowKey={({ kind, source_id }) => `${kind} ${source_id}`} columns={columns} empty={<EmptyState title={t('Nothing was missed in these days')} />} />}
      </Answer>
    </Card>
  );
}
