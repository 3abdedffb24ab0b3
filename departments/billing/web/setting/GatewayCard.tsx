import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, ChoiceField, FieldGrid, FormFrame, PasswordField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import type { GatewaySetting } from '../../contract/index.ts';
import { billing, billingQueries } from '../client.ts';

const Fields = z.object({ kind: z.enum(['none', 'stripe']), secret_key: z.string().max(300), signing_secret: z.string().max(300) });

/** Which gateway takes payments over the internet; its secrets are kept sealed and never shown. */
export function GatewayCard() {
  const t = useWords();
  const found = useQuery(billingQueries.gatewaySetting.queryOptions({ input: {} }));
  return <Card title={t('Payments over the internet')}><Answer of={found}>{(setting) => <Form key={setting.version} setting={setting} />}</Answer></Card>;
}

function Form({ setting }: { setting: GatewaySetting }) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: 'billing.gateway', draft: false, schema: Fields, saved: { values: { kind: setting.kind, secret_key: '', signing_secret: '' }, version: setting.version },
    toInput: (values: z.output<typeof Fields>) => values,
    send: ({ kind, secret_key, signing_secret }: z.output<typeof Fields>, { version = setting.version, ...context }) =>
      // A secret that is left empty stays as it is.
      billing.setGateway({ kind, version, ...(secret_key !== '' && { secret_key }), ...(signing_secret !== '' && { signing_secret }) }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: billingQueries.gatewaySetting.key() });
      toast({ text: t('Saved') });
    },
  });
  const kept = (set: boolean) => (set ? t('It is kept; empty leaves it') : t('Not set yet'));
  return (
    <FormFrame of={api} submitLabel={t('Save')}>
      <FieldGrid>
        <ChoiceField path="kind" label={t('Gateway')} span={4} choices={[{ value: 'none', label: t('None') }, { value: 'stripe', label: 'Stripe' }]} />
        <PasswordField path="secret_key" label={t('Secret key')} span={4} autoComplete="new-password" description={kept(setting.secret_key_set)} />
        <PasswordField path="signing_secret" label={t('Signing secret')} span={4} autoComplete="new-password" description={kept(setting.signing_secret_set)} />
      </FieldGrid>
    </FormFrame>
  );
}
