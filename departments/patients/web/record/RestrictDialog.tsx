import { Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { FormFrame, NoteField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import type { PatientRecord } from '../../contract/index.ts';
import { patientQueries, patients } from '../client.ts';

const Reason = z.object({ reason: z.string().trim().min(1).max(500) });

/** Marks a patient as restricted, or lifts the mark, with a reason. */
export function RestrictDialog({ patient, close }: { patient: PatientRecord; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const restricted = !patient.restricted;
  const api = useApiForm({
    name: 'patients.restrict',
    patient: patient.id,
    schema: Reason,
    saved: { values: { reason: '' } },
    send: ({ reason }: { reason: string }, { version: _version, ...context }) =>
      patients.restrict({ patient_id: patient.id, version: patient.version, restricted, reason }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: patientQueries.key() });
      toast({ text: restricted ? t('The record is restricted now') : t('The restriction is lifted') });
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={restricted ? t('Restrict this record') : t('Lift the restriction')}>
      <Text mb="sm">
        {restricted
          ? t('Only people with a clearance for restricted records find and open it then. You may lose sight of it yourself.')
          : t('Everybody who may open patients finds and opens it then.')}
      </Text>
      <FormFrame of={api} submitLabel={restricted ? t('Restrict') : t('Lift the restriction')} onCancel={close}>
        <NoteField path="reason" label={t('Reason')} rows={2} required />
      </FormFrame>
    </Modal>
  );
}
