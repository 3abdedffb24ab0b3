import { Button } from '@mantine/core';
import { Card, useWords, Value } from '@openward/platform/ui';
import type { Payment } from '../../contract/index.ts';
import classes from '../money.module.css';

/** What was taken, the change to give, and the receipt to print. */
export function Taken({ payment, again }: { payment: Payment; again: () => void }) {
  const t = useWords();
  const receipt = (paper: 'strip' | 'sheet'): string => `/api/billing/payments/${payment.id}/receipt?paper=${paper}`;
  return (
    <Card title={t('Taken')}>
      <div className={classes.stack} role="status">
        <span className={classes.big}><Value script="latin">{`${payment.credited} ${payment.credit_currency}`}</Value></span>
        {!/^0(\.0+)?$/.test(payment.change) && <span className={classes.big}>{t('Change')} <Value script="latin">{`${payment.change} ${payment.credit_currency}`}</Value></span>}
        <span>{t('Receipt')} <Value script="latin">{String(payment.receipt_number ?? '').padStart(6, '0')}</Value> · <Value>{payment.payer_name}</Value></span>
        {!/^0(\.0+)?$/.test(payment.left) && <span>{t('Left as credit')} <Value script="latin">{`${payment.left} ${payment.credit_currency}`}</Value></span>}
        <div className={classes.bar}>
          <Button component="a" href={receipt('strip')} target="_blank" rel="noreferrer" ref={(link) => { link?.focus(); }}>{t('Print receipt')}</Button>
          <Button component="a" variant="default" href={receipt('sheet')} target="_blank" rel="noreferrer">{t('Print on a sheet')}</Button>
          <Button variant="default" onClick={again}>{t('Next')}</Button>
        </div>
      </div>
    </Card>
  );
}
