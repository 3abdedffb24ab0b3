import { Button, Group, Modal, MultiSelect, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { failureToast, toast, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { KeptLabel } from '../../contract/index.ts';
import { PersonFilter } from '../audit/PersonFilter.tsx';
import { compliance, complianceQueries } from '../client.ts';
import { CodeRules } from './CodeRules.tsx';

/** Sets who is cleared for a label, and which codes give it. */
export function LabelDialog({ label, roles, close }: { label: KeptLabel; roles: readonly { name: string; title: string }[]; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const { built_in: _built_in, ...kept } = label;
  const [asked, ask] = useState(kept);
  const saving = useMutation({
    mutationFn: () => compliance.changeLabel({ ...asked, accounts: asked.accounts.map(({ account_id }) => account_id), rules: asked.rules.filter(({ code }) => code.trim() !== '') }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: complianceQueries.keptLabels.key() });
      toast({ text: t('It holds from the next request on') });
      close();
    },
    onError: failureToast,
  });
  const add = (account_id: string, display_name: string) => {
    if (!asked.accounts.some((each) => each.account_id === account_id)) ask({ ...asked, accounts: [...asked.accounts, { account_id, display_name }] });
  };
  return (
    <Modal opened onClose={close} title={<Value>{label.name}</Value>} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
      <Stack>
        <TextInput label={t('Name')} value={asked.name} maxLength={80} onChange={(event) => ask({ ...asked, name: event.currentTarget.value })} />
        <TextInput label={t('What is labelled so')} value={asked.meaning} maxLength={300} onChange={(event) => ask({ ...asked, meaning: event.currentTarget.value })} />
        <MultiSelect
          label={t('Cleared roles')} data={roles.map(({ name, title }) => ({ value: name, label: title }))}
          value={asked.roles} onChange={(chosen) => ask({ ...asked, roles: chosen })} searchable
        />
        <div>
          <Text component="h3" size="sm" fw={500}>{t('Cleared people')}</Text>
          <Group gap={6} my={6}>
            {asked.accounts.map(({ account_id, display_name }) => (
              <Button
                key={account_id} size="compact-sm" variant="default" rightSection={<IconX size={13} aria-label={t('Remove')} />}
                onClick={() => ask({ ...asked, accounts: asked.accounts.filter((each) => each.account_id !== account_id) })}
              >
                <Value>{display_name}</Value>
              </Button>
            ))}
          </Group>
          <PersonFilter label={t('Who is cleared: name or username')} choose={({ id, name }) => add(id, name ?? '')} />
        </div>
        <CodeRules rules={asked.rules} change={(rules) => ask({ ...asked, rules })} />
        <Switch
          checked={asked.active} onChange={(event) => ask({ ...asked, active: event.currentTarget.checked })}
          label={t('Offered in the chart')} description={t('What carries the label stays protected either way.')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>{t('Cancel')}</Button>
          <Button disabled={saving.isPending || asked.name.trim() === ''} onClick={() => saving.mutate()}>{t('Save')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
