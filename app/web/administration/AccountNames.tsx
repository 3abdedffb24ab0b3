import { useQueryClient } from '@tanstack/react-query';
import { authClient, Card, FieldGrid, FormFrame, TextField, toast, useApiForm, useWords } from '@openward/platform/ui';
import type { AccountView } from '@openward/platform/auth/contract';
import { z } from 'zod';
import { authQueries } from './queries.ts';

const Names = z.object({ username: z.string().trim().min(2).max(64), display_name: z.string().trim().min(1).max(120) });
type NamesInput = z.output<typeof Names>;

/** The names of an account. */
export function AccountNames({ account }: { account: AccountView }) {
  const t = useWords();
  const client = useQueryClient();
  const saved = ({ username, display_name, version }: AccountView) => ({ values: { username, display_name }, version });
  const api = useApiForm({
    name: `accounts.names.${account.id}`,
    schema: Names,
    saved: saved(account),
    send: (names: NamesInput, { version = account.version, ...context }) =>
      authClient.updateAccount({ account_id: account.id, version, ...names }, { context }),
    readAgain: async () => saved(await authClient.readAccount({ account_id: account.id })),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: authQueries.key() });
      toast({ text: t('Saved') });
    },
  });
  return (
    <Card title={t('Names')}>
      <FormFrame of={api} submitLabel={t('Save')}>
        <FieldGrid>
          <TextField path="display_name" label={t('Name')} span={6} />
          <TextField path="username" label={t('Username')} span={6} />
        </FieldGrid>
      </FormFrame>
    </Card>
  );
}
