import { Anchor, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Card, clinicalInstant, failureToast, Mark, useLive, useWords, Value, words } from '@openward/platform/ui';
import { useState } from 'react';
import type { GatewayIntent } from '../../contract/index.ts';
import { billing, billingQueries } from '../client.ts';
import { Money } from '../Money.tsx';
import classes from '../money.module.css';

const stateWords: Record<GatewayIntent['state'], string> = { asked: words('Being asked'), waiting: words('Waits for the payment'), paid: words('Paid'), failed: words('Failed'), expired: words('Too late') };
const tones = { asked: 'plain', waiting: 'caution', paid: 'good', failed: 'caution', expired: 'plain' } as const;

/** Asks somebody to pay over the internet: they get a page of the gateway, and what becomes of it is shown as it happens. */
export function AskOverGateway({ patient_id, amount, currency }: { patient_id: string; amount: string; currency: string }) {
  const t = useWords();
  const client = useQueryClient();
  const [idempotency_key, setKey] = useState(() => crypto.randomUUID());
  const asked = useQuery(billingQueries.gatewayIntents.queryOptions({ input: { patient_id } }));
  const again = () => client.invalidateQueries({ queryKey: billingQueries.key() });
  useLive('billing-collections', () => void again());
  const ask = useMutation({
    mutationFn: () => billing.askOverGateway({ patient_id, amount, currency, how: 'checkout' }, { context: { idempotency_key } }),
    onSuccess: async () => {
      setKey(crypto.randomUUID());
      await again();
    },
    onError: failureToast,
  });
  return (
    <Card title={t('Payments over the internet')} actions={<Button size="compact-sm" variant="default" disabled={amount.trim() === '' || /^0(\.0+)?$/.test(amount.trim())} loading={ask.isPending} onClick={() => ask.mutate()}>{t('Ask to pay over the internet')}</Button>}>
      <ul className={classes.asked} role="status">
        {asked.data?.intents.map((intent) => (
          <li key={intent.id}>
            <Money of={intent.amount} currency={intent.currency} /> · <Value script="latin">{clinicalInstant(intent.asked_at)}</Value> · <Mark tone={tones[intent.state]}>{t(stateWords[intent.state])}</Mark>
            {intent.url !== null && intent.state === 'waiting' && <> · <Anchor href={intent.url} target="_blank" rel="noreferrer">{t('The page to pay on')}</Anchor></>}
          </li>
        ))}
        {asked.data?.intents.length === 0 && <li>{t('Nobody was asked yet')}</li>}
      </ul>
    </Card>
  );
}
