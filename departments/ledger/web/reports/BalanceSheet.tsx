import { useQuery } from '@tanstack/react-query';
import { Answer, Card, EmptyState, useWords } from '@openward/platform/ui';
import { ledgerQueries } from '../client.ts';
import { SumTable } from './SumTable.tsx';

/** What the hospital has and owes at the end of a day. */
export function BalanceSheet({ on, openResult }: { on: string; openResult: () => void }) {
  const t = useWords();
  const found = useQuery(ledgerQueries.balanceSheet.queryOptions({ input: { on } }));
  return (
    <Answer of={found}>
      {({ rows, totals }) => (totals.length === 0 ? <EmptyState title={t('Nothing was posted in these days')} /> : totals.map(({ currency, assets, liabilities, equity, result }) => (
        <Card key={currency} title={currency} flush>
          <SumTable
            rows={rows} currency={currency} kinds={['asset', 'liability', 'equity']} until={on}
            sums={[
              { label: t('All assets'), amount: assets }, { label: t('All liabilities'), amount: liabilities }, { label: t('Equity'), amount: equity },
              { label: t('Result not yet carried over'), amount: result, open: openResult },
            ]}
          />
        </Card>
      )))}
    </Answer>
  );
}
