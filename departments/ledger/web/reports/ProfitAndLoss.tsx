import { useQuery } from '@tanstack/react-query';
import { Answer, Card, EmptyState, useWords } from '@openward/platform/ui';
import { ledgerQueries } from '../client.ts';
import type { Part } from './AccountLink.tsx';
import { SumTable } from './SumTable.tsx';

/** What was earned and spent in some days, by the hospital or a part of it. */
export function ProfitAndLoss({ from, until, part }: { from: string; until: string; part?: Part | undefined }) {
  const t = useWords();
  const found = useQuery(ledgerQueries.profitAndLoss.queryOptions({ input: { from, until, ...part } }));
  return (
    <Answer of={found}>
      {({ rows, results }) => (results.length === 0 ? <EmptyState title={t('Nothing was posted in these days')} /> : results.map(({ currency, income, expense, result }) => (
        <Card key={currency} title={currency} flush>
          <SumTable
            rows={rows} currency={currency} kinds={['income', 'expense']} from={from} until={until} {...(part !== undefined && { part })}
            sums={[{ label: t('All income'), amount: income }, { label: t('All expenses'), amount: expense }, { label: t('Result'), amount: result }]}
          />
        </Card>
      )))}
    </Answer>
  );
}
