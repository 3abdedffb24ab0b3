import { useQueryClient } from '@tanstack/react-query';
import { CheckField, ChoiceField, FieldGrid, FormFrame, PickField, TextField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import { accountKinds, controls, NewAccount, type Account } from '../../contract/index.ts';
import { controlWords, kindWords, useAccounts } from '../accounts.ts';
import { ledger, ledgerQueries } from '../client.ts';

interface Values extends Record<string, unknown> { code: string; name: string; kind: Account['kind']; control: Account['control']; parent_id: string; postable: boolean; active: boolean }

const Changed = NewAccount.extend({ active: z.boolean() });
const valuesOf = ({ parent_id, ...account }: Account): Values => ({ ...account, parent_id: parent_id ?? '' });

/** Adds an account, or changes one; what it is stays as it is. */
export function AccountForm({ account, close }: { account: Account | null; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const all = useAccounts().data ?? [];
  const blank: Values = { code: '', name: '', kind: 'asset', control: 'none', parent_id: '', postable: true, active: true };
  const api = useApiForm({
    name: `ledger.account.${account?.id ?? 'new'}`,
    schema: account === null ? NewAccount : Changed,
    saved: account === null ? { values: blank } : { values: valuesOf(account), version: account.version },
    toInput: ({ code, name, kind, control, parent_id, postable, active }: Values) => ({
      code, name, kind, control, postable, parent_id: parent_id === '' ? null : parent_id, ...(account !== null && { active }),
    }),
    send: ({ kind, control, ...input }: NewAccount & { active: boolean }, { version = account?.version ?? 1, ...context }) => (account === null
      ? ledger.addAccount({ ...input, kind, control }, { context })
      : ledger.updateAccount({ account_id: account.id, version, ...input }, { context })),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: ledgerQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={() => { api.discard(); close(); }}>
      <FieldGrid>
        <TextField path="code" label={t('Code')} span={4} required />
        <TextField path="name" label={t('Name')} span={8} required />
        {account === null && <ChoiceField path="kind" label={t('Kind')} choices={accountKinds.map((value) => ({ value, label: t(kindWords[value]) }))} />}
        {account === null && <ChoiceField path="control" label={t('Sums what is of')} choices={controls.map((value) => ({ value, label: t(controlWords[value]) }))} />}
        <PickField path="parent_id" label={t('Is summed into')} choices={all.filter(({ id, postable }) => id !== account?.id && !postable).map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))} />
        <CheckField path="postable" label={t('Takes postings')} description={t('One that takes none only sums others.')} />
        {account !== null && <CheckField path="active" label={t('Open')} description={t('A closed account takes no more postings.')} />}
      </FieldGrid>
    </FormFrame>
  );
}
