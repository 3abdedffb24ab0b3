import { Button, Modal, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Answer, DataList, EmptyState, Mark, Page, SearchBar, usePermissions, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo, useState } from 'react';
import type { PriceList, Service } from '../../contract/index.ts';
import { BillingTabs } from '../BillingTabs.tsx';
import { billingQueries } from '../client.ts';
import classes from '../money.module.css';
import { Hours } from '../hours/Hours.tsx';
import { PackageForm } from '../catalogue/PackageForm.tsx';
import { ServiceForm } from '../catalogue/ServiceForm.tsx';
import { ListForm } from './ListForm.tsx';
import { Simulate } from './Simulate.tsx';
import { TaxList } from './TaxList.tsx';
import { categoryWords, serviceKindWords } from './words.ts';

type View = 'lists' | 'services' | 'taxes' | 'simulate';

/** What can be charged, what it costs whom and when, and its taxes. */
export default function PricesScreen() {
  const t = useWords();
  const [view, setView] = useState<View>('lists');
  return (
    <Page
      title={t('Billing')} note={<BillingTabs at="/billing/prices" />} fill
      actions={<SegmentedControl size="xs" value={view} onChange={(value) => setView(value as View)} aria-label={t('Which')}
        data={[{ value: 'lists', label: t('Price lists') }, { value: 'services', label: t('Services') }, { value: 'taxes', label: t('Taxes') }, { value: 'simulate', label: t('What would it cost?') }]} />}
    >
      {view === 'lists' && <Lists />}
      {view === 'services' && <Services />}
      {view === 'taxes' && <TaxList />}
      {view === 'simulate' && <Simulate />}
    </Page>
  );
}

function Lists() {
  const t = useWords();
  const may = usePermissions();
  const [adding, setAdding] = useState(false);
  const found = useQuery(billingQueries.priceLists.queryOptions({ input: {} }));
  const columns = useMemo<Column<PriceList>[]>(() => [
    { id: 'code', header: t('Code'), width: '110px', whole: true, cell: (row) => <Value script="latin">{row.code}</Value> },
    { id: 'name', header: t('Name'), width: 'minmax(180px, 2fr)', card: 'title', cell: (row) => <Value>{row.name}</Value> },
    { id: 'whom', header: t('For whom'), width: 'minmax(200px, 2fr)', cell: (row) => <Whom list={row} /> },
    { id: 'days', header: t('Valid'), width: '220px', cell: (row) => <Value script="latin">{`${row.from} – ${row.until ?? '…'}`}</Value> },
    { id: 'currency', header: t('Currency'), width: '150px', cell: (row) => <><Value script="latin">{row.currency}</Value> {row.tax_inclusive ? t('with tax') : t('without tax')}</> },
    { id: 'prices', header: t('Prices today'), width: '110px', align: 'end', cell: (row) => <Value script="latin">{String(row.prices)}</Value> },
    { id: 'state', header: t('State'), width: '120px', card: 'plain', cell: (row) => (row.active ? <Mark tone="good">{t('In use')}</Mark> : <Mark tone="plain" icon="off">{t('Kept')}</Mark>) },
  ], [t]);
  return (
    <>
      {may('billing.prices') && <div className={classes.above}><Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>{t('Add a price list')}</Button></div>}
      <Answer of={found}>
        {({ lists }) => <DataList label={t('Price lists')} rows={lists} rowKey={({ id }) => id} columns={columns} href={(row) => `/billing/prices/${row.id}`} empty={<EmptyState title={t('There is no price list yet')} />} />}
      </Answer>
      <Modal opened={adding} onClose={() => setAdding(false)} title={t('Add a price list')} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
        {adding && found.data !== undefined && <ListForm today={found.data.today} currency={found.data.currency ?? 'EUR'} act={{ kind: 'add' }} close={() => setAdding(false)} />}
      </Modal>
    </>
  );
}

/** Whom a list is for. */
export function Whom({ list }: { list: PriceList }) {
  const t = useWords();
  if (list.payer_id === null && list.location_id === null && list.patient_category === null && list.hours === null) return t('Everybody');
  return (
    <>
      {list.payer_name !== null && <Value>{list.payer_name}</Value>} {list.location_name !== null && <Value>{list.location_name}</Value>} {list.patient_category !== null && t(categoryWords[list.patient_category])} <Hours of={list.hours} />
    </>
  );
}

function Services() {
  const t = useWords();
  const may = usePermissions();
  const [text, setText] = useState('');
  const [open, setOpen] = useState<Service | 'new' | null>(null);
  const found = useQuery(billingQueries.services.queryOptions({ input: { inactive: 'yes' } }));
  const wanted = text.trim().toLocaleLowerCase();
  const columns = useMemo<Column<Service>[]>(() => [
    { id: 'code', header: t('Code'), width: '140px', whole: true, cell: (row) => <Value script="latin">{row.code}</Value> },
    { id: 'name', header: t('Name'), width: 'minmax(220px, 2fr)', card: 'title', cell: (row) => <Value>{row.name}</Value> },
    { id: 'kind', header: t('Kind'), width: '150px', cell: (row) => t(serviceKindWords[row.kind]) },
    { id: 'tax', header: t('Tax'), width: '120px', cell: (row) => <Value script="latin">{row.tax_code}</Value> },
    { id: 'state', header: t('State'), width: '130px', card: 'plain', cell: (row) => (row.active ? <Mark tone="good">{t('Is done')}</Mark> : <Mark tone="plain" icon="off">{t('No longer')}</Mark>) },
  ], [t]);
  return (
    <>
      <SearchBar label={t('Name or code of the service')} text={text} change={setText} />
      {may('billing.prices') && <div className={classes.above}><Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen('new')}>{t('Add a service')}</Button></div>}
      <Answer of={found}>
        {({ services }) => (
          <DataList
            label={t('Services')} rows={services.filter(({ code, name }) => `${code} ${name}`.toLocaleLowerCase().includes(wanted))} rowKey={({ id }) => id} columns={columns}
            {...(may('billing.prices') && { onOpen: setOpen })} empty={<EmptyState title={t('No service is found')} />}
          />
        )}
      </Answer>
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={open === 'new' ? t('Add a service') : t('Change a service')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {open !== null && <ServiceForm service={open === 'new' ? null : open} close={() => setOpen(null)} />}
        {open !== null && open !== 'new' && open.kind === 'package' && <PackageForm service={open} close={() => setOpen(null)} />}
      </Modal>
    </>
  );
}
