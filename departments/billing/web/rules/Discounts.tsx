import { useQuery } from '@tanstack/react-query';
import { Answer, DataList, EmptyState, Mark, usePermissions, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo } from 'react';
import type { DiscountRule } from '../../contract/index.ts';
import { usePayers, useServices } from '../choices-of.ts';
import { billing, billingQueries } from '../client.ts';
import { categoryWords, serviceKindWords } from '../price/words.ts';
import { Adding } from './Adding.tsx';
import { DiscountForm } from './DiscountForm.tsx';
import { Ending } from './Ending.tsx';

/** What may be taken off a price, of what, for whom. */
export function Discounts() {
  const t = useWords();
  const may = usePermissions();
  const [payers, services] = [usePayers(), useServices()];
  const found = useQuery(billingQueries.discounts.queryOptions({ input: {} }));
  const columns = useMemo<Column<DiscountRule>[]>(() => {
    const named = (all: { value: string; label: string }[], id: string | null) => all.find(({ value }) => value === id)?.label;
    const whom = (row: DiscountRule) => [row.payer_id !== null && named(payers, row.payer_id), row.patient_category !== null && t(categoryWords[row.patient_category])].filter((each) => typeof each === 'string').join(' · ') || t('Everybody');
    const what = (row: DiscountRule) => [row.service_id !== null && named(services, row.service_id), row.service_kind !== null && t(serviceKindWords[row.service_kind])].filter((each) => typeof each === 'string').join(' · ') || t('Everything');
    return [
      { id: 'code', header: t('Code'), width: '120px', whole: true, cell: (row) => <Value script="latin">{row.code}</Value> },
      { id: 'name', header: t('Name'), width: 'minmax(160px, 2fr)', card: 'title', cell: (row) => <Value>{row.name}</Value> },
      { id: 'off', header: t('Takes off'), width: '120px', align: 'end', cell: (row) => <Value script="latin">{row.percent !== null ? `${row.percent} %` : `${row.amount ?? ''} ${row.currency ?? ''}`}</Value> },
      { id: 'what', header: t('Of what'), width: 'minmax(130px, 1fr)', cell: (row) => <Value>{what(row)}</Value> },
      { id: 'whom', header: t('For whom'), width: 'minmax(130px, 1fr)', cell: (row) => <Value>{whom(row)}</Value> },
      { id: 'how', header: t('How'), width: '130px', cell: (row) => (row.automatic ? t('By itself') : t('By hand')) },
      { id: 'days', header: t('Valid'), width: '210px', cell: (row) => <Value script="latin">{`${row.from} – ${row.until ?? '…'}`}</Value> },
      { id: 'state', header: t('State'), width: '100px', card: 'plain', cell: (row) => (row.active ? <Mark tone="good">{t('In use')}</Mark> : <Mark tone="plain" icon="off">{t('Ended')}</Mark>) },
      ...(may('billing.prices') ? [{ id: 'end', header: '', width: '90px', cell: (row: DiscountRule) => (row.active ? <Ending name={row.name} end={() => billing.endDiscount({ discount_rule_id: row.id })} /> : null) }] : []),
    ];
  }, [t, may, payers, services]);
  return (
    <>
      {may('billing.prices') && <Adding label={t('Add a discount')}>{(close, today) => <DiscountForm today={today} payers={payers} services={services} close={close} />}</Adding>}
      <Answer of={found}>
        {({ discounts }) => <DataList label={t('Discounts')} rows={discounts} rowKey={({ id }) => id} columns={columns} empty={<EmptyState title={t('There is no discount yet')} />} />}
      </Answer>
    </>
  );
}
