import { Button, Group, Modal, NumberInput, PasswordInput, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { failureToast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import type { DowntimeSetting } from '../../contract/index.ts';
import { compliance, complianceQueries } from '../client.ts';

const shortest = 12;

/** Sets how often a snapshot is made, and what opens it. The passphrase that stands is never shown. */
export function DowntimeDialog({ setting, close }: { setting: DowntimeSetting; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const [minutes, last] = useState(setting.every_minutes);
  const [passphrase, give] = useState('');
  const [again, repeat] = useState('');
  const saving = useMutation({
    mutationFn: (given: string | null | undefined) => compliance.setDowntime({ every_minutes: minutes, version: setting.version, ...(given !== undefined && { passphrase: given }) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: complianceQueries.downtime.key() });
      close();
    },
    onError: failureToast,
  });
  const short = passphrase !== '' && passphrase.length < shortest;
  const different = again !== '' && passphrase !== again;
  return (
    <Modal opened onClose={close} title={t('Downtime snapshots')} closeButtonProps={{ 'aria-label': t('Close') }}>
      <Stack>
        <NumberInput label={t('Made every so many minutes')} min={5} max={240} value={minutes} onChange={(value) => last(Number(value) || setting.every_minutes)} />
        <PasswordInput
          label={setting.passphrase_set ? t('A new passphrase, or nothing to keep it') : t('Passphrase')} description={t('Twelve characters at least. Give it to the wards on paper, in a sealed envelope.')}
          value={passphrase} onChange={(event) => give(event.currentTarget.value)} autoComplete="new-password" error={short && t('Takes 12 characters at least')} visibilityToggleButtonProps={{ 'aria-label': t('Show') }}
        />
        <PasswordInput
          label={t('Once more')} value={again} onChange={(event) => repeat(event.currentTarget.value)} autoComplete="new-password" error={different && t('Is not the same')} visibilityToggleButtonProps={{ 'aria-label': t('Show') }}
        />
        <Group justify="space-between">
          {setting.passphrase_set ? <Button variant="subtle" disabled={saving.isPending} onClick={() => saving.mutate(null)}>{t('Make none any more')}</Button> : <span />}
          <Group gap={8}>
            <Button variant="default" onClick={close}>{t('Cancel')}</Button>
            <Button disabled={saving.isPending || short || passphrase !== again} onClick={() => saving.mutate(passphrase === '' ? undefined : passphrase)}>{t('Save')}</Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
