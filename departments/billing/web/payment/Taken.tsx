import { Button } from '@mantine/core';
import { Card, useWords, Value } from '@openward/platform/ui';
import type { Payment } from '../../contract/index.ts';
import { Money } from '../Money.tsx';
import classes from '../money.module.css';

/** What was taken, the change to give, and the receipt to print. */
export function Taken({ payment, again }: { payment: Payment; again: () => void }) {
  const t = useWords();
  const receipt = (paper: 'strip' | 'sheet'): string => `/api/billing/payments/${payment.id}/receipt?paper=${paper}`;
  return (
    <Card title={t('Taken')}>
      <div className={classes.stack} role="status">
        <span className={classes.big}><Money of={payment.credited} currency={payment.credit_currency} /></span>
        {!/^0(\.0+)?$/.test(payment.change) && <span className={classes.big}>{t('Change')} <Money of={payment.change} currency={payment.credit_currency} /></span>}
        <span>{t('Receipt')} <Value script="latin">{String(payment.receipt_number ?? '').padStart(6, '0')}</Value> · <Value>{payment.payer_name}</Value></span>
        {!/^0(\.0+)?$/.test(payment.left) && <span>{t('Left as credit')} <Money of={payment.left} currency={payment.credit_currency} /></span>}
        <div className={classes.bar}>
          <Button component="a" href={receipt('strip')} target="_blank" rel="noreferrer" ref={(link) => { link?.focus(); }}>{t('Print receipt')}</Button>
          <Button component="a" variant="default" href={receipt('sheet')} target="_blank" rel="noreferrer">{t('Print on a sheet')}</Button>
          <Button variant="default" onClick={again}>{t('Next')}</Button>
        </div>
      </div>
    </Card>
  );
}
