import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalDate, clinicalInstant, FieldGrid, FormFrame, DateField, Mark, TextField, toast, useApiForm, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { z } from 'zod';
import type { Entry } from '../../contract/index.ts';
import { ledger, ledgerQueries } from '../client.ts';
import { EntryLines } from './EntryLines.tsx';
import { Origins } from './Origins.tsx';

/** An entry with its lines, and how it is taken back. */
export function EntryDetails({ entry_id, show }: { entry_id: string; show: (id: string) => void }) {
  const t = useWords();
  const may = usePermissions();
  const [reversing, setReversing] = useState(false);
  const found = useQuery(ledgerQueries.entry.queryOptions({ input: { entry_id } }));
  return (
    <Answer of={found}>
      {(entry) => (
        <>
          <h2><Value>{entry.description}</Value></h2>
          <p className="quiet">
            {t('Number {number}', { number: entry.number })} · <Value script="latin">{clinicalDate(entry.business_date)}</Value> ·{' '}
            {t('posted {time} by {name}', { time: clinicalInstant(entry.posted_at), name: entry.posted_by_name ?? t('OpenWard') })}
          </p>
          {entry.reversed_by !== null && <p><Mark tone="caution">{t('Taken back')}</Mark> <Button size="compact-sm" variant="subtle" onClick={() => show(entry.reversed_by ?? '')}>{t('Show by what')}</Button></p>}
          {entry.reverses !== null && <p><Mark tone="plain">{t('Takes another back')}</Mark> <Button size="compact-sm" variant="subtle" onClick={() => show(entry.reverses ?? '')}>{t('Show which')}</Button></p>}
          <Origins of={entry.origins} />
          <EntryLines entry={entry} />
          {may('ledger.post') && entry.reversed_by === null && (reversing
            ? <ReverseForm entry={entry} close={() => setReversing(false)} done={show} />
            : <p><Button variant="default" onClick={() => setReversing(true)}>{t('Take it back')}</Button></p>)}
        </>
      )}
    </Answer>
  );
}

const Reversal = z.object({ business_date: z.iso.date(), reason: z.string().trim().min(1).max(200) });

function ReverseForm({ entry, close, done }: { entry: Entry; close: () => void; done: (id: string) => void }) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: `ledger.reversal.${entry.id}`,
    schema: Reversal,
    saved: { values: { business_date: entry.business_date, reason: '' } },
    send: (input: z.output<typeof Reversal>, context) => ledger.reverse({ entry_id: entry.id, ...input }, { context }),
    onDone: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ledgerQueries.key() });
      toast({ text: t('The entry is taken back by its mirror') });
      done(id);
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Take it back')} onCancel={() => { api.discard(); close(); }}>
      <FieldGrid>
        <DateField path="business_date" label={t('Day')} required />
        <TextField path="reason" label={t('Why')} span={8} required />
      </FieldGrid>
    </FormFrame>
  );
}
