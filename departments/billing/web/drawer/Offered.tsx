import { Button } from '@mantine/core';
import { Card, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { billing } from '../client.ts';
import classes from '../money.module.css';
import { CountPieces, countsOf, type Counted } from './CountPieces.tsx';
import { useAct } from './useAct.ts';

/** A drawer that a colleague offers: counted again by who takes it. */
export function Offered({ offer }: { offer: { id: string; drawer_name: string; from_name: string } }) {
  const t = useWords();
  const [counted, setCounted] = useState<Counted>({});
  const accept = useAct(() => billing.acceptHandOver({ hand_over_id: offer.id, counts: countsOf(counted, ['EUR']) }));
  const refuse = useAct(() => billing.withdrawHandOver({ hand_over_id: offer.id }));
  return (
    <Card title={t('You are offered a drawer')} note={<Value>{`${offer.drawer_name} · ${offer.from_name}`}</Value>}>
      <div className={classes.stack}>
        <CountPieces currencies={['EUR']} counted={counted} onChange={setCounted} />
        <div className={classes.bar}>
          <Button loading={accept.isPending} onClick={() => accept.mutate(undefined)}>{t('Take it')}</Button>
          <Button variant="default" onClick={() => refuse.mutate(undefined)}>{t('Refuse')}</Button>
        </div>
      </div>
    </Card>
  );
}
