import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { CheckField, FormFrame, isProblem, Page, toast, useApiForm, useFieldValue, useWords } from '@openward/platform/ui';
import { useRef, useState } from 'react';
import { Registration, type DuplicateCandidate } from '../../contract/index.ts';
import { patientQueries, patients } from '../client.ts';
import { RegistrationFields } from '../fields/RegistrationFields.tsx';
import { BirthFields } from '../fields/BirthFields.tsx';
import { LikelyDuplicates } from './LikelyDuplicates.tsx';
import { LiveDuplicates } from './LiveDuplicates.tsx';
import { registrationToSend } from './send.ts';
import { blankRegistration, tidyRegistration } from './values.ts';

/** Registers a patient. People who may be the same are shown before anything is saved. */
export default function RegisterScreen() {
  const t = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [candidates, setCandidates] = useState<DuplicateCandidate[]>([]);
  const reviewed = useRef<string[]>([]);
  const api = useApiForm({
    name: 'patients.register',
    schema: Registration,
    saved: { values: blankRegistration() },
    tidy: tidyRegistration,
    toInput: (values) => registrationToSend(values, reviewed.current),
    send: (input: never, context) => patients.register(input, { context }),
    onProblem: (problem) => {
      if (!isProblem(problem, 'patients.likely_duplicate')) return false;
      setCandidates(problem.extras['candidates'] as DuplicateCandidate[]);
      return true;
    },
    onDone: async (patient) => {
      await client.invalidateQueries({ queryKey: patientQueries.list.key() });
      toast({ text: t('{name} is registered', { name: patient.display_name }) });
      await navigate({ to: `/patients/${patient.id}/registration`, ignoreBlocker: true });
    },
  });

  function registerAnyway() {
    reviewed.current = [...new Set([...reviewed.current, ...candidates.map(({ patient_id }) => patient_id)])];
    setCandidates([]);
    void api.submit();
  }

  return (
    <Page title={t('Register a patient')} width="reading">
      <LikelyDuplicates candidates={candidates} close={() => setCandidates([])} registerAnyway={registerAnyway} />
      <FormFrame long of={api} submitLabel={t('Register')} onCancel={() => void navigate({ to: '/patients' })}>
        <CheckField
          path="unknown"
          label={t('Nobody knows who this is')}
          description={t('The patient gets a temporary name and keeps the hospital number when identified.')}
        />
        <Parts />
      </FormFrame>
    </Page>
  );
}

function Parts() {
  const unknown = useFieldValue('unknown') === true;
  return unknown ? (
    <BirthFields />
  ) : (
    <>
      <RegistrationFields />
      <LiveDuplicates />
    </>
  );
}
