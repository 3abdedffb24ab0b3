import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Card, FormFrame, NoteField, toast, useApiForm, useServerWords, useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { z } from 'zod';
import type { MergeChoice, MergePreview } from '../../contract/index.ts';
import { patientQueries, patients } from '../client.ts';
import { ContradictionText } from './ContradictionText.tsx';
import classes from './merge.module.css';
import { MergeFields } from './MergeFields.tsx';

const Reason = z.object({ reason: z.string().trim().min(1).max(500) });

/** What a merge will do, side by side, and the act itself. */
export function MergePlan({ plan }: { plan: MergePreview }) {
  const t = useWords();
  const say = useServerWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [choices, setChoices] = useState<Record<string, MergeChoice>>({});
  const { surviving, merged, fields, follows, contradictions, hindrances } = plan;

  const api = useApiForm({
    name: `patients.merge.${merged.id}`,
    patient: surviving.id,
    schema: Reason,
    saved: { values: { reason: '' } },
    send: ({ reason }: { reason: string }, { version: _version, ...context }) =>
      patients.merge(
        { patient_id: surviving.id, version: surviving.version, merged_id: merged.id, merged_version: merged.version, reason, choices },
        { context },
      ),
    onDone: async ({ merge, patient }) => {
      await client.invalidateQueries({ queryKey: patientQueries.key() });
      await navigate({ to: `/patients/${patient.id}/history`, ignoreBlocker: true });
      toast({
        text: t('The records are merged'),
        undo: () => navigate({ to: `/patients/${patient.id}/unmerge/${merge.id}` }),
      });
    },
  });

  return (
    <FormFrame long of={api} submitLabel={t('Merge the records')} disabled={hindrances.length > 0}>
      {hindrances.length > 0 && (
        <div className={classes.hindrance} role="alert">
          <strong>{t('These two cannot be merged now')}</strong>
          <ul>
            {hindrances.map(({ code, message }) => (
              <li key={code}>{say(message)}</li>
            ))}
          </ul>
        </div>
      )}
      {contradictions.length > 0 && (
        <div className={classes.contradiction}>
          <strong>{t('The records contradict each other. Both statements stay, and the more dangerous one stands until a clinician reconciles them.')}</strong>
          <ul>
            {contradictions.map((contradiction) => (
              <li key={`${contradiction.kind} ${contradiction.subject}`}>
                <ContradictionText contradiction={contradiction} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <Card title={t('What the record will say')} note={t('What is kept is marked')} flush>
        <MergeFields fields={fields} choices={choices} choose={(field, choice) => setChoices({ ...choices, [field]: choice })} />
      </Card>
      <Card title={t('What is read under it from then on')}>
        {follows.length === 0 ? (
          <span className="quiet">{t('Nothing else is written under the merged record.')}</span>
        ) : (
          <ul className={classes.follows}>
            {follows.map(({ kind, count }) => (
              <li key={kind}>
                <bdi>{kind}</bdi> <strong className="numbers">{count}</strong>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <NoteField path="reason" label={t('Why they are one person')} rows={2} required />
    </FormFrame>
  );
}
