import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, CheckField, FieldGrid, FormFrame, NumberField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import type { PhoneCheckIn } from '../../contract/index.ts';
import { visitQueries, visits } from '../client.ts';

const Fields = z.object({ active: z.boolean(), before_minutes: z.number(), after_minutes: z.number() });

/** Whether and when patients check in by the link of the reminder of the day. */
export function PhoneCheckInCard() {
  const t = useWords();
  const found = useQuery(visitQueries.phoneCheckIn.queryOptions({ input: {} }));
  return (
    <Card title={t('Checking in by telephone')}>
      <Answer of={found}>{(setting) => <SettingForm key={setting.version} setting={setting} />}</Answer>
    </Card>
  );
}

function SettingForm({ setting: { version, ...values } }: { setting: PhoneCheckIn }) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: 'visits.phone-check-in', schema: Fields, draft: false, saved: { values }, toInput: (given) => given,
    send: (given: z.output<typeof Fields>, { version: _version, ...context }) => visits.setPhoneCheckIn({ ...given, version }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: visitQueries.phoneCheckIn.key() });
      toast({ text: t('Saved') });
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')}>
      <FieldGrid>
        <CheckField path="active" label={t('The reminder of the day carries a link to check in')} />
        <NumberField path="before_minutes" label={t('From so long before the appointment')} suffix={t('min')} span={6} />
        <NumberField path="after_minutes" label={t('Until so long after its time')} suffix={t('min')} span={6} />
      </FieldGrid>
    </FormFrame>
  );
}
