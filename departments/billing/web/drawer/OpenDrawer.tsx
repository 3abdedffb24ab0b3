import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, Card, EmptyState, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { billing, billingQueries } from '../client.ts';
import classes from '../money.module.css';
import { useAct } from './useAct.ts';

/** Opens a drawer that nobody holds, with its float. */
export function OpenDrawer() {
  const t = useWords();
  const all = useQuery(billingQueries.drawers.queryOptions({ input: {} }));
  const [chosen, setChosen] = useState<string | null>(null);
  const [amount, setAmount] = useState('100.00');
  const [currency, setCurrency] = useState('EUR');
  const open = useAct((drawer_id: string) => billing.openDrawer({ drawer_id, floats: amount.trim() === '' ? [] : [{ currency, amount }] }));
  return (
    <Card title={t('Open a drawer')}>
      <Answer of={all}>
        {({ drawers }) => {
          const free = drawers.filter(({ active, session_id }) => active && session_id === null);
          const drawer_id = chosen ?? free[0]?.id;
          if (drawer_id === undefined) return <EmptyState title={t('No drawer is free')} />;
          return (
            <form className={classes.bar} onSubmit={(event) => { event.preventDefault(); open.mutate(drawer_id); }}>
              <NativeSelect label={t('Drawer')} value={drawer_id} onChange={(event) => setChosen(event.currentTarget.value)} data={free.map(({ id, name, location }) => ({ value: id, label: `${name}, ${location}` }))} />
              <TextInput label={t('Float')} value={amount} onChange={(event) => setAmount(event.currentTarget.value)} inputMode="decimal" dir="ltr" />
              <TextInput label={t('Currency')} value={currency} onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())} w={90} dir="ltr" maxLength={3} />
              <Button type="submit" loading={open.isPending}>{t('Open')}</Button>
            </form>
          );
        }}
      </Answer>
    </Card>
  );
}
