import { useQueryClient } from '@tanstack/react-query';
import { DateField, FormFrame, toast, useApiForm, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import { day, type PatientRecord } from '../../contract/index.ts';
import { patientQueries, patients } from '../client.ts';

const LastDay = z.object({ last_day: day });

/** Ends a coverage: it says the last day that is covered. */
export function EndCoverage({ coverage_id, patient, close }: { coverage_id: string; patient: PatientRecord; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: `patients.coverage.end.${coverage_id}`,
    patient: patient.id,
    schema: LastDay,
    saved: { values: { last_day: '' } },
    send: ({ last_day }: { last_day: string }, { version: _version, ...context }) =>
      patients.endCoverage({ patient_id: patient.id, coverage_id, version: patient.version, last_day }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: patientQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={close}>
      <DateField path="last_day" label={t('Last day that is covered')} span={12} required />
    </FormFrame>
  );
}
