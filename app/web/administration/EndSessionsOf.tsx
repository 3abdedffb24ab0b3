import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { authClient, failureToast, toast, useWords } from '@openward/platform/ui';
import { authQueries } from './queries.ts';

/** Asks before all sessions of a person end: they may be in the middle of something. */
export function EndSessionsOf({ account, close }: { account: { id: string; display_name: string }; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const ending = useMutation({
    mutationFn: () => authClient.revokeSessionsOf({ account_id: account.id }),
    onSuccess: () => {
      toast({ text: t('All sessions of {name} are ended', { name: account.display_name }) });
      close();
    },
    onError: failureToast,
    onSettled: () => client.invalidateQueries({ queryKey: authQueries.listSessions.key() }),
  });
  return (
    <Modal opened onClose={close} title={t('End all sessions of {name}', { name: account.display_name })} closeButtonProps={{ 'aria-label': t('Close') }}>
      <Stack>
        <p>{t('They are signed out at their next act, on every device, and can sign in again. To keep somebody out, disable the account.')}</p>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>{t('Cancel')}</Button>
          <Button loading={ending.isPending} onClick={() => ending.mutate()}>{t('End all')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
