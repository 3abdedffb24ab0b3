import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Card, clinicalTime, ScrollTable, toast, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { DrawerSession } from '../../contract/index.ts';
import { billing } from '../client.ts';
import classes from '../money.module.css';
import { kindWords } from './choices.ts';
import { CountPieces, countsOf, type Counted } from './CountPieces.tsx';
import { PayInOut } from './PayInOut.tsx';
import { useAct } from './useAct.ts';

interface Props {
  session: DrawerSession;
  currencies: readonly string[];
  movements: readonly { id: string; kind: string; amount: string; currency: string; note: string | null; reason: string | null; at: string }[];
  given: { id: string; to_name: string } | null;
  colleagues: readonly { account_id: string; name: string }[];
}

/** A drawer that one holds: what moved, pay in and out, count it to close or to hand it over. */
export function Held({ session, currencies, movements, given, colleagues }: Props) {
  const t = useWords();
  const shown = currencies.length === 0 ? ['EUR'] : currencies;
  const [counted, setCounted] = useState<Counted>({});
  const [reason, setReason] = useState('');
  const [to, setTo] = useState('');
  const counts = () => countsOf(counted, shown);
  const close = useAct(() => billing.closeDrawer({ session_id: session.id, counts: counts(), reason: reason.trim() === '' ? null : reason.trim() }), ({ session: closed, approval_id }) => {
    toast({ text: approval_id === null ? `${t('Closed')}: ${closed.results.map(({ difference, currency }) => `${difference} ${currency}`).join(', ')}` : t('The difference waits for somebody else') });
  });
  const offer = useAct(() => billing.offerDrawer({ session_id: session.id, to_account_id: to === '' ? (colleagues[0]?.account_id ?? '') : to, counts: counts() }));
  const keep = useAct((hand_over_id: string) => billing.withdrawHandOver({ hand_over_id }));
  return (
    <>
      <Card title={session.drawer_name} note={<Value script="latin">{session.business_date}</Value>}>
        <PayInOut />
        <ScrollTable label={t('What moved in the drawer')}>
          <table className={classes.lines}>
            <thead><tr><th scope="col">{t('At')}</th><th scope="col">{t('What')}</th><th scope="col">{t('For')}</th><th scope="col" className={classes.end}>{t('Amount')}</th></tr></thead>
            <tbody>
              {movements.map((each) => (
                <tr key={each.id}>
                  <td><Value script="latin">{clinicalTime(each.at)}</Value></td><td>{t(kindWords[each.kind] ?? each.kind)}</td><td><Value>{each.reason ?? each.note ?? ''}</Value></td>
                  <td className={classes.end}><Value script="latin">{`${each.amount} ${each.currency}`}</Value></td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollTable>
      </Card>
      <Card title={t('Count')} note={session.state === 'counted' ? t('Waits for somebody else, or count again') : undefined}>
        <div className={classes.stack}>
          <CountPieces currencies={shown} counted={counted} onChange={setCounted} />
          <div className={classes.bar}>
            <TextInput label={t('Why it differs, if it does')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} dir="auto" />
            <Button loading={close.isPending} onClick={() => close.mutate(undefined)}>{t('Close the drawer')}</Button>
          </div>
          {given === null ? colleagues.length > 0 && session.state === 'open' && (
            <div className={classes.bar}>
              <NativeSelect label={t('To the next cashier')} value={to} onChange={(event) => setTo(event.currentTarget.value)} data={colleagues.map(({ account_id, name }) => ({ value: account_id, label: name }))} />
              <Button variant="default" loading={offer.isPending} onClick={() => offer.mutate(undefined)}>{t('Hand over')}</Button>
            </div>
          ) : given !== null && <div className={classes.bar}><span>{t('Offered to')} <Value>{given.to_name}</Value></span><Button variant="default" onClick={() => keep.mutate(given.id)}>{t('Keep it')}</Button></div>}
        </div>
      </Card>
    </>
  );
}
