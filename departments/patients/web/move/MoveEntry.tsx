import { useQueryClient } from '@tanstack/react-query';
import { FormFrame, TextField, toast, useApiForm, useWords, type EntryActProps } from '@openward/platform/ui';
import { line } from '@openward/platform/fhir';
import { useState } from 'react';
import { z } from 'zod';
import { chart } from '../client.ts';
import { PatientPicker } from '../merge/PatientPicker.tsx';

const Moving = z.object({ to_patient_id: z.uuid('Choose the patient'), reason: line(500) });

/** Moves an entry that stands in the wrong chart to the patient whom it is about, who is found and shown before. */
export default function MoveEntry({ patient_id, entry: { type, id, version }, close }: EntryActProps) {
  const t = useWords();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string | undefined>();
  const api = useApiForm({
    name: `records.move.${type}.${id}`,
    patient: patient_id,
    draft: false,
    schema: Moving,
    saved: { values: { to_patient_id: '', reason: '' } },
    send: (input: z.output<typeof Moving>, { version: _version, ...context }) => chart.move({ patient_id, type, id, version, ...input }, { context }),
    onDone: async ({ readers }) => {
      close(true);
      await client.invalidateQueries();
      toast({ text: t('The entry is moved. {count, plural, =0 {Nobody else had opened this chart since.} one {# person who had opened this chart since is told.} other {# people who had opened this chart since are told.}}', { count: readers.length }) });
    },
  });
  const error = api.form.errors['to_patient_id'];
  return (
    <FormFrame of={api} submitLabel={t('Move the entry')} onCancel={() => close(false)}>
      <div style={{ gridColumn: '1 / -1' }}>
        <PatientPicker
          label={t('Patient whom it is about')}
          chosen={chosen}
          other={patient_id}
          choose={(next) => {
            setChosen(next);
            api.form.setFieldValue('to_patient_id', next ?? '');
          }}
        />
        {error !== undefined && <p role="alert">{error}</p>}
      </div>
      <TextField path="reason" label={t('Reason')} required span={12} />
    </FormFrame>
  );
}
