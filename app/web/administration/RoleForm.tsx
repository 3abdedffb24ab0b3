import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { authClient, CheckField, FieldGrid, FormFrame, TextField, toast, useApiForm, usePermissions, useWords } from '@openward/platform/ui';
import type { RoleView } from '@openward/platform/auth/contract';
import { z } from 'zod';
import type { PermissionGroups } from './permission-groups.ts';
import { PermissionsField } from './PermissionsField.tsx';
import { authQueries } from './queries.ts';

const RoleFields = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'Small letters, digits and hyphens'),
  title: z.string().trim().min(1).max(120),
  permissions: z.array(z.string()),
  second_factor_required: z.boolean(),
});
type RoleInput = z.output<typeof RoleFields>;

/** What a role may do; whoever may not change it reads it here. */
export function RoleForm({ role, groups, close }: { role: RoleView | null; groups: PermissionGroups; close: () => void }) {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const saved = (one: RoleView | null) => ({
    values: {
      name: one?.name ?? '',
      title: one?.title ?? '',
      permissions: [...(one?.permissions ?? [])],
      second_factor_required: one?.second_factor_required ?? false,
    },
    ...(one === null ? {} : { version: one.version }),
  });
  const api = useApiForm({
    name: `roles.${role?.name ?? 'new'}`,
    schema: RoleFields,
    saved: saved(role),
    toInput: (values) => values,
    send: (input: RoleInput, { version, ...context }) =>
      role === null
        ? authClient.createRole(input, { context })
        : authClient.updateRole({ ...input, name: role.name, version: version ?? role.version }, { context }),
    readAgain: async () => {
      const { roles } = await authClient.listRoles({});
      return saved(roles.find(({ name }) => name === role?.name) ?? role);
    },
    onDone: async () => {
      await client.invalidateQueries({ queryKey: authQueries.key() });
      toast({ text: t('The role is saved, and holds from the next request of everybody who has it') });
      close();
    },
  });
  const manage = may('roles.manage');
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={close} disabled={!manage} foot={!manage && <Text c="dimmed">{t('You may read roles, not change them')}</Text>}>
      <FieldGrid>
        <TextField path="title" label={t('What it is called')} span={7} disabled={!manage} />
        <TextField path="name" label={t('Short name')} span={5} disabled={role !== null || !manage} />
        <CheckField path="second_factor_required" label={t('Everybody with this role needs a second factor')} disabled={!manage} />
      </FieldGrid>
      <PermissionsField groups={groups} disabled={!manage} />
    </FormFrame>
  );
}
