import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, clinicalDate, Page, ScrollTable, useLive, useWords, Value } from '@openward/platform/ui';
import { BillingTabs } from '../BillingTabs.tsx';
import { billingQueries } from '../client.ts';
import { Money } from '../Money.tsx';
import classes from '../money.module.css';
import { SumsTable } from './SumsTable.tsx';

/** What is collected today, as it comes in. */
export default function CollectionsScreen() {
  const t = useWords();
  const client = useQueryClient();
  const found = useQuery(billingQueries.collections.queryOptions({ input: {} }));
  useLive('billing-collections', () => void client.invalidateQueries({ queryKey: billingQueries.collections.key() }));
  return (
    <Page title={t('Collections')} note={<BillingTabs at="/billing/collections" />}>
      <Answer of={found}>
        {({ business_date, sums, cashiers, hours }) => (
          <div className={classes.stack}>
            <Card title={t('Today')} note={<Value script="latin">{clinicalDate(business_date)}</Value>}><SumsTable sums={sums} /></Card>
            <Card title={t('By cashier')}>
              <ScrollTable label={t('By cashier')}>
                <table className={classes.lines}>
                  <thead><tr><th scope="col">{t('Cashier')}</th><th scope="col" className={classes.end}>{t('Payments')}</th><th scope="col" className={classes.end}>{t('Taken')}</th></tr></thead>
                  <tbody>{cashiers.map((each) => <tr key={`${each.name} ${each.currency}`}><td><Value>{each.name}</Value></td><td className={classes.end}><Value script="latin">{String(each.payments)}</Value></td><td className={classes.end}><Money of={each.taken} currency={each.currency} /></td></tr>)}</tbody>
                </table>
              </ScrollTable>
            </Card>
            <Card title={t('By hour')}>
              <ScrollTable label={t('By hour')}>
                <table className={classes.lines}>
                  <thead><tr><th scope="col">{t('Hour')}</th><th scope="col" className={classes.end}>{t('Taken')}</th></tr></thead>
                  <tbody>{hours.map((each) => <tr key={`${each.hour} ${each.currency}`}><td><Value script="latin">{`${String(each.hour).padStart(2, '0')}:00`}</Value></td><td className={classes.end}><Money of={each.taken} currency={each.currency} /></td></tr>)}</tbody>
                </table>
              </ScrollTable>
            </Card>
          </div>
        )}
      </Answer>
    </Page>
  );
}
