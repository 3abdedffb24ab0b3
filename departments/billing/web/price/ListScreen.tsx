import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Answer, Card, DataList, EmptyState, failureToast, Page, toast, usePermissions, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { Price, PriceList } from '../../contract/index.ts';
import { BillingTabs } from '../BillingTabs.tsx';
import { useToday } from '../charge/today.ts';
import { billing, billingQueries } from '../client.ts';
import classes from '../money.module.css';
import { ListForm } from './ListForm.tsx';
import { Whom } from './PricesScreen.tsx';

/** A price list: its prices with the days from which they hold; set, raised, copied. */
export default function ListScreen() {
  const t = useWords();
  const may = usePermissions();
  const { priceListId = '' } = useParams({ strict: false }) as { priceListId?: string };
  const today = useToday();
  const [act, setAct] = useState<'copy' | 'change' | null>(null);
  const found = useQuery(billingQueries.prices.queryOptions({ input: { price_list_id: priceListId } }));
  const columns = useMemo<Column<Price>[]>(() => [
    { id: 'code', header: t('Code'), width: '140px', whole: true, cell: (row) => <Value script="latin">{row.service_code}</Value> },
    { id: 'name', header: t('Service'), width: 'minmax(220px, 2fr)', card: 'title', cell: (row) => <Value>{row.service_name}</Value> },
    { id: 'unit', header: t('Price of one'), width: '150px', align: 'end', cell: (row) => <Value script="latin">{row.unit}</Value> },
    { id: 'days', header: t('Valid'), width: '230px', cell: (row) => <Value script="latin">{`${row.from} – ${row.until ?? '…'}`}</Value> },
  ], [t]);
  return (
    <Page title={t('Billing')} note={<BillingTabs at="/billing/prices" />} actions={may('billing.prices') && <><Button variant="default" onClick={() => setAct('change')}>{t('Change this list')}</Button><Button variant="default" onClick={() => setAct('copy')}>{t('Copy this list')}</Button></>}>
      <Answer of={found}>
        {({ list, prices }) => (
          <>
            <Card title={list.name}>
              <p><Value script="latin">{list.code}</Value> · <Whom list={list} /> · <Value script="latin">{`${list.from} – ${list.until ?? '…'} · ${list.currency}`}</Value> · {list.tax_inclusive ? t('with tax') : t('without tax')}</p>
              {may('billing.prices') && today !== undefined && <SetPrice list={list} today={today} />}
            </Card>
            <DataList label={t('Prices')} rows={prices} rowKey={({ id }) => id} columns={columns} empty={<EmptyState title={t('This list has no price yet')} />} />
            <Modal opened={act !== null} onClose={() => setAct(null)} title={act === 'change' ? t('Change this list') : t('Copy this list')} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
              {act !== null && today !== undefined && <ListForm today={today} currency={list.currency} act={{ kind: act, list }} close={() => setAct(null)} />}
            </Modal>
          </>
        )}
      </Answer>
    </Page>
  );
}

function SetPrice({ list, today }: { list: PriceList; today: string }) {
  const t = useWords();
  const client = useQueryClient();
  const services = useQuery(billingQueries.services.queryOptions({ input: {} })).data?.services ?? [];
  const [service, setService] = useState('');
  const [unit, setUnit] = useState('');
  const [percent, setPercent] = useState('');
  const [from, setFrom] = useState(today);
  const act = useMutation({
    mutationFn: async (what: 'set' | 'raise') => {
      if (what === 'set') await billing.setPrice({ price_list_id: list.id, service_id: service === '' ? (services[0]?.id ?? '') : service, unit: unit.trim(), from });
      else await billing.raisePrices({ price_list_id: list.id, percent: percent.trim(), from });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.prices.key() });
      toast({ text: t('Saved') });
    },
    onError: failureToast,
  });
  return (
    <form onSubmit={(event) => { event.preventDefault(); act.mutate('set'); }} className={classes.bar}>
      <TextInput type="date" label={t('From')} required value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
      <NativeSelect label={t('Service')} value={service} onChange={(event) => setService(event.currentTarget.value)} data={services.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))} />
      <TextInput label={t('Price of one')} maxLength={20} value={unit} onChange={(event) => setUnit(event.currentTarget.value)} />
      <Button type="submit" disabled={unit.trim() === ''} loading={act.isPending}>{t('Set the price')}</Button>
      <TextInput label={t('All of them by percent')} maxLength={7} value={percent} onChange={(event) => setPercent(event.currentTarget.value)} />
      <Button variant="default" disabled={percent.trim() === ''} loading={act.isPending} onClick={() => act.mutate('raise')}>{t('Raise')}</Button>
    </form>
  );
}
