import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { failureToast, useWords } from '@openward/platform/ui';
import { compliance, complianceQueries } from '../client.ts';

/** Asks before the data key is turned: it takes a while, and is written down. */
export function RotateDialog({ close }: { close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const turning = useMutation({
    mutationFn: () => compliance.rotateKey({}),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: complianceQueries.keys.key() });
      close();
    },
    onError: failureToast,
  });
  return (
    <Modal opened onClose={close} title={t('Turn the data key')} closeButtonProps={{ 'aria-label': t('Close') }}>
      <Stack>
        <div>{t('A new data key is made. From the next minute on it seals what is new, and everything that is sealed is sealed anew, while the hospital works. The former key is kept.')}</div>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>{t('Cancel')}</Button>
          <Button disabled={turning.isPending} onClick={() => turning.mutate()}>{t('Turn it')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
