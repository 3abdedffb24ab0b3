import { Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { failureToast, toast, useWords } from '@openward/platform/ui';
import { accountRoleNames, accountRoles, type Account, type AccountRole } from '../../contract/index.ts';
import { ledger, ledgerQueries } from '../client.ts';
import classes from '../ledger.module.css';
import { roleWords } from './role-words.ts';

/** Which account other departments post on for what; another can be chosen for what comes from now on. */
export function RoleList({ accounts }: { accounts: readonly Account[] }) {
  const t = useWords();
  const client = useQueryClient();
  const give = useMutation({
    mutationFn: ({ role, account }: { role: AccountRole; account: Account }) => ledger.assignRole({ role, account_id: account.id, version: account.version }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ledgerQueries.key() });
      toast({ text: t('Saved') });
    },
    onError: failureToast,
  });
  const choicesFor = (role: AccountRole) => accounts.filter(({ kind, control, postable, active, role: own }) =>
    kind === accountRoles[role].kind && control === accountRoles[role].control && postable && active && (own === null || own === role));
  return (
    <div className={classes.stack}>
      {accountRoleNames.map((role) => (
        <Select
          key={role} label={t(roleWords[role])} searchable allowDeselect={false} value={accounts.find((account) => account.role === role)?.id ?? null} placeholder={t('None is chosen')}
          data={choicesFor(role).map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))} disabled={give.isPending}
          onChange={(id) => {
            const account = accounts.find((each) => each.id === id);
            if (account !== undefined && account.role !== role) give.mutate({ role, account });
          }}
        />
      ))}
    </div>
  );
}
