import { authClient, Card, clinicalInstant, FieldGrid, FormFrame, PasswordField, toast, useApiForm, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { Button } from '@mantine/core';
import { z } from 'zod';
import { useSessionActs } from '../session/acts.ts';
import { useReadAgain } from './security-query.ts';

const Passwords = z.object({ current_password: z.string().min(1), new_password: z.string().min(1) });

/** One's own password, and changing it; every other session ends then. */
export function PasswordCard({ changed_at }: { changed_at: string | null }) {
  const t = useWords();
  const [changing, setChanging] = useState(false);
  return (
    <Card
      title={t('Password')}
      note={
        changed_at !== null && (
          <>
            {t('Changed')} <Value script="latin">{clinicalInstant(changed_at)}</Value>
          </>
        )
      }
      actions={
        !changing && (
          <Button variant="default" onClick={() => setChanging(true)}>
            {t('Change the password')}
          </Button>
        )
      }
    >
      {changing ? <ChangePassword close={() => setChanging(false)} /> : t('A sentence that only you would think of is easy to remember and hard to guess.')}
    </Card>
  );
}

function ChangePassword({ close }: { close: () => void }) {
  const t = useWords();
  const { now } = useSessionActs();
  const readAgain = useReadAgain();
  const api = useApiForm({
    name: 'account.password',
    draft: false,
    schema: Passwords,
    saved: { values: { current_password: '', new_password: '' } },
    send: (input: z.output<typeof Passwords>) => authClient.changePassword(input),
    onDone: async (session) => {
      now(session);
      await readAgain();
      toast({ text: t('The password is changed. You are signed out everywhere else.') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Change the password')} onCancel={close}>
      <FieldGrid>
        <PasswordField path="current_password" label={t('Password now')} span={6} autoComplete="current-password" />
        <PasswordField path="new_password" label={t('New password')} span={6} autoComplete="new-password" />
      </FieldGrid>
    </FormFrame>
  );
}
