import { ChoiceField, DateField, FieldGrid, FormFrame, NoteField, TextField, toast, useAccount, useApiForm, useFieldValue, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import { loopOutcomes, type LoopOutcome, type LoopShown } from '../../contract/index.ts';
import { recordClient } from '../client.ts';
import { dueAtEndOf } from './due.ts';
import classes from './inbox.module.css';
import { outcomesOf, outcomeWords } from './words.ts';

const Closing = z
  .object({ outcome: z.enum(loopOutcomes), note: z.string().max(2000), follow_up: z.string().max(500), follow_up_due: z.string() })
  .refine(({ outcome, follow_up }) => outcome !== 'follow_up_made' || follow_up.trim() !== '', { message: 'Say what is to be done', path: ['follow_up'] })
  .refine(({ outcome, follow_up_due }) => outcome !== 'follow_up_made' || /^\d{4}-\d{2}-\d{2}$/.test(follow_up_due), { message: 'Say until when', path: ['follow_up_due'] });

/** Closes what is open and says how; a follow-up is made in the same act. */
export function CloseLoopForm({ loop, done }: { loop: LoopShown; done: () => Promise<void> }) {
  const t = useWords();
  const account = useAccount();
  const choices = outcomesOf(loop.kind).map((value) => ({ value, label: t(outcomeWords[value]) }));
  const api = useApiForm({
    name: `records.loop.close.${loop.id}`,
    patient: loop.patient.id,
    schema: Closing,
    saved: { values: { outcome: (choices[0]?.value ?? 'done') as LoopOutcome, note: '', follow_up: '', follow_up_due: '' } },
    toInput: (values) => values,
    send: ({ outcome, note, follow_up, follow_up_due }: z.output<typeof Closing>, { version: _version, ...context }) =>
      recordClient.closeLoop(
        {
          patient_id: loop.patient.id, loop_id: loop.id, version: loop.version, outcome, note: note.trim() === '' ? null : note.trim(),
          follow_up: outcome === 'follow_up_made' ? { title: follow_up, owner: { kind: 'account', id: account.id }, due: dueAtEndOf(follow_up_due) } : null,
        },
        { context },
      ),
    onDone: async () => {
      toast({ text: t('Closed') });
      await done();
    },
  });
  return (
    <div className={classes.part}>
      <FormFrame of={api} submitLabel={loop.kind === 'result' ? t('Acknowledge') : t('Close it')}>
        <FieldGrid>
          <ChoiceField path="outcome" label={t('Outcome')} span={6} choices={choices} />
          <NoteField path="note" label={t('What was done')} span={12} rows={2} />
          <FollowUp />
        </FieldGrid>
      </FormFrame>
    </div>
  );
}

function FollowUp() {
  const t = useWords();
  if (useFieldValue('outcome') !== 'follow_up_made') return null;
  return (
    <>
      <TextField path="follow_up" label={t('What is to be done')} span={8} required />
      <DateField path="follow_up_due" label={t('Until')} span={4} required />
    </>
  );
}
