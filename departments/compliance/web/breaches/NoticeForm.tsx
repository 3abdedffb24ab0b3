import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Card, failureToast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { type Breach, breachDuties } from '../../contract/index.ts';
import { compliance, complianceQueries } from '../client.ts';
import { dutyWords } from './words.ts';

type Duty = (typeof breachDuties)[number];

/** Notes that somebody was told. */
export function NoticeForm({ breach: { id: breach_id, version, clocks } }: { breach: Breach }) {
  const t = useWords();
  const client = useQueryClient();
  const [duty, choose] = useState<Duty>(clocks.find(({ done_at }) => done_at === null)?.duty ?? 'authority');
  const [at, set] = useState('');
  const [note, write] = useState('');
  const [delay_reason, explain] = useState('');
  const telling = useMutation({ mutationFn: () => compliance.tellOfBreach({ breach_id, version, duty, at, note, delay_reason }), onSuccess: () => client.invalidateQueries({ queryKey: complianceQueries.key() }), onError: failureToast });
  const late = clocks.some((clock) => clock.duty === 'authority' && clock.state === 'late');
  return (
    <Card title={t('Somebody was told')}>
      <Stack p="sm">
        <Group align="end" grow>
          <Select label={t('Who was told')} allowDeselect={false} value={duty} onChange={(value) => choose(value as Duty)} data={breachDuties.map((value) => ({ value, label: t(dutyWords[value] ?? value) }))} />
          <TextInput type="datetime-local" label={t('When')} required value={at} onChange={(event) => set(event.currentTarget.value)} />
        </Group>
        <TextInput label={t('How, and their reference')} required value={note} maxLength={1000} onChange={(event) => write(event.currentTarget.value)} />
        {late && duty === 'authority' && <TextInput label={t('Why the authority hears after 72 hours')} required value={delay_reason} maxLength={1000} onChange={(event) => explain(event.currentTarget.value)} />}
        <Group justify="flex-end"><Button variant="default" disabled={at === '' || note.trim() === ''} loading={telling.isPending} onClick={() => telling.mutate()}>{t('Write it down')}</Button></Group>
      </Stack>
    </Card>
  );
}
