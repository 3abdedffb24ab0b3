import { useQuery } from '@tanstack/react-query';
import { Answer, Card, clinicalDate, EmptyState, Mark, ScrollTable, useWords, Value } from '@openward/platform/ui';
import { Amount } from '../Amount.tsx';
import { ledgerQueries } from '../client.ts';
import classes from '../ledger.module.css';

/** The statements that were imported; one that does not follow the one before is marked. */
export function Statements({ account_id }: { account_id: string }) {
  const t = useWords();
  const found = useQuery(ledgerQueries.bankStatements.queryOptions({ input: { account_id } }));
  return (
    <Answer of={found}>
      {({ statements }) => (statements.length === 0 ? <EmptyState title={t('No statement was imported yet')} /> : (
        <Card title={t('Statements')} flush>
          <ScrollTable label={t('Statements of the bank')}><table className={classes.lines}>
            <thead>
              <tr>
                <th scope="col">{t('Days')}</th><th scope="col">{t('Statement')}</th><th scope="col" className={classes.end}>{t('Before')}</th><th scope="col" className={classes.end}>{t('After')}</th>
                <th scope="col" className={classes.end}>{t('Movements')}</th><th scope="col" className={classes.end}>{t('To match')}</th><th scope="col">{t('Imported by')}</th>
              </tr>
            </thead>
            <tbody>
              {statements.map((each) => (
                <tr key={each.id}>
                  <td><Value script="latin">{`${clinicalDate(each.from_day)} – ${clinicalDate(each.until_day)}`}</Value></td>
                  <td>
                    <Value script="latin">{each.format === 'csv' ? 'CSV' : each.reference}</Value>{' '}
                    {!each.follows && <Mark tone="caution">{t('Does not begin where the one before ends')}</Mark>}
                  </td>
                  <td className={classes.end}><Amount of={each.opening} /></td>
                  <td className={classes.end}><Amount of={each.closing} currency={each.currency} /></td>
                  <td className={classes.end}><Value script="latin">{String(each.lines)}</Value></td>
                  <td className={classes.end}><Value script="latin">{String(each.open_lines)}</Value></td>
                  <td><Value>{each.imported_by_name}</Value></td>
                </tr>
              ))}
            </tbody>
          </table></ScrollTable>
        </Card>
      ))}
    </Answer>
  );
}
