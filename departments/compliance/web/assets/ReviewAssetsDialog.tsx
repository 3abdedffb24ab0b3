import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { failureToast, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { compliance, complianceQueries } from '../client.ts';

/** Notes that the inventory, as it was shown, is right. */
export function ReviewAssetsDialog({ sum, close }: { sum: string; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const [note, write] = useState('');
  const saving = useMutation({
    mutationFn: () => compliance.reviewAssets({ sum, note }),
    onSuccess: (inventory) => {
      client.setQueryData(complianceQueries.assets.queryKey({ input: {} }), inventory);
      close();
    },
    onError: async (error) => {
      failureToast(error);
      await client.invalidateQueries({ queryKey: complianceQueries.assets.key() });
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={t('The inventory was looked through')} closeButtonProps={{ 'aria-label': t('Close') }}>
      <Stack>
        <div>{t('What is there now is kept with your name. From then on this page says what is new, changed or gone.')}</div>
        <Textarea label={t('Note')} description={t('Such as what was found and is to be done')} maxLength={2000} autosize minRows={2} value={note} onChange={(event) => write(event.currentTarget.value)} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>{t('Cancel')}</Button>
          <Button disabled={saving.isPending} onClick={() => saving.mutate()}>{t('It is right')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
