import { Button, Group, Modal, Text } from '@mantine/core';
import { useWords, type SignedInAccount } from '@openward/platform/ui';
import { useSessionActs } from '../session/acts.ts';

/** Ends every session of this person, on every device; there is no undo, so it asks. */
export function LeaveEverywhere({ account, opened, close }: { account: SignedInAccount; opened: boolean; close: () => void }) {
  const t = useWords();
  const acts = useSessionActs();
  return (
    <Modal opened={opened} onClose={close} title={t('Sign out everywhere?')}>
      <Text mb="md">{t('You are signed out here and on every other device. What was typed there and not saved is lost.')}</Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          {t('Cancel')}
        </Button>
        <Button onClick={() => void acts.signOutEverywhere(account.id)}>{t('Sign out everywhere')}</Button>
      </Group>
    </Modal>
  );
}
