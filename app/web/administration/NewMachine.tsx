import { useQueryClient } from '@tanstack/react-query';
import { authClient, FieldGrid, FormFrame, MultiChoiceField, TextField, toast, useApiForm, useServerWords, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import { authQueries } from './queries.ts';
import { useRoles } from './useRoles.ts';

const MachineFields = z.object({
  username: z.string().trim().min(2).max(64),
  display_name: z.string().trim().min(1).max(120),
  roles: z.array(z.string()).min(1),
});

/** Makes an account for a machine; what its tokens may do lies within its roles. */
export function NewMachine({ close }: { close: () => void }) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const { roles } = useRoles();
  const api = useApiForm({
    name: 'machines.new',
    schema: MachineFields,
    saved: { values: { username: '', display_name: '', roles: ['machine'] } },
    send: (input: z.output<typeof MachineFields>, { version: _version, ...context }) => authClient.createServiceAccount(input, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: authQueries.key() });
      toast({ text: t('The machine is made. Give it a token.') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Make the machine')} onCancel={close}>
      <FieldGrid>
        <TextField path="display_name" label={t('Name')} span={6} required />
        <TextField path="username" label={t('Username')} span={6} required />
        <MultiChoiceField path="roles" label={t('Roles')} choices={roles.map(({ name, title }) => ({ value: name, label: say(title) }))} />
      </FieldGrid>
    </FormFrame>
  );
}
