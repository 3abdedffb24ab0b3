import { Button, Group, Modal, NumberInput, Stack, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, failureToast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { AccessPolicy } from '../../contract/index.ts';
import { compliance, complianceQueries } from '../client.ts';

/** Sets how records open in this hospital. */
export function PolicyDialog({ close }: { close: () => void }) {
  const t = useWords();
  const found = useQuery({ ...complianceQueries.accessPolicy.queryOptions({ input: {} }), gcTime: 0 });
  return (
    <Modal opened onClose={close} title={t('How records open')} closeButtonProps={{ 'aria-label': t('Close') }}>
      <Answer of={found}>{(policy) => <PolicyForm key={policy.version} policy={policy} close={close} />}</Answer>
    </Modal>
  );
}

function PolicyForm({ policy, close }: { policy: AccessPolicy; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const [required, require] = useState(policy.relation_required);
  const [minutes, last] = useState(policy.glass_minutes);
  const [opens, open] = useState(policy.glass_opens_withheld);
  const saving = useMutation({
    mutationFn: () => compliance.setAccessPolicy({ ...policy, relation_required: required, glass_minutes: minutes, glass_opens_withheld: opens }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: complianceQueries.accessPolicy.key() });
      close();
    },
    onError: failureToast,
  });
  return (
    <Stack>
      <Switch
        checked={required}
        onChange={(event) => require(event.currentTarget.checked)}
        label={t('Only to those who treat the patient')}
        description={t('By an appointment, a visit, an order or a team. Without this, a chart opens to every clinical role. Each opening is in the audit log.')}
      />
      <NumberInput label={t('Minutes a record stays open behind broken glass')} min={5} max={1440} value={minutes} onChange={(value) => last(Number(value) || policy.glass_minutes)} />
      <Switch checked={opens} onChange={(event) => open(event.currentTarget.checked)} label={t('Broken glass opens what patients withhold')} description={t('In an emergency, as the law of the country has it.')} />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>{t('Cancel')}</Button>
        <Button disabled={saving.isPending} onClick={() => saving.mutate()}>{t('Save')}</Button>
      </Group>
    </Stack>
  );
}
