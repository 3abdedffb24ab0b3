import { useQueryClient } from '@tanstack/react-query';
import { CheckField, DateField, FieldGrid, FormFrame, FormSection, isProblem, toast, useApiForm, useFieldValue, useWords } from '@openward/platform/ui';
import { useMemo, useRef, useState } from 'react';
import { RegistrationChange, type DuplicateCandidate, type PatientRecord } from '../../contract/index.ts';
import { patientQueries, patients } from '../client.ts';
import { RegistrationFields } from '../fields/RegistrationFields.tsx';
import { LikelyDuplicates } from '../register/LikelyDuplicates.tsx';
import { changesToSend } from '../register/send.ts';
import { blankName, tidyRegistration, valuesOf, type RegistrationValues } from '../register/values.ts';
import classes from './record.module.css';

interface EditRegistrationProps {
  patient: PatientRecord;
  /** Says who an unknown patient is, instead of only changing the registration. */
  identify: boolean;
  close: () => void;
}

/** Changes a registration. Only what was changed is sent; what somebody else saved meanwhile is shown and kept. */
export function EditRegistration({ patient, identify, close }: EditRegistrationProps) {
  const t = useWords();
  const client = useQueryClient();
  const [candidates, setCandidates] = useState<DuplicateCandidate[]>([]);
  const reviewed = useRef<string[]>([]);
  const key = patientQueries.read.queryOptions({ input: { patient_id: patient.id } }).queryKey;
  const masked = useMemo(() => new Map(patient.identifiers.map(({ id, masked: shown }) => [id, shown ?? ''])), [patient]);
  const saved = (record: PatientRecord) => ({ values: startOf(record, identify), version: record.version });

  const api = useApiForm<RegistrationValues, PatientRecord>({
    name: identify ? 'patients.identify' : 'patients.update',
    patient: patient.id,
    schema: RegistrationChange,
    prefix: 'changes',
    saved: saved(patient),
    tidy: tidyRegistration,
    toInput: changesToSend,
    send: (changes: never, { version = patient.version, ...context }) => {
      const input = { patient_id: patient.id, version, changes };
      return identify ? patients.identify({ ...input, duplicates_reviewed: reviewed.current }, { context }) : patients.update(input, { context });
    },
    readAgain: async () => {
      const opened = await patients.read({ patient_id: patient.id });
      client.setQueryData(key, opened);
      return saved(opened.patient);
    },
    onProblem: (problem) => {
      if (!isProblem(problem, 'patients.likely_duplicate')) return false;
      setCandidates(problem.extras['candidates'] as DuplicateCandidate[]);
      return true;
    },
    onDone: async () => {
      await client.invalidateQueries({ queryKey: patientQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });

  function identifyAnyway() {
    reviewed.current = [...new Set([...reviewed.current, ...candidates.map(({ patient_id }) => patient_id)])];
    setCandidates([]);
    void api.submit();
  }

  return (
    <div className={classes.edit}>
      <LikelyDuplicates candidates={candidates} close={() => setCandidates([])} registerAnyway={identifyAnyway} identify={identify} />
      <FormFrame
        long
        of={api}
        submitLabel={identify ? t('This is who it is') : t('Save')}
        onCancel={() => {
          api.discard();
          close();
        }}
      >
        <RegistrationFields allOpen={!identify} masked={masked} />
        {!identify && <DeathFields />}
      </FormFrame>
    </div>
  );
}

/** The temporary name of an unknown patient is kept by the server; the form begins with a name of their own. */
function startOf(record: PatientRecord, identify: boolean): RegistrationValues {
  const values = valuesOf(record);
  return identify ? { ...values, names: [blankName()] } : values;
}

function DeathFields() {
  const t = useWords();
  const deceased = useFieldValue('deceased') === true;
  return (
    <FormSection title={t('Death')} paths={['deceased', 'deceased_date']} open={deceased}>
      <FieldGrid>
        <CheckField path="deceased" label={t('The patient has died')} span={4} />
        {deceased && <DateField path="deceased_date" label={t('Died')} span={4} />}
      </FieldGrid>
    </FormSection>
  );
}
