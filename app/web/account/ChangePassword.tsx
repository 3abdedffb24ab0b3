import { authClient, FieldGrid, FormFrame, PasswordField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import { useSessionActs } from '../session/acts.ts';
import { useReadAgain } from './security-query.ts';

const Passwords = z.object({ current_password: z.string().min(1), new_password: z.string().min(1) });

/** Changes one’s own password; every other session ends then. */
export function ChangePassword({ close }: { close: () => void }) {
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
