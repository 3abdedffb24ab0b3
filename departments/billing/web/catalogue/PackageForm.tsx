import { useQueryClient } from '@tanstack/react-query';
import { FieldGrid, FormFrame, PickField, Rows, TextField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import type { Service } from '../../contract/index.ts';
import { useServices } from '../choices-of.ts';
import { billing, billingQueries } from '../client.ts';

const Items = z.object({ items: z.array(z.object({ service_id: z.uuid(), quantity: z.string().regex(/^\d{1,6}(\.\d{1,3})?$/, 'Is not a quantity') })).max(100) });

/** What a package includes: it is charged at one price, and what is in it is not charged again. */
export function PackageForm({ service, close }: { service: Service; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const services = useServices().filter(({ value }) => value !== service.id);
  const api = useApiForm({
    name: `billing.package.${service.id}`, schema: Items, saved: { values: { items: service.items.map(({ service_id, quantity }) => ({ service_id, quantity })) } },
    toInput: (values: z.output<typeof Items>) => values,
    send: ({ items }: z.output<typeof Items>, { version: _version, ...context }) => billing.setPackage({ service_id: service.id, items }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <section aria-label={t('What the package includes')}>
      <h2>{t('What the package includes')}</h2>
      <FormFrame of={api} submitLabel={t('Save what it includes')}>
        <Rows path="items" addLabel={t('Add a service')} removeLabel={t('Take off')} blank={() => ({ service_id: '', quantity: '1' })}>
          {(path) => (
            <FieldGrid>
              <PickField path={`${path}.service_id`} label={t('Service')} span={8} required choices={services} />
              <TextField path={`${path}.quantity`} label={t('How many')} span={4} inputMode="decimal" required />
            </FieldGrid>
          )}
        </Rows>
      </FormFrame>
    </section>
  );
}
