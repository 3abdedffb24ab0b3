import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answer, Card, clinicalDate, EmptyState, ScrollTable, useWords, Value } from '@openward/platform/ui';
import { Amount, AmountOrNothing } from '../Amount.tsx';
import { ledgerQueries } from '../client.ts';
import classes from '../ledger.module.css';

/** Who owes since when, or is owed; the sum is that of the account. */
export function Ageing({ account_id, on }: { account_id: string; on: string }) {
  const t = useWords();
  const found = useQuery(ledgerQueries.ageing.queryOptions({ input: { account_id, on } }));
  const bands = [t('up to 30 days'), t('31 to 60'), t('61 to 90'), t('91 to 120'), t('older')];
  return (
    <Answer of={found}>
      {({ rows, totals }) => (rows.length === 0 ? <EmptyState title={t('Nothing is open')} /> : totals.map((total) => (
        <Card key={total.currency} title={total.currency} flush>
          <ScrollTable label={t('Age of debts')}><table className={classes.lines}>
            <thead>
              <tr>
                <th scope="col">{t('Whose')}</th><th scope="col">{t('Oldest')}</th>{bands.map((band) => <th key={band} scope="col" className={classes.end}>{band}</th>)}
                <th scope="col" className={classes.end}>{t('All')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.filter(({ currency }) => currency === total.currency).map((row) => (
                <tr key={row.party_id}>
                  <td><Link to={`/ledger/accounts/${account_id}` as never} search={{ currency: row.currency, party_id: row.party_id, until: on, from: row.oldest ?? on } as never}>{row.name === null ? <Value script="latin">{row.party_id.slice(-12)}</Value> : <Value>{row.name}</Value>}</Link></td>
                  <td>{row.oldest === null ? '–' : <Value script="latin">{clinicalDate(row.oldest)}</Value>}</td>
                  {row.bands.map((band, place) => <td key={bands[place]} className={classes.end}><AmountOrNothing of={band} /></td>)}
                  <td className={classes.end}><Amount of={row.total} /></td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr><th scope="row" colSpan={2}>{t('All')}</th>{total.bands.map((band, place) => <td key={bands[place]} className={classes.end}><Amount of={band} /></td>)}<td className={classes.end}><Amount of={total.total} /></td></tr>
            </tfoot>
          </table></ScrollTable>
        </Card>
      )))}
    </Answer>
  );
}
