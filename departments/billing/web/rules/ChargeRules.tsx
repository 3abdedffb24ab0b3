import { useQuery } from '@tanstack/react-query';
import { Answer, DataList, EmptyState, Mark, usePermissions, useWords, Value, type Column } from '@openward/platform/ui';
import { useMemo } from 'react';
import type { ChargeRuleLine } from '../../contract/index.ts';
import { billing, billingQueries } from '../client.ts';
import { Hours } from '../hours/Hours.tsx';
import { Adding } from './Adding.tsx';
import { ChargeRuleForm } from './ChargeRuleForm.tsx';
import { classWords, eventWords } from './choices.ts';
import { Ending } from './Ending.tsx';

/** Which event of care charges what. */
export function ChargeRules() {
  const t = useWords();
  const may = usePermissions();
  const found = useQuery(billingQueries.chargeRules.queryOptions({ input: {} }));
  const columns = useMemo<Column<ChargeRuleLine>[]>(() => [
    { id: 'name', header: t('Name'), width: 'minmax(180px, 2fr)', card: 'title', cell: (row) => <Value>{row.name}</Value> },
    { id: 'event', header: t('When'), width: 'minmax(170px, 1.5fr)', cell: (row) => <When rule={row} /> },
    { id: 'service', header: t('Charges'), width: 'minmax(180px, 2fr)', cell: (row) => <><Value script="latin">{row.quantity}</Value> × <Value>{row.service_name}</Value></> },
    { id: 'days', header: t('Valid'), width: '210px', cell: (row) => <Value script="latin">{`${row.from} – ${row.until ?? '…'}`}</Value> },
    { id: 'state', header: t('State'), width: '100px', card: 'plain', cell: (row) => (row.active ? <Mark tone="good">{t('In use')}</Mark> : <Mark tone="plain" icon="off">{t('Ended')}</Mark>) },
    ...(may('billing.prices') ? [{ id: 'end', header: '', width: '90px', cell: (row: ChargeRuleLine) => (row.active ? <Ending name={row.name} end={() => billing.endChargeRule({ charge_rule_id: row.id, version: row.version })} /> : null) }] : []),
  ], [t, may]);
  return (
    <>
      {may('billing.prices') && <Adding label={t('Add a rule')}>{(close, today) => <ChargeRuleForm today={today} close={close} />}</Adding>}
      <Answer of={found}>
        {({ rules }) => <DataList label={t('What is charged')} rows={rules} rowKey={({ id }) => id} columns={columns} empty={<EmptyState title={t('Nothing is charged by itself yet')} />} />}
      </Answer>
    </>
  );
}

/** All that must be true for a rule to charge. */
function When({ rule }: { rule: ChargeRuleLine }) {
  const t = useWords();
  const { minutes_from, minutes_until, per_minutes } = rule;
  return (
    <>
      {t(eventWords[rule.event_kind] ?? rule.event_kind)}
      {rule.visit_class !== null && <> · {t(classWords[rule.visit_class] ?? rule.visit_class)}</>}
      {rule.specialty !== null && <> · <Value>{rule.specialty}</Value></>}
      {rule.department_name !== null && <> · <Value>{rule.department_name}</Value></>}
      {rule.code !== null && <> · <Value script="latin">{rule.code}</Value></>}
      {(minutes_from !== null || minutes_until !== null) && <> · {t('{from} to {until} minutes', { from: minutes_from ?? 0, until: minutes_until ?? '…' })}</>}
      {per_minutes !== null && <> · {t('once for each {minutes} minutes', { minutes: per_minutes })}</>}
      {rule.hours !== null && <> · <Hours of={rule.hours} /></>}
    </>
  );
}
