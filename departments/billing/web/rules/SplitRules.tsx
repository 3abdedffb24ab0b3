import { useQuery } from '@tanstack/react-query';
import { Answer, DataList, EmptyState, usePermissions, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo } from 'react';
import type { SplitRuleShown } from '../../contract/index.ts';
import { printPercent } from '../../rules/price/percent.ts';
import { daysBefore, useToday } from '../charge/today.ts';
import { billing, billingQueries } from '../client.ts';
import { serviceKindWords } from '../price/words.ts';
import { Adding } from './Adding.tsx';
import { Ending } from './Ending.tsx';
import { SplitRuleForm } from './SplitRuleForm.tsx';

/** What each payer pays of what, and what the patient pays. */
export function SplitRules() {
  const t = useWords();
  const may = usePermissions();
  const today = useToday();
  const found = useQuery(billingQueries.splitRules.queryOptions({ input: {} }));
  const columns = useMemo<Column<SplitRuleShown>[]>(() => [
    { id: 'payer', header: t('Payer'), width: 'minmax(180px, 2fr)', card: 'title', cell: (row) => <><Value>{row.payer_name}</Value>{row.plan !== '' && <> · <Value>{row.plan}</Value></>}</> },
    { id: 'kind', header: t('Of what'), width: '150px', cell: (row) => (row.service_kind === '' ? t('Everything') : t(serviceKindWords[row.service_kind])) },
    { id: 'percent', header: t('Pays'), width: '100px', align: 'end', cell: (row) => <Value script="latin">{`${printPercent(row.percent_bp)} %`}</Value> },
    { id: 'deductible', header: t('The patient pays first'), width: '160px', align: 'end', cell: (row) => <Value script="latin">{`${row.deductible} ${row.currency}`}</Value> },
    { id: 'co-pay', header: t('And each time'), width: '130px', align: 'end', cell: (row) => <Value script="latin">{`${row.co_pay} ${row.currency}`}</Value> },
    { id: 'maximum', header: t('At most'), width: '130px', align: 'end', cell: (row) => (row.maximum === null ? '–' : <Value script="latin">{`${row.maximum} ${row.currency}`}</Value>) },
    { id: 'days', header: t('Valid'), width: '210px', cell: (row) => <Value script="latin">{`${row.from ?? '…'} – ${row.until ?? '…'}`}</Value> },
    ...(may('billing.prices') ? [{ id: 'end', header: '', width: '90px', cell: (row: SplitRuleShown) => (today !== undefined && (row.until === null || row.until >= today) ? <Ending name={row.payer_name} end={() => billing.endSplitRule({ rule_id: row.id, last_day: daysBefore(today, 1) })} /> : null) }] : []),
  ], [t, may, today]);
  return (
    <>
      {may('billing.prices') && <Adding label={t('Add a rule')}>{(close, today) => <SplitRuleForm today={today} close={close} />}</Adding>}
      <Answer of={found}>
        {({ rules }) => <DataList label={t('What payers pay')} rows={rules} rowKey={({ id }) => id} columns={columns} empty={<EmptyState title={t('No payer has a rule yet: patients pay everything')} />} />}
      </Answer>
    </>
  );
}
