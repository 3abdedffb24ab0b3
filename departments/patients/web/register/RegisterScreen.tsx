import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Card, CheckField, FormFrame, groupNumber, isProblem, Page, TextField, toast, useApiForm, useFieldValue, useWords } from '@openward/platform/ui';
import { useRef, useState } from 'react';
import { PaperRegistration, Registration, type DuplicateCandidate } from '../../contract/index.ts';
import { patientQueries, patients } from '../client.ts';
import { RegistrationFields } from '../fields/RegistrationFields.tsx';
import { BirthFields } from '../fields/BirthFields.tsx';
import { LikelyDuplicates } from './LikelyDuplicates.tsx';
import { LiveDuplicates } from './LiveDuplicates.tsx';
import { registrationToSend } from './send.ts';
import { blankRegistration, tidyRegistration } from './values.ts';

/** Registers a patient, or enters who was registered on paper under a reserved number. People who may be the same are shown before anything is saved. */
export default function RegisterScreen() {
  const t = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [candidates, setCandidates] = useState<DuplicateCandidate[]>([]);
  const reviewed = useRef<string[]>([]);
  const { paperNumber: number } = useParams({ strict: false }) as { paperNumber?: string };
  const api = useApiForm({
    name: number === undefined ? 'patients.register' : `patients.paper.${number}`,
    schema: number === undefined ? Registration : PaperRegistration,
    saved: { values: number === undefined ? blankRegistration() : { ...blankRegistration(), happened_at: '' } },
    tidy: tidyRegistration,
    toInput: (values) => ({ ...registrationToSend(values, reviewed.current), ...(number !== undefined && { number, happened_at: values['happened_at'] }) }),
    send: (input: never, context) => (number === undefined ? patients.register(input, { context }) : patients.registerFromPaper(input, { context })),
    onProblem: (problem) => {
      if (!isProblem(problem, 'patients.likely_duplicate')) return false;
      setCandidates(problem.extras['candidates'] as DuplicateCandidate[]);
      return true;
    },
    onDone: async (patient) => {
      await client.invalidateQueries({ queryKey: patientQueries.list.key() });
      await client.invalidateQueries({ queryKey: patientQueries.paperNumbers.key() });
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
    <Page title={number === undefined ? t('Register a patient') : t('Enter what was on paper: {number}', { number: groupNumber(number) })} width="reading">
      <LikelyDuplicates candidates={candidates} close={() => setCandidates([])} registerAnyway={registerAnyway} />
      <FormFrame long of={api} submitLabel={t('Register')} onCancel={() => void navigate({ to: number === undefined ? '/patients' : '/patients/paper' })}>
        {number !== undefined && (
          <Card title={t('What the form says')}>
            <TextField path="happened_at" type="datetime-local" label={t('When it happened')} description={t('As it stands on the form. The time of entry is kept beside it.')} required />
          </Card>
        )}
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
