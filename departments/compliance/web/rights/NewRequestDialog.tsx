import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { ChoiceField, DateField, FieldGrid, FormFrame, NoteField, TextField, useApiForm, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import { NewRightsRequest } from '../../contract/index.ts';
import type { z } from 'zod';
import { PatientFilter } from '../audit/PatientFilter.tsx';
import type { Named } from '../audit/filter.ts';
import { compliance, complianceQueries } from '../client.ts';
import { choicesOf, kindWords } from './words.ts';

/** Writes down what a patient asks for by right. */
export function NewRequestDialog({ close }: { close: () => void }) {
  const t = useWords();
  const [patient, choose] = useState<Named | null>(null);
  return (
    <Modal opened onClose={close} title={t('New request')} closeButtonProps={{ 'aria-label': t('Close') }} size="lg">
      {patient === null ? <PatientFilter choose={choose} /> : <Asked patient={patient} close={close} />}
    </Modal>
  );
}

function Asked({ patient, close }: { patient: Named; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const api = useApiForm({
    name: 'compliance.request',
    patient: patient.id,
    schema: NewRightsRequest,
    saved: { values: { kind: 'access', received_on: '', asked_by: '', identity_proof: '', wish: '' } },
    toInput: (values) => ({ ...values, patient_id: patient.id }),
    send: (input: z.output<typeof NewRightsRequest>, { version: _version, ...context }) => compliance.addRightsRequest(input, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: complianceQueries.rightsRequests.key() });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Write it down')} onCancel={close}>
      <p><Value>{patient.name}</Value></p>
      <FieldGrid>
        <ChoiceField path="kind" label={t('Right')} required span={6} choices={choicesOf(kindWords, t)} />
        <DateField path="received_on" label={t('Came on')} required span={6} />
        <TextField path="asked_by" label={t('Who asks')} required span={6} />
        <TextField path="identity_proof" label={t('How they proved who they are')} required span={6} />
        <NoteField path="wish" label={t('What they want')} />
      </FieldGrid>
    </FormFrame>
  );
}
