import { Anchor, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, Card, EmptyState, ScrollTable, useWords, Value } from '@openward/platform/ui';
import { AmountOrNothing } from '../Amount.tsx';
import { ledgerQueries } from '../client.ts';
import classes from '../ledger.module.css';
import type { Part } from './AccountLink.tsx';
import { ProfitAndLoss } from './ProfitAndLoss.tsx';

/** A part of the hospital that is looked at alone. */
export interface Chosen extends Part {
  name: string;
}

interface ResultByProps {
  by: 'cost_centre' | 'practitioner';
  from: string;
  until: string;
  open: (part: Chosen) => void;
}

/** What each department, or each clinician, earned and spent; a row leads to the accounts that make it. */
export function ResultBy({ by, from, until, open }: ResultByProps) {
  const t = useWords();
  const found = useQuery(ledgerQueries.resultBy.queryOptions({ input: { from, until, by } }));
  const head = by === 'cost_centre' ? t('Department') : t('Clinician');
  return (
    <Answer of={found}>
      {({ rows }) => (rows.length === 0 ? <EmptyState title={t('Nothing was posted in these days')} /> : [...new Set(rows.map(({ currency }) => currency))].map((currency) => (
        <Card key={currency} title={currency} flush>
          <ScrollTable label={head}><table className={classes.lines}>
            <thead><tr><th scope="col">{head}</th><th scope="col" className={classes.end}>{t('Income')}</th><th scope="col" className={classes.end}>{t('Expense')}</th><th scope="col" className={classes.end}>{t('Result')}</th></tr></thead>
            <tbody>
              {rows.filter((row) => row.currency === currency).map(({ id, name, income, expense, result }) => (
                <tr key={id ?? 'none'}>
                  <td>{id === null ? <span className="quiet">{t('Nobody’s')}</span> : <Anchor component="button" type="button" ta="start" onClick={() => open({ name: name ?? '', ...(by === 'cost_centre' ? { cost_centre_id: id } : { practitioner_id: id }) })}><Value>{name ?? id.slice(-12)}</Value></Anchor>}</td>
                  {[income, expense, result].map((amount, place) => <td key={['income', 'expense', 'result'][place]} className={classes.end}><AmountOrNothing of={amount} /></td>)}
                </tr>
              ))}
            </tbody>
          </table></ScrollTable>
        </Card>
      )))}
    </Answer>
  );
}

/** The result of one of them. */
export function PartResult({ part: { name, ...part }, from, until, back }: { part: Chosen; from: string; until: string; back: () => void }) {
  const t = useWords();
  return (
    <div className={classes.stack}>
      <p><strong><Value>{name}</Value></strong> <Button size="compact-sm" variant="default" onClick={back}>{t('Show all')}</Button></p>
      <ProfitAndLoss from={from} until={until} part={part} />
    </div>
  );
}
