import { Button } from '@mantine/core';
import { Card, clinicalDate, ScrollTable, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Payment } from '../../contract/index.ts';
import { Money } from '../Money.tsx';
import classes from '../money.module.css';
import { methodWords } from './choices.ts';
import { PaymentDialog } from './PaymentDialog.tsx';

/** The last payments of somebody; each opens to what became of it, and to what may be done with it. */
export function Payments({ payments }: { payments: readonly Payment[] }) {
  const t = useWords();
  const may = usePermissions();
  const [opened, setOpened] = useState<string | null>(null);
  const payment = payments.find(({ id }) => id === opened);
  return (
    <Card title={t('Payments')}>
      <ScrollTable label={t('Payments')}>
        <table className={classes.lines}>
          <thead><tr><th scope="col">{t('Receipt')}</th><th scope="col">{t('Day')}</th><th scope="col">{t('How')}</th><th scope="col" className={classes.end}>{t('Amount')}</th><th scope="col" className={classes.end}>{t('Left as credit')}</th><td /></tr></thead>
          <tbody>
            {payments.map((each) => (
              <tr key={each.id}>
                <td><Value script="latin">{String(each.receipt_number ?? '').padStart(6, '0')}</Value></td><td><Value script="latin">{clinicalDate(each.business_date)}</Value></td>
                <td>{t(methodWords[each.method] ?? each.method)}{each.state === 'cancelled' && <> · {t('Cancelled')}</>}</td>
                <td className={classes.end}><Money of={each.credited} currency={each.credit_currency} /></td><td className={classes.end}><Money of={each.left} currency={each.credit_currency} /></td>
                <td className={classes.end}>{may('billing.refund') && <Button size="compact-sm" variant="default" aria-label={`${t('Open')} ${String(each.receipt_number ?? '').padStart(6, '0')}`} onClick={() => setOpened(each.id)}>{t('Open')}</Button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollTable>
      {payment !== undefined && <PaymentDialog payment={payment} close={() => setOpened(null)} />}
    </Card>
  );
}
