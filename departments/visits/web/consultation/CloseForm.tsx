import { ChoiceField, FieldGrid, FormFrame, TextField, toast, useApiForm, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { z } from 'zod';
import { dispositions, line, type Visit } from '../../contract/index.ts';
import { choicesOf, dispositionWords } from '../choices.ts';
import { visits } from '../client.ts';
import classes from './consultation.module.css';
import { useKeepVisit } from './useVisit.ts';

const Closing = z.object({ disposition: z.enum(dispositions), no_diagnosis_reason: line(500).nullable() });

interface Unsigned {
  own: boolean;
  notes: { title: string; author: string | null }[];
}

/** Signs the visit and so closes it. Said as plainly as it is: nothing of it changes afterwards. */
export function CloseForm({ visit }: { visit: Visit }) {
  const t = useWords();
  const keep = useKeepVisit();
  const [unsigned, setUnsigned] = useState<Unsigned | null>(null);
  const undiagnosed = visit.clinical?.diagnoses.length === 0;
  const api = useApiForm({
    name: `visits.close.${visit.id}`,
    patient: visit.patient_id,
    draft: false,
    schema: Closing,
    saved: { values: { disposition: '', no_diagnosis_reason: '' } },
    toInput: ({ disposition, no_diagnosis_reason }) => ({
      disposition: disposition === '' ? undefined : disposition,
      no_diagnosis_reason: no_diagnosis_reason.trim() === '' ? null : no_diagnosis_reason,
    }),
    send: (input: z.output<typeof Closing>, { version: _version, ...context }) =>
      visits.close({ patient_id: visit.patient_id, visit_id: visit.id, version: visit.version, ...input, although_unsigned: unsigned?.own === false }, { context }),
    onProblem: ({ code, extras }) => {
      if (code !== 'visits.own_notes_unsigned' && code !== 'visits.notes_unsigned') return false;
      setUnsigned({ own: code === 'visits.own_notes_unsigned', notes: extras['notes'] as Unsigned['notes'] });
      return true;
    },
    onDone: async (saved) => {
      await keep(saved);
      toast({ text: t('The visit is signed and closed') });
    },
  });
  return (
    <FormFrame of={api} submitLabel={unsigned?.own === false ? t('Sign and close all the same') : t('Sign and close')} foot={<span className="quiet">{t('A signed visit does not change; opening it again asks for a reason.')}</span>}>
      <FieldGrid>
        <ChoiceField path="disposition" label={t('The patient goes')} span={6} required choices={choicesOf(dispositionWords, t)} blank={t('Choose')} />
        {undiagnosed && <TextField path="no_diagnosis_reason" label={t('Why there is no diagnosis')} span={6} />}
      </FieldGrid>
      {unsigned !== null && <UnsignedNotes {...unsigned} />}
    </FormFrame>
  );
}

function UnsignedNotes({ own, notes }: Unsigned) {
  const t = useWords();
  return (
    <div role="alert">
      <p>{own ? t('You have notes of this visit that are not signed: sign or discard them first.') : t('Others have notes of this visit that are not signed.')}</p>
      <ul className={classes.missing} aria-label={t('Notes that are not signed')}>
        {notes.map(({ title, author }, at) => (
          <li key={at}>
            <Value>{own || author === null ? title : `${title} — ${author}`}</Value>
          </li>
        ))}
      </ul>
    </div>
  );
}
