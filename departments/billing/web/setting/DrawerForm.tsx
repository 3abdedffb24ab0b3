import { useQueryClient } from '@tanstack/react-query';
import { CheckField, FieldGrid, FormFrame, PickField, TextField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import type { Drawer } from '../../contract/index.ts';
import { usePlaces } from '../choices-of.ts';
import { billing, billingQueries } from '../client.ts';

const Fields = z.object({ code: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,15}$/, 'Capital letters, digits and hyphens, such as TILL-1'), name: z.string().trim().min(1).max(60), location_id: z.uuid(), active: z.boolean() });

/** Adds a drawer, or changes one. */
export function DrawerForm({ drawer, close }: { drawer: Drawer | null; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const places = usePlaces();
  const api = useApiForm({
    name: `billing.drawer.${drawer?.id ?? 'new'}`, schema: Fields,
    saved: { values: { code: drawer?.code ?? '', name: drawer?.name ?? '', location_id: drawer?.location_id ?? '', active: drawer?.active ?? true }, ...(drawer !== null && { version: drawer.version }) },
    send: ({ active, ...fields }: z.output<typeof Fields>, { version = 1, ...context }) => (drawer === null ? billing.addDrawer(fields, { context }) : billing.updateDrawer({ drawer_id: drawer.id, version, active, ...fields }, { context })),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={() => { api.discard(); close(); }}>
      <FieldGrid>
        <TextField path="code" label={t('Code')} span={4} required autoFocus />
        <TextField path="name" label={t('Name')} span={8} required />
        <PickField path="location_id" label={t('Place')} required choices={places} />
        {drawer !== null && <CheckField path="active" label={t('In use')} />}
      </FieldGrid>
    </FormFrame>
  );
}
