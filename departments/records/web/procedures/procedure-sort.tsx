import { ChoiceField, CodeField, DateField, FieldGrid, NoteField, TextField, useFieldValue, useWords, words } from '@openward/platform/ui';
import { useQuery } from '@tanstack/react-query';
import { Procedure } from '../../contract/index.ts';
import { choicesOf, outcomeWords, procedureStateWords, said, wordFor } from '../choices.ts';
import { recordQueries, recordClient } from '../client.ts';
import type { Sort } from '../statements/sort.ts';

function Fields({ patient_id }: { patient_id: string }) {
  const t = useWords();
  const ended = ['stopped', 'not-done'].includes(String(useFieldValue('status')));
  const orders = useQuery(recordQueries.orders.list.queryOptions({ input: { patient_id } }));
  const open = (orders.data?.statements ?? []).filter(({ status }) => status === 'active' || status === 'on-hold');
  return (
    <FieldGrid>
      <CodeField freeText path="concept" kind="procedure" label={t('Procedure')} span={8} required autoFocus />
      <ChoiceField path="status" label={t('State')} span={4} choices={choicesOf(procedureStateWords, t)} />
      {ended && <CodeField freeText path="status_reason" kind="problem" label={t('Why')} span={12} required />}
      <DateField path="start" label={t('On, or from')} span={4} />
      <DateField path="end" label={t('Until')} span={4} />
      <TextField path="performer" label={t('Done by')} span={4} />
      <CodeField freeText path="body_site" kind="body_site" label={t('Where in the body')} span={6} />
      <CodeField freeText path="reason" kind="problem" label={t('What for')} span={6} />
      <ChoiceField path="outcome" label={t('Outcome')} span={4} choices={choicesOf(outcomeWords, t)} blank={t('not said')} />
      <CodeField freeText path="complication" kind="problem" label={t('Complication')} span={8} />
      <ChoiceField path="order_id" label={t('Planned by the order')} span={12} choices={open.map(({ id, title }) => ({ value: id, label: title }))} blank={t('none')} />
      <NoteField path="note" label={t('Note')} span={12} rows={2} />
    </FieldGrid>
  );
}

/** Procedures on the screen. */
export const procedureSort: Sort = {
  name: 'procedures',
  addLabel: words('Record a procedure'), changeLabel: words('Procedure'), empty: words('No procedure is recorded.'),
  write: 'records.write', schema: Procedure,
  blank: () => ({
    concept: null, status: 'completed', status_reason: null, start: '', end: '', performer: '', body_site: null, reason: null, outcome: '', complication: null, order_id: '', note: '',
  }),
  Fields,
  detail: ({ status, performer, outcome, order_id }: Procedure, t) => said(
    status !== 'completed' && wordFor(procedureStateWords, status, t), performer, wordFor(outcomeWords, outcome, t), order_id !== null && t('as ordered')),
  past: () => false,
  queries: recordQueries.procedures,
  call: recordClient.procedures as never,
};
