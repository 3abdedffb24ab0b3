import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { authClient, DateField, FieldGrid, FormFrame, TextField, useApiForm, useWords } from '@openward/platform/ui';
import type { AccountView } from '@openward/platform/auth/contract';
import { useState } from 'react';
import { z } from 'zod';
import { SecretText } from './OneTimePassword.tsx';
import { PermissionsField } from './PermissionsField.tsx';
import { authQueries } from './queries.ts';
import { useRoles } from './useRoles.ts';

const TokenFields = z.object({
  name: z.string().trim().min(1).max(120),
  scopes: z.array(z.string()).min(1),
  expires_on: z.iso.date('Is not a day, such as 2026-03-21').or(z.literal('')),
});

/** Makes a token for a machine; it is shown once. */
export function NewToken({ account, close }: { account: AccountView; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const { roles, groups } = useRoles();
  const [secret, setSecret] = useState<string | null>(null);
  const held = new Set(roles.filter(({ name }) => account.roles.includes(name)).flatMap(({ permissions }) => permissions));
  const within = groups.map(([department, permissions]) => [department, permissions.filter(({ name }) => held.has(name))] as const);
  const api = useApiForm({
    name: `tokens.new.${account.id}`,
    draft: false,
    schema: TokenFields,
    saved: { values: { name: '', scopes: [] as string[], expires_on: '' } },
    toInput: (values) => values,
    send: ({ name, scopes, expires_on }: z.output<typeof TokenFields>, { version: _version, ...context }) =>
      authClient.createToken(
        { account_id: account.id, name, scopes, expires_at: expires_on === '' ? null : new Date(`${expires_on}T23:59:59`).toISOString() },
        { context },
      ),
    onDone: async (made) => {
      await client.invalidateQueries({ queryKey: authQueries.listTokens.key() });
      setSecret(made.secret);
    },
  });
  if (secret !== null) {
    return (
      <SecretText text={t('Put this token into the program now. It is not shown again.')} secret={secret}>
        <Button onClick={close}>{t('I have kept it')}</Button>
      </SecretText>
    );
  }
  return (
    <FormFrame of={api} submitLabel={t('Make the token')} onCancel={close}>
      <FieldGrid>
        <TextField path="name" label={t('What is it for?')} span={8} required />
        <DateField path="expires_on" label={t('Last day')} span={4} />
      </FieldGrid>
      <PermissionsField path="scopes" groups={within.filter(([, permissions]) => permissions.length > 0)} />
      {held.size === 0 && <p className="quiet">{t('The roles of this machine allow nothing yet: give the role a permission first.')}</p>}
    </FormFrame>
  );
}
