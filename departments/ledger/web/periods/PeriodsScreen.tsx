import { Button, Modal, VisuallyHidden } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalDate, EmptyState, failureToast, FormFrame, Mark, Page, TextField, toast, useAccount, useApiForm, usePermissions, useWords, Value, Card } from '@openward/platform/ui';
import { useState } from 'react';
import { z } from 'zod';
import type { Period } from '../../contract/index.ts';
import { useBook } from '../book.ts';
import { ledger, ledgerQueries } from '../client.ts';
import classes from '../ledger.module.css';
import { LedgerTabs } from '../LedgerTabs.tsx';
import { Exports } from './Exports.tsx';

/** The months of the books: which are closed, and who asks to reopen one; and what was exported. */
export default function PeriodsScreen() {
  const t = useWords();
  const may = usePermissions();
  const found = useQuery(ledgerQueries.periods.queryOptions({ input: {} }));
  const [asking, setAsking] = useState<Period | null>(null);
  const add = useAct((first_day: string) => ledger.addPeriods({ first_day }), t('Twelve months are added'));
  const today = useBook().data?.today ?? '';
  const nextYear = (periods: readonly Period[]): string => `${periods[0] === undefined ? Number(today.slice(0, 4)) : Number(periods[0].first_day.slice(0, 4)) + 1}-01-01`;
  return (
    <Page title={t('Books')} note={<LedgerTabs at="/ledger/periods" />}>
      <div className={classes.stack}>
      <Answer of={found}>
        {({ periods }) => (
          <Card
            title={t('Periods')} flush
            actions={may('ledger.manage') && <Button size="compact-sm" variant="default" loading={add.isPending} onClick={() => add.mutate(nextYear(periods))}>{t('Add the months of {year}', { year: nextYear(periods).slice(0, 4) })}</Button>}
          >
            {periods.length === 0 ? <EmptyState title={t('There is no period yet')} /> : (
              <table className={classes.lines}>
                <thead><tr><th scope="col">{t('Period')}</th><th scope="col">{t('Days')}</th><th scope="col">{t('State')}</th><th scope="col"><VisuallyHidden>{t('Acts')}</VisuallyHidden></th></tr></thead>
                <tbody>
                  {periods.map((period) => (
                    <tr key={period.id}>
                      <td><strong><Value script="latin">{period.name}</Value></strong></td>
                      <td className="quiet"><Value script="latin">{`${clinicalDate(period.first_day)} – ${clinicalDate(period.last_day)}`}</Value></td>
                      <td>{period.state === 'open' ? <Mark tone="good">{t('Open')}</Mark> : <Mark tone="plain" icon="off">{t('Closed')}</Mark>}</td>
                      <td className={classes.end}><Acts period={period} next={period.id === periods.findLast(({ state }) => state === 'open')?.id} ask={setAsking} /></td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Card>
        )}
      </Answer>
      {may('ledger.export') && <Exports />}
      </div>
      <Modal opened={asking !== null} onClose={() => setAsking(null)} title={t('Ask to reopen {period}', { period: asking?.name ?? '' })} closeButtonProps={{ 'aria-label': t('Close') }}>
        {asking !== null && <AskForm period={asking} close={() => setAsking(null)} />}
      </Modal>
    </Page>
  );
}

/** `next`: the first that is open; periods close in their order. */
function Acts({ period, next, ask }: { period: Period; next: boolean; ask: (period: Period) => void }) {
  const t = useWords();
  const may = usePermissions();
  const me = useAccount();
  const close = useAct(() => ledger.closePeriod({ period_id: period.id, version: period.version }), t('{period} is closed', { period: period.name }));
  const decide = useAct((approved: boolean) => ledger.decideReopening({ reopening_id: period.reopening?.id ?? '', approved }), t('Decided'));
  const waiting = period.reopening !== null && period.reopening.decided_at === null ? period.reopening : null;
  if (period.state === 'open') return next && may('ledger.close') && <Button size="compact-sm" variant="default" loading={close.isPending} onClick={() => close.mutate(undefined)}>{t('Close it')}</Button>;
  if (waiting === null) return may('ledger.close') && <Button size="compact-sm" variant="subtle" onClick={() => ask(period)}>{t('Ask to reopen')}</Button>;
  return (
    <>
      <span className="quiet">{t('{name} asks: {reason}', { name: waiting.asked_by_name, reason: waiting.reason })}</span>{' '}
      {may('ledger.approve') && waiting.asked_by !== me.id && (
        <>
          <Button size="compact-sm" variant="default" onClick={() => decide.mutate(true)}>{t('Reopen it')}</Button>{' '}
          <Button size="compact-sm" variant="subtle" onClick={() => decide.mutate(false)}>{t('Refuse')}</Button>
        </>
      )}
    </>
  );
}

const Asked = z.object({ reason: z.string().trim().min(1).max(500) });

function AskForm({ period, close }: { period: Period; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: `ledger.reopening.${period.id}`,
    schema: Asked,
    saved: { values: { reason: '' } },
    send: ({ reason }: z.output<typeof Asked>, context) => ledger.askReopening({ period_id: period.id, reason }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: ledgerQueries.key() });
      toast({ text: t('Asked; somebody else decides') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Ask')} onCancel={() => { api.discard(); close(); }}>
      <TextField path="reason" label={t('Why it must change')} required />
    </FormFrame>
  );
}

/** Does something, tells that it is done or why not, and reads the books again. */
function useAct<Input>(act: (input: Input) => Promise<unknown>, done: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ledgerQueries.key() });
      toast({ text: done });
    },
    onError: failureToast,
  });
}
