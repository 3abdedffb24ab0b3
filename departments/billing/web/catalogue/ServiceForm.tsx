import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CheckField, ChoiceField, FieldGrid, FormFrame, TextField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import { NewService, serviceKinds, type Service, type ServiceKind } from '../../contract/index.ts';
import { billing, billingQueries } from '../client.ts';
import { serviceKindWords } from '../price/words.ts';

interface Values extends Record<string, unknown> { code: string; name: string; kind: ServiceKind; tax_code: string; active: boolean }
const Changed = NewService.extend({ active: z.boolean() });

/** Adds a service, or changes one; its kind stays. */
export function ServiceForm({ service, close }: { service: Service | null; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const taxes = useQuery(billingQueries.taxes.queryOptions({ input: {} })).data?.taxes ?? [];
  const blank: Values = { code: '', name: '', kind: 'consultation', tax_code: 'care', active: true };
  const api = useApiForm({
    name: `billing.service.${service?.id ?? 'new'}`,
    schema: service === null ? NewService : Changed,
    saved: service === null ? { values: blank } : { values: { code: service.code, name: service.name, kind: service.kind, tax_code: service.tax_code, active: service.active }, version: service.version },
    toInput: ({ code, name, kind, tax_code, active }: Values) => ({ code, name, kind, tax_code, ...(service !== null && { active }) }),
    send: ({ kind, ...input }: z.output<typeof NewService> & { active: boolean }, { version = service?.version ?? 1, ...context }) => (service === null
      ? billing.addService({ code: input.code, name: input.name, tax_code: input.tax_code, kind }, { context })
      : billing.updateService({ service_id: service.id, version, ...input }, { context })),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={() => { api.discard(); close(); }}>
      <FieldGrid>
        <TextField path="code" label={t('Code')} span={4} required />
        <TextField path="name" label={t('Name')} span={8} required />
        {service === null && <ChoiceField path="kind" label={t('Kind')} span={6} choices={serviceKinds.map((value) => ({ value, label: t(serviceKindWords[value]) }))} />}
        <ChoiceField path="tax_code" label={t('Tax')} span={6} choices={taxes.map(({ code, name }) => ({ value: code, label: name }))} />
        {service !== null && <CheckField path="active" label={t('Is done')} description={t('What is no longer done stays on what was charged.')} />}
      </FieldGrid>
    </FormFrame>
  );
}
