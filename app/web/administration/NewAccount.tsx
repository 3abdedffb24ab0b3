import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { authClient, FieldGrid, FormFrame, MultiChoiceField, TextField, useApiForm, useServerWords, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { z } from 'zod';
import { OneTimePassword } from './OneTimePassword.tsx';
import { authQueries } from './queries.ts';
import { useRoles } from './useRoles.ts';

const AccountFields = z.object({
  username: z.string().trim().min(2).max(64),
  display_name: z.string().trim().min(1).max(120),
  roles: z.array(z.string()),
});
type AccountInput = z.output<typeof AccountFields>;
type Made = Awaited<ReturnType<typeof authClient.createAccount>>;

/** Makes an account for somebody, and shows the one-time password to tell them. */
export function NewAccount({ close }: { close: () => void }) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const { roles } = useRoles();
  const [made, setMade] = useState<Made | null>(null);
  const api = useApiForm({
    name: 'accounts.new',
    schema: AccountFields,
    saved: { values: { username: '', display_name: '', roles: [] as string[] } },
    send: (input: AccountInput, { version: _version, ...context }) => authClient.createAccount(input, { context }),
    onDone: async (answer) => {
      await client.invalidateQueries({ queryKey: authQueries.key() });
      setMade(answer);
    },
  });
  const choices = roles.filter(({ name }) => name !== 'patient' && name !== 'machine').map(({ name, title }) => ({ value: name, label: say(title) }));
  if (made !== null) return <OneTimePassword given={made} close={close} />;
  return (
    <Modal opened onClose={close} title={t('New account')} size="lg">
      <FormFrame of={api} submitLabel={t('Make the account')} onCancel={close}>
        <FieldGrid>
          <TextField path="display_name" label={t('Name')} span={6} required />
          <TextField path="username" label={t('Username')} span={6} required />
          <MultiChoiceField path="roles" label={t('Roles')} choices={choices} />
        </FieldGrid>
      </FormFrame>
    </Modal>
  );
}
