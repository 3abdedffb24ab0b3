import { Button, NativeSelect, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { Answer, clientFor, clinicalDate, EmptyState, failureToast, ScrollTable, toast, usePermissions, useWords, Value } from '@openward/platform/ui';
import { staffContract } from '@openward/staff/contract';
import { useState } from 'react';
import type { ShareRule } from '../../contract/index.ts';
import { useToday } from '../charge/today.ts';
import { billing, billingQueries } from '../client.ts';
import classes from '../money.module.css';

const staffQueries = createTanstackQueryUtils(clientFor(staffContract), { path: ['staff'] });

/** Which part of what is billed for their work clinicians get, and when. */
export function ShareRules() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const today = useToday();
  const found = useQuery(billingQueries.shareRules.queryOptions({ input: {} }));
  const end = useMutation({
    mutationFn: ({ id, version }: ShareRule) => billing.endShareRule({ share_rule_id: id, version, last_day: today ?? '' }),
    onSuccess: () => client.invalidateQueries({ queryKey: billingQueries.shareRules.key() }),
    onError: failureToast,
  });
  return (
    <div className={classes.stack}>
      <Answer of={found}>
        {({ rules }) => (rules.length === 0 ? <EmptyState title={t('There is no rule yet')}>{t('Without a rule nothing is accrued for clinicians.')}</EmptyState> : (
          <ScrollTable label={t('Rules')}><table className={classes.lines}>
            <thead><tr><th scope="col">{t('Clinician')}</th><th scope="col">{t('Service')}</th><th scope="col" className={classes.end}>{t('Percent')}</th><th scope="col">{t('From')}</th><th scope="col">{t('Until')}</th><td /></tr></thead>
            <tbody>
              {rules.map((rule) => (
                <tr key={rule.id}>
                  <td><Value>{rule.practitioner_name}</Value></td>
                  <td>{rule.service_name === null ? <span className="quiet">{t('All services')}</span> : <Value>{rule.service_name}</Value>}</td>
                  <td className={classes.end}><Value script="latin">{rule.percent}</Value></td>
                  <td><Value script="latin">{clinicalDate(rule.from)}</Value></td>
                  <td>{rule.until === null ? '–' : <Value script="latin">{clinicalDate(rule.until)}</Value>}</td>
                  <td>{may('billing.prices') && rule.until === null && today !== undefined && rule.from <= today && <Button size="compact-sm" variant="default" loading={end.isPending && end.variables.id === rule.id} onClick={() => end.mutate(rule)}>{t('End today')}</Button>}</td>
                </tr>
              ))}
            </tbody>
          </table></ScrollTable>
        ))}
      </Answer>
      {may('billing.prices') && today !== undefined && <NewRule today={today} />}
    </div>
  );
}

function NewRule({ today }: { today: string }) {
  const t = useWords();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim().replace(/ · .*$/, ''), 150);
  const [practitioner_id, setPractitioner] = useState<string | null>(null);
  const [service_id, setService] = useState('');
  const [percent, setPercent] = useState('');
  const [from, setFrom] = useState(today);
  const staff = useQuery({ ...staffQueries.list.queryOptions({ input: { limit: 50, ...(asked === '' ? {} : { query: asked }) } }), placeholderData: keepPreviousData });
  const services = useQuery(billingQueries.services.queryOptions({ input: {} })).data?.services ?? [];
  const add = useMutation({
    mutationFn: () => billing.addShareRule({ practitioner_id: practitioner_id ?? '', service_id: service_id === '' ? null : service_id, percent: percent.trim(), from }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.shareRules.key() });
      setPercent('');
      toast({ text: t('Saved') });
    },
    onError: failureToast,
  });
  return (
    <form onSubmit={(event) => { event.preventDefault(); add.mutate(); }} style={{ display: 'flex', gap: 12, flexWrap: 'wrap', alignItems: 'end' }}>
      <Select
        label={t('Clinician')} searchable required searchValue={text} onSearchChange={setText} value={practitioner_id} onChange={setPractitioner} filter={({ options }) => options}
        data={(staff.data?.staff ?? []).map(({ id, display_name, works }) => ({ value: id, label: [display_name, works[0]?.title].filter(Boolean).join(' · ') }))}
      />
      <NativeSelect label={t('Service')} value={service_id} onChange={({ currentTarget: { value } }) => setService(value)} data={[{ value: '', label: t('All services') }, ...services.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))]} />
      <TextInput label={t('Percent')} required maxLength={6} value={percent} inputMode="decimal" dir="ltr" onChange={({ currentTarget: { value } }) => setPercent(value)} />
      <TextInput type="date" label={t('From')} required value={from} onChange={({ currentTarget: { value } }) => setFrom(value)} />
      <Button type="submit" loading={add.isPending} disabled={practitioner_id === null || percent.trim() === ''}>{t('Add a rule')}</Button>
    </form>
  );
}
