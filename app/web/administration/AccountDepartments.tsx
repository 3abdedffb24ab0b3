import { Button, MultiSelect, Stack } from '@mantine/core';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { staffContract } from '@openward/staff/contract';
import type { AccountView } from '@openward/platform/auth/contract';
import { Answer, Card, clientFor, failureToast, toast, useWords } from '@openward/platform/ui';
import { useState } from 'react';

const staff = clientFor(staffContract);
const staffQueries = createTanstackQueryUtils(staff, { path: ['administration', 'staff'] });

/** Where the clinical rights of the person hold. */
export function AccountDepartments({ account }: { account: AccountView }) {
  const t = useWords();
  const bound = useQuery({ ...staffQueries.readBinding.queryOptions({ input: { account_id: account.id } }), gcTime: 0 });
  const listed = useQuery(staffQueries.listDepartments.queryOptions({ input: { active: true, limit: 200 } }));
  return (
    <Card title={t('Where they work')}>
      <Answer of={bound}>
        {({ departments }) => <Binding key={departments.join()} account={account} departments={departments} choices={(listed.data?.departments ?? []).map(({ id, name }) => ({ value: id, label: name }))} />}
      </Answer>
    </Card>
  );
}

function Binding({ account, departments, choices }: { account: AccountView; departments: string[]; choices: { value: string; label: string }[] }) {
  const t = useWords();
  const client = useQueryClient();
  const [chosen, choose] = useState(departments);
  const saving = useMutation({
    mutationFn: () => staff.setBinding({ account_id: account.id, departments: chosen }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: staffQueries.readBinding.key() });
      toast({ text: t('It holds from the next request on') });
    },
    onError: failureToast,
  });
  return (
    <Stack p="sm">
      <MultiSelect
        label={t('Departments')} data={choices} value={chosen} onChange={choose} searchable
        description={t('Clinical records of patients who are treated in other departments alone do not open. Nothing chosen: everywhere.')}
      />
      <div><Button disabled={saving.isPending} onClick={() => saving.mutate()}>{t('Save')}</Button></div>
    </Stack>
  );
}
