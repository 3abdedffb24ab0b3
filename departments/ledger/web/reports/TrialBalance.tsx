import { useQuery } from '@tanstack/react-query';
import { Answer, Card, EmptyState, ScrollTable, useWords } from '@openward/platform/ui';
import { Amount, AmountOrNothing } from '../Amount.tsx';
import { ledgerQueries } from '../client.ts';
import classes from '../ledger.module.css';
import { AccountLink } from './AccountLink.tsx';

const columns = ['opening', 'debit', 'credit', 'closing'] as const;

/** Opening, debits, credits and closing of each account; the totals show that all of it is even. */
export function TrialBalance({ from, until }: { from: string; until: string }) {
  const t = useWords();
  const found = useQuery(ledgerQueries.trialBalance.queryOptions({ input: { from, until } }));
  const heads = { opening: t('Before'), debit: t('Debit'), credit: t('Credit'), closing: t('After') };
  return (
    <Answer of={found}>
      {({ rows, totals }) => (totals.length === 0 ? <EmptyState title={t('Nothing was posted in these days')} /> : totals.map((total) => (
        <Card key={total.currency} title={total.currency} flush>
          <ScrollTable label={t('Trial balance')}><table className={classes.lines}>
            <thead><tr><th scope="col">{t('Account')}</th>{columns.map((column) => <th key={column} scope="col" className={classes.end}>{heads[column]}</th>)}</tr></thead>
            <tbody>
              {rows.filter(({ currency }) => currency === total.currency).map((row) => (
                <tr key={row.account_id}>
                  <td><AccountLink account={row} from={from} until={until} /></td>
                  {columns.map((column) => <td key={column} className={classes.end}><AmountOrNothing of={row[column]} /></td>)}
                </tr>
              ))}
            </tbody>
            <tfoot><tr><th scope="row">{t('All')}</th>{columns.map((column) => <td key={column} className={classes.end}><Amount of={total[column]} /></td>)}</tr></tfoot>
          </table></ScrollTable>
        </Card>
      )))}
    </Answer>
  );
}
