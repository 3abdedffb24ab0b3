import { useQueryClient } from '@tanstack/react-query';
import { authClient, Card, FormFrame, MultiChoiceField, toast, useApiForm, useServerWords, useWords } from '@openward/platform/ui';
import type { AccountView } from '@openward/platform/auth/contract';
import { z } from 'zod';
import { authQueries } from './queries.ts';
import { useRoles } from './useRoles.ts';

const Roles = z.object({ roles: z.array(z.string()) });

/** What the person may do, from their next request on. */
export function AccountRoles({ account }: { account: AccountView }) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const { roles } = useRoles();
  const saved = (one: AccountView) => ({ values: { roles: [...one.roles] }, version: one.version });
  const api = useApiForm({
    name: `accounts.roles.${account.id}`,
    schema: Roles,
    saved: saved(account),
    toInput: (values) => values,
    send: (input: { roles: string[] }, { version = account.version, ...context }) =>
      authClient.updateAccountRoles({ account_id: account.id, version, roles: input.roles }, { context }),
    readAgain: async () => saved(await authClient.readAccount({ account_id: account.id })),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: authQueries.key() });
      toast({ text: t('The roles are changed, from the next request of {name} on', { name: account.display_name }) });
    },
  });
  const choices = roles.filter(({ name }) => name !== 'patient' && name !== 'machine').map(({ name, title }) => ({ value: name, label: say(title) }));
  return (
    <Card title={t('Roles')}>
      <FormFrame of={api} submitLabel={t('Change the roles')}>
        <MultiChoiceField path="roles" label={t('Roles')} choices={choices} />
      </FormFrame>
    </Card>
  );
}
