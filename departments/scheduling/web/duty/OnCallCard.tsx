import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, ChoiceField, clinicalInstant, DateField, FieldGrid, FormFrame, Mark, PickField, TextField, toast, useApiForm, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { callLevels, schedulingContract, type CallLevel } from '../../contract/index.ts';
import { scheduling, schedulingQueries, staffQueries } from '../client.ts';
import { today } from '../keep/days.ts';
import classes from './duty.module.css';
import { callLevelWords } from './words.ts';

/** Who is on call by specialty and level, now and in the coming week. */
export function OnCallCard() {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const found = useQuery({ ...schedulingQueries.onCall.queryOptions({ input: {} }), refetchInterval: 300_000 });
  const [adding, setAdding] = useState(false);
  const remove = useMutation({ mutationFn: (on_call_id: string) => scheduling.removeOnCall({ on_call_id }), onSettled: () => client.invalidateQueries({ queryKey: schedulingQueries.key() }) });
  const manage = may('scheduling.manage');
  return (
    <Card title={t('On call')} actions={manage && <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>{t('Put somebody on call')}</Button>}>
      <Answer of={found}>
        {({ on_call }) => (on_call.length === 0 ? <span className="quiet">{t('Nobody is on call in the coming week.')}</span> : (
          <ul className={classes.list}>
            {on_call.map(({ id, name, specialty, level, start, end, reach, now }) => (
              <li key={id} className={classes.bar}>
                {now && <Mark tone="good">{t('Now')}</Mark>}
                <span><Value>{specialty}</Value> · {t(callLevelWords[level])}</span> <strong><Value>{name}</Value></strong>
                <Value script="latin">{`${clinicalInstant(start)} – ${clinicalInstant(end)}`}</Value> {reach !== null && <Value script="latin">{reach}</Value>}
                {manage && <Button className="not-printed" size="compact-sm" variant="default" onClick={() => remove.mutate(id)}>{t('Take off')}</Button>}
              </li>
            ))}
          </ul>
        ))}
      </Answer>
      <Modal opened={adding} onClose={() => setAdding(false)} size="lg" title={t('Put somebody on call')} closeButtonProps={{ 'aria-label': t('Close') }}>
        {adding && <OnCallForm close={() => setAdding(false)} />}
      </Modal>
    </Card>
  );
}

type NewOnCall = Parameters<typeof scheduling.addOnCall>[0];

function OnCallForm({ close }: { close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const staff = useQuery({ ...staffQueries.list.queryOptions({ input: { limit: 50, ...(asked === '' ? {} : { query: asked }) } }), placeholderData: keepPreviousData });
  const api = useApiForm({
    name: 'scheduling.on-call.new', draft: false, schema: schedulingContract.addOnCall['~orpc'].inputSchema as never,
    saved: { values: { practitioner_id: '', specialty: '', level: 'first' as CallLevel, reach: '', starts_on: today(), ends_on: today(), from_clock: '18:00', to_clock: '08:00' } },
    send: (input: NewOnCall, context) => scheduling.addOnCall(input, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: schedulingQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={close}>
      <FieldGrid>
        <PickField
          path="practitioner_id" label={t('Who')} required placeholder={t('Name, number or specialty')} search={{ text, change: setText }}
          choices={(staff.data?.staff ?? []).map(({ id, display_name, specialties }) => ({ value: id, label: [display_name, ...specialties].join(' · ') }))}
        />
        <TextField path="specialty" label={t('Specialty')} span={6} required />
        <ChoiceField path="level" label={t('Level')} span={6} choices={callLevels.map((value) => ({ value, label: t(callLevelWords[value]) }))} />
        <DateField path="starts_on" label={t('First day')} required />
        <DateField path="ends_on" label={t('Last day')} required />
        <TextField path="from_clock" label={t('From')} span={2} required />
        <TextField path="to_clock" label={t('To')} span={2} required />
        <TextField path="reach" label={t('Telephone or pager')} span={6} description={t('Blank for the one in the directory')} />
      </FieldGrid>
    </FormFrame>
  );
}
