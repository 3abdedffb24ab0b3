import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { billing, billingQueries } from '../client.ts';
import classes from '../money.module.css';
import { kindWords } from './choices.ts';
import { useAct } from './useAct.ts';

const kinds = ['safe-drop', 'bank-deposit', 'pay-out', 'pay-in'] as const;

/** Pays into one’s drawer or out of it: to the safe, to the bank, or for a reason. */
export function PayInOut() {
  const t = useWords();
  const [kind, setKind] = useState<(typeof kinds)[number]>('safe-drop');
  const [amount, setAmount] = useState('');
  const [currency, setCurrency] = useState('EUR');
  const [chosen, setChosen] = useState<string | null>(null);
  const found = useQuery(billingQueries.drawerReasons.queryOptions({ input: {} }));
  const reasons = (found.data?.reasons ?? []).filter(({ active, direction }) => active && `pay-${direction}` === kind);
  const move = useAct(() => billing.moveCash({ kind, amount, currency, reason_id: kind.startsWith('pay-') ? (chosen ?? reasons[0]?.id ?? null) : null }), () => setAmount(''));
  return (
    <form className={classes.bar} onSubmit={(event) => { event.preventDefault(); move.mutate(undefined); }}>
      <NativeSelect label={t('What')} value={kind} onChange={(event) => { setKind(event.currentTarget.value as typeof kind); setChosen(null); }} data={kinds.map((value) => ({ value, label: t(kindWords[value] ?? value) }))} />
      {reasons.length > 0 && <NativeSelect label={t('For')} value={chosen ?? reasons[0]?.id ?? ''} onChange={(event) => setChosen(event.currentTarget.value)} data={reasons.map(({ id, name }) => ({ value: id, label: name }))} />}
      <TextInput label={t('Amount')} value={amount} onChange={(event) => setAmount(event.currentTarget.value)} inputMode="decimal" dir="ltr" required />
      <TextInput label={t('Currency')} value={currency} onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())} w={90} dir="ltr" maxLength={3} required />
      <Button type="submit" variant="default" loading={move.isPending}>{t('Note it')}</Button>
    </form>
  );
}
