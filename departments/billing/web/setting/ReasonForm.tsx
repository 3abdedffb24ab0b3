import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ledgerContract } from '@openward/ledger/contract';
import { ChoiceField, clientFor, FieldGrid, FormFrame, PickField, TextField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import { billing, billingQueries } from '../client.ts';

const ledgerQueries = createTanstackQueryUtils(clientFor(ledgerContract), { path: ['billing-ledger'] });
const Fields = z.object({ name: z.string().trim().min(1).max(60), direction: z.enum(['in', 'out']), account_id: z.uuid() });

/** Adds what money is paid into a drawer or out of it for, and the account that it is booked on. */
export function ReasonForm({ close }: { close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const accounts = useQuery(ledgerQueries.accounts.queryOptions({ input: {} })).data?.accounts ?? [];
  const api = useApiForm({
    name: 'billing.drawer-reason.new', schema: Fields, saved: { values: { name: '', direction: 'out' as const, account_id: '' } },
    send: (fields: z.output<typeof Fields>, { version: _version, ...context }) => billing.addDrawerReason(fields, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={() => { api.discard(); close(); }}>
      <FieldGrid>
        <TextField path="name" label={t('What for')} required autoFocus />
        <ChoiceField path="direction" label={t('Direction')} span={4} choices={[{ value: 'out', label: t('Paid out') }, { value: 'in', label: t('Paid in') }]} />
        <PickField path="account_id" label={t('Account')} span={8} required choices={accounts.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))} />
      </FieldGrid>
    </FormFrame>
  );
}
