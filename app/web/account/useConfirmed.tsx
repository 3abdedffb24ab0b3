import { Modal, Text } from '@mantine/core';
import { authClient, failureToast, isProblem, ServerProblem, useAccount, useServerWords, useWords } from '@openward/platform/ui';
import { useState, type ReactNode } from 'react';
import { PasswordForm } from '../sign-in/PasswordForm.tsx';
import { useSessionActs } from '../session/acts.ts';

type Act = () => Promise<unknown>;

/**
 * Acts on one's own credentials ask for the password again when it was last given a while ago. `run(act)` does the act,
 * asks where the server wants it, and does it then; draw `dialog` somewhere on the screen.
 */
export function useConfirmed(): { run: (act: Act) => Promise<void>; dialog: ReactNode } {
  const t = useWords();
  const say = useServerWords();
  const account = useAccount();
  const { now } = useSessionActs();
  const [waiting, setWaiting] = useState<Act | null>(null);

  async function run(act: Act): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (isProblem(error, 'auth.confirmation_needed')) setWaiting(() => act);
      else failureToast(error instanceof ServerProblem ? say(error.message) : t('This did not work. Try again.'));
    }
  }

  async function confirm(password: string): Promise<void> {
    now(await authClient.confirmPassword({ password }));
    const act = waiting;
    setWaiting(null);
    if (act !== null) await run(act);
  }

  const dialog = (
    <Modal opened={waiting !== null} onClose={() => setWaiting(null)} title={t('Your password, once more')}>
      <Text mb="sm">{t('This changes how you sign in, so make sure that it is you.')}</Text>
      <PasswordForm username={account.username} submitLabel={t('Go on')} send={({ password }) => confirm(password)} />
    </Modal>
  );
  return { run, dialog };
}
