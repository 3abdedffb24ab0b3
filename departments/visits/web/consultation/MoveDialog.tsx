import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FormFrame, TextField, toast, useApiForm, useWords } from '@openward/platform/ui';
import { z } from 'zod';
import { line, type Visit } from '../../contract/index.ts';
import { visitQueries, visits } from '../client.ts';
import { PatientPick } from '../patient/PatientPick.tsx';

const Moving = z.object({ to_patient_id: z.uuid('Choose the patient'), reason: line(500) });

/** Gives a visit to the patient whose it is. The patient is chosen by name, birth date and number together. */
export function MoveDialog({ visit, close }: { visit: Visit; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const api = useApiForm({
    name: `visits.move.${visit.id}`,
    patient: visit.patient_id,
    draft: false,
    schema: Moving,
    saved: { values: { to_patient_id: '', reason: '' } },
    send: (input: z.output<typeof Moving>, { version: _version, ...context }) =>
      visits.move({ patient_id: visit.patient_id, visit_id: visit.id, version: visit.version, ...input }, { context }),
    onDone: async ({ visit: moved, told, papers_revoked }) => {
      await navigate({ to: `/patients/${moved.patient_id}/visits` });
      await client.invalidateQueries({ queryKey: visitQueries.key() });
      toast({ text: t('The visit is moved. {told, plural, one {# person was} other {# people were}} told, {papers, plural, one {# paper} other {# papers}} revoked.', { told, papers: papers_revoked }) });
    },
  });
  return (
    <Modal opened onClose={close} title={t('Move the visit to another patient')} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
      <p>{t('All that was written in this visit goes with it. Papers that were issued are revoked, and everybody who opened this record since is told.')}</p>
      <FormFrame of={api} submitLabel={t('Move the visit')} onCancel={close}>
        <PatientPick path="to_patient_id" label={t('Patient whose visit it is')} />
        <TextField path="reason" label={t('Reason')} required />
      </FormFrame>
    </Modal>
  );
}
