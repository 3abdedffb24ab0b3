import { useQueryClient } from '@tanstack/react-query';
import { CheckField, ChoiceField, FieldGrid, FormFrame, TextField, toast, useApiForm, useWords, withoutBlanks } from '@openward/platform/ui';
import { z } from 'zod';
import { payerKinds } from '../../contract/index.ts';
import { patientQueries, patients } from '../client.ts';
import { choicesOf, payerKindWords } from '../choices.ts';
import type { PayerShown } from './payer.ts';

const PayerFields = z.object({
  name: z.string().trim().min(1).max(200),
  kind: z.enum(payerKinds),
  code: z.string().max(60).optional(),
  phone: z.string().max(60).optional(),
  active: z.boolean(),
});
type PayerInput = z.output<typeof PayerFields>;

/** Adds a payer, changes one, or ends one. */
export function PayerForm({ payer, close }: { payer: PayerShown | null; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: `patients.payer.${payer?.id ?? 'new'}`,
    schema: PayerFields,
    saved: {
      values: { name: payer?.name ?? '', kind: payer?.kind ?? 'insurer', code: payer?.code ?? '', phone: payer?.phone ?? '', active: payer?.active ?? true },
    },
    toInput: withoutBlanks,
    send: ({ active, ...fields }: PayerInput, { version: _version, ...context }) =>
      payer === null
        ? patients.addPayer(fields, { context })
        : patients.changePayer({ payer_id: payer.id, version: payer.version, ...fields, active }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: patientQueries.payers.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={close}>
      <FieldGrid>
        <TextField path="name" label={t('Name')} required />
        <ChoiceField path="kind" label={t('Kind')} span={6} choices={choicesOf(payerKindWords, t)} />
        <TextField path="code" label={t('Code')} span={6} />
        <TextField path="phone" label={t('Telephone')} span={6} inputMode="tel" />
        {payer !== null && <CheckField path="active" label={t('In use')} span={6} />}
      </FieldGrid>
    </FormFrame>
  );
}
