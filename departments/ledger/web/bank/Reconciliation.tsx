import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, Card, clinicalDate, EmptyState, Mark, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { Amount } from '../Amount.tsx';
import { ledgerQueries } from '../client.ts';
import classes from '../ledger.module.css';

/** How the balance of the bank becomes that of the book. */
export function Reconciliation({ account_id, today }: { account_id: string; today: string }) {
  const t = useWords();
  const [on, setOn] = useState(today);
  const found = useQuery(ledgerQueries.reconciliation.queryOptions({ input: { account_id, on } }));
  return (
    <>
      <div className={classes.bar}><TextInput type="date" label={t('At the end of')} value={on} onChange={({ currentTarget: { value } }) => value !== '' && setOn(value)} /></div>
      <Answer of={found}>
        {({ rows }) => (rows.length === 0 ? <EmptyState title={t('No statement was imported yet')} /> : rows.map((row) => {
          const lines = [
            { label: t('Balance of the bank'), amount: row.bank }, { label: t('Less what only the bank has ({count})', { count: row.only_bank_lines }), amount: row.only_bank },
            { label: t('Plus what only the books have ({count})', { count: row.only_book_postings }), amount: row.only_book }, { label: t('Plus what stood in the books before the first statement, and not at the bank'), amount: row.before },
          ];
          return (
            <Card key={row.currency} title={row.currency} note={t('last statement until {day}', { day: clinicalDate(row.statement_day) })} flush>
              <table className={classes.lines}>
                <tbody>{lines.map(({ label, amount }) => <tr key={label}><th scope="row">{label}</th><td className={classes.end}><Amount of={amount} /></td></tr>)}</tbody>
                <tfoot>
                  <tr><th scope="row">{t('Balance of the books on that day')}</th><td className={classes.end}><Amount of={row.book} /></td></tr>
                  <tr>
                    <th scope="row">{t('Not explained')} {/^-?0+(\.0+)?$/.test(row.difference) ? <Mark tone="good">{t('Explained')}</Mark> : <Mark tone="caution">{t('A statement is missing')}</Mark>}</th>
                    <td className={classes.end}><Amount of={row.difference} /></td>
                  </tr>
                </tfoot>
              </table>
            </Card>
          );
        }))}
      </Answer>
    </>
  );
}
