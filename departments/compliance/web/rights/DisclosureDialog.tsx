import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { ChoiceField, DateField, FieldGrid, FormFrame, TextField, useApiForm, useWords } from '@openward/platform/ui';
import type { z } from 'zod';
import { NewDisclosure } from '../../contract/index.ts';
import type { Named } from '../audit/filter.ts';
import { compliance, complianceQueries } from '../client.ts';
import { basisWords, choicesOf, recipientWords } from './words.ts';

/** Writes down that data of a patient was given to somebody. */
export function DisclosureDialog({ patient, close }: { patient: Named; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: 'compliance.disclosure',
    patient: patient.id,
    schema: NewDisclosure,
    saved: { values: { disclosed_on: '', recipient: '', recipient_kind: 'hospital', what: '', purpose: '', legal_basis: 'treatment' } },
    toInput: (values) => ({ ...values, patient_id: patient.id }),
    send: (input: z.output<typeof NewDisclosure>, { version: _version, ...context }) => compliance.addDisclosure(input, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: complianceQueries.disclosures.key() });
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={t('Write down a disclosure')} closeButtonProps={{ 'aria-label': t('Close') }} size="lg">
      <FormFrame of={api} submitLabel={t('Write it down')} onCancel={close}>
        <FieldGrid>
          <DateField path="disclosed_on" label={t('Given on')} required span={6} />
          <TextField path="recipient" label={t('To whom')} required span={6} />
          <ChoiceField path="recipient_kind" label={t('What the recipient is')} required span={6} choices={choicesOf(recipientWords, t)} />
          <ChoiceField path="legal_basis" label={t('By which right')} required span={6} choices={choicesOf(basisWords, t)} />
          <TextField path="what" label={t('What was given')} required />
          <TextField path="purpose" label={t('What for')} required />
        </FieldGrid>
      </FormFrame>
    </Modal>
  );
}
