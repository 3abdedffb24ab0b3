import { Button, Group, Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { authClient, Card, failureToast, ServerProblem, toast, useServerWords, useWords, words } from '@openward/platform/ui';
import type { AccountView } from '@openward/platform/auth/contract';
import { useState } from 'react';
import { OneTimePassword } from './OneTimePassword.tsx';
import { authQueries } from './queries.ts';

type Given = Awaited<ReturnType<typeof authClient.resetPassword>>;

const asked = {
  reset: {
    title: words('Reset the password?'),
    text: words('The person gets a one-time password. Their sessions end; the second factor stays.'),
  },
  factor: {
    title: words('Remove the second factor?'),
    text: words('First make sure, in person or over a number that you know, who is asking. Their sessions end.'),
  },
};

/** What an administrator does with an account. What ends somebody’s sessions asks first: it cannot be undone. */
export function AccountActs({ account }: { account: AccountView }) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const [asking, setAsking] = useState<keyof typeof asked | null>(null);
  const [given, setGiven] = useState<Given | null>(null);
  const key = { account_id: account.id };
  const disabled = account.disabled_at !== null;
  const locked = account.locked_until !== null && new Date(account.locked_until) > new Date();

  async function act(call: () => Promise<unknown>, done: string, undo?: () => Promise<unknown>): Promise<void> {
    setAsking(null);
    try {
      await call();
      await client.invalidateQueries({ queryKey: authQueries.key() });
      toast({ text: done, ...(undo === undefined ? {} : { undo: () => act(undo, t('Undone')) }) });
    } catch (error) {
      failureToast(error instanceof ServerProblem ? say(error.message) : t('This did not work. Try again.'));
    }
  }

  const confirmed = () =>
    asking === 'reset'
      ? act(async () => setGiven(await authClient.resetPassword(key)), t('The password is reset'))
      : act(() => authClient.removeSecondFactor(key), t('The second factor is removed'));

  return (
    <Card title={t('What to do')}>
      <Group gap={8}>
        {disabled ? (
          <Button onClick={() => void act(() => authClient.enableAccount(key), t('The account is enabled'))}>{t('Enable')}</Button>
        ) : (
          <>
            <Button variant="default" onClick={() => setAsking('reset')}>
              {t('Reset the password')}
            </Button>
            {locked && (
              <Button variant="default" onClick={() => void act(() => authClient.unlockAccount(key), t('The lock-out is lifted'))}>
                {t('Lift the lock-out')}
              </Button>
            )}
            {account.second_factor_methods.length > 0 && (
              <Button variant="default" onClick={() => setAsking('factor')}>
                {t('Remove second factor')}
              </Button>
            )}
            <Button
              variant="default"
              onClick={() =>
                void act(() => authClient.disableAccount(key), t('The account is disabled; its sessions have ended'), () => authClient.enableAccount(key))
              }
            >
              {t('Disable')}
            </Button>
          </>
        )}
      </Group>
      <Modal opened={asking !== null} onClose={() => setAsking(null)} title={asking === null ? '' : t(asked[asking].title)}>
        <Text mb="md">{asking === null ? '' : t(asked[asking].text)}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => setAsking(null)}>
            {t('Cancel')}
          </Button>
          <Button onClick={() => void confirmed()}>{asking === 'reset' ? t('Reset the password') : t('Remove second factor')}</Button>
        </Group>
      </Modal>
      <OneTimePassword given={given} close={() => setGiven(null)} />
    </Card>
  );
}
