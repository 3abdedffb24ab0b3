import { Modal, Text } from '@mantine/core';
import { useWords, type SignedInAccount } from '@openward/platform/ui';
import { useSessionActs } from '../session/acts.ts';
import { PasswordForm } from '../sign-in/PasswordForm.tsx';

/** Another person takes over a shared workstation, in one step. */
export function SwitchUser({ account, opened, close }: { account: SignedInAccount; opened: boolean; close: () => void }) {
  const t = useWords();
  const acts = useSessionActs();
  return (
    <Modal opened={opened} onClose={close} title={t('Switch user')}>
      <Text mb="sm">{t('The patient on this screen is closed. What {name} typed is kept.', { name: account.display_name })}</Text>
      <PasswordForm withUsername submitLabel={t('Take over')} send={({ username, password }) => acts.switchTo(account.id, username, password)} />
    </Modal>
  );
}
