import { useQueryClient } from '@tanstack/react-query';
import { ChoiceField, DateField, FieldGrid, FormFrame, PickField, TextField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import { serviceKinds } from '../../contract/price.ts';
import { hundredths } from '../../rules/price/percent.ts';
import { usePayers } from '../choices-of.ts';
import { billing, billingQueries } from '../client.ts';
import { serviceKindWords } from '../price/words.ts';

interface Values extends Record<string, unknown> { payer_id: string; plan: string; service_kind: string; percent: string; deductible: string; co_pay: string; maximum: string; from: string; until: string }

const amount = z.string().regex(/^\d{1,12}(\.\d{1,4})?$/, 'Is not an amount, such as 12.50');
/** As it is typed: the percentage is sent in hundredths of a percent. */
const Typed = z.object({
  payer_id: z.uuid(), plan: z.string().max(120), service_kind: z.enum(['', ...serviceKinds]), percent: z.string().regex(/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/, 'Is not a percentage'),
  deductible: amount, co_pay: amount, maximum: z.union([z.literal(''), amount]), from: z.iso.date(), until: z.union([z.literal(''), z.iso.date()]),
});

/** Sets what a payer pays of what. */
export function SplitRuleForm({ today, close }: { today: string; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const payers = usePayers();
  const blank: Values = { payer_id: '', plan: '', service_kind: '', percent: '80', deductible: '0', co_pay: '0', maximum: '', from: today, until: '' };
  const api = useApiForm({
    name: 'billing.split.new', schema: Typed, saved: { values: blank }, toInput: (values: Values) => values,
    send: ({ percent, maximum, until, ...input }: z.output<typeof Typed>, { version: _version, ...context }) =>
      billing.addSplitRule({ ...input, percent_bp: hundredths(percent), maximum: maximum === '' ? null : maximum, until: until === '' ? null : until }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={() => { api.discard(); close(); }}>
      <FieldGrid>
        <PickField path="payer_id" label={t('Payer')} span={8} required choices={payers} />
        <TextField path="plan" label={t('Plan')} span={4} description={t('Empty: every plan')} />
        <ChoiceField path="service_kind" label={t('Of what')} span={6} blank={t('Everything')} choices={serviceKinds.map((value) => ({ value, label: t(serviceKindWords[value]) }))} />
        <TextField path="percent" label={t('Pays in percent')} span={6} inputMode="decimal" required />
        <TextField path="deductible" label={t('The patient pays first')} span={4} inputMode="decimal" />
        <TextField path="co_pay" label={t('And each time')} span={4} inputMode="decimal" />
        <TextField path="maximum" label={t('The payer pays at most')} span={4} inputMode="decimal" />
        <DateField path="from" label={t('From')} span={6} required />
        <DateField path="until" label={t('Last day')} span={6} />
      </FieldGrid>
    </FormFrame>
  );
}
