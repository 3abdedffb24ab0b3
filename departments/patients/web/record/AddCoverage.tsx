import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  ChoiceField, DateField, FieldGrid, FormFrame, NumberField, TextField, toast, useApiForm, useFieldValue, useWords, withoutBlanks,
} from '@openward/platform/ui';
import { Coverage, type PatientRecord } from '../../contract/index.ts';
import { patientQueries, patients } from '../client.ts';
import { choicesOf, relationshipWords } from '../choices.ts';

/** Records one more who pays. */
export function AddCoverage({ patient, close }: { patient: PatientRecord; close: () => void }) {
  const t = useWords();
  const client = useQueryClient();
  const payers = useQuery(patientQueries.payers.queryOptions({ input: {} }));
  const api = useApiForm({
    name: 'patients.coverage.add',
    patient: patient.id,
    schema: Coverage,
    prefix: 'coverage',
    saved: {
      values: {
        payer_id: '',
        policy_number: '',
        plan: '',
        member_number: '',
        relationship: 'self',
        subscriber_name: '',
        rank: Math.min(9, patient.coverages.length + 1),
        valid_from: '',
        valid_to: '',
      },
    },
    toInput: withoutBlanks,
    send: (coverage: never, { version: _version, ...context }) =>
      patients.addCoverage({ patient_id: patient.id, version: patient.version, coverage }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: patientQueries.key() });
      toast({ text: t('Saved') });
      close();
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')} onCancel={close}>
      <FieldGrid>
        <ChoiceField
          path="payer_id"
          label={t('Payer')}
          span={8}
          required
          choices={(payers.data?.payers ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          blank={t('Choose a payer')}
        />
        <NumberField path="rank" label={t('Pays as number')} span={4} />
        <TextField path="policy_number" label={t('Policy number')} span={4} required />
        <TextField path="plan" label={t('Plan')} span={4} />
        <TextField path="member_number" label={t('Member number')} span={4} />
        <ChoiceField path="relationship" label={t('Subscriber')} span={4} choices={choicesOf(relationshipWords, t)} />
        <Subscriber />
        <DateField path="valid_from" label={t('From')} span={4} />
        <DateField path="valid_to" label={t('Last day')} span={4} />
      </FieldGrid>
    </FormFrame>
  );
}

function Subscriber() {
  const t = useWords();
  const self = useFieldValue('relationship') === 'self';
  return <TextField path="subscriber_name" label={t('Name of the subscriber')} span={8} disabled={self} />;
}
