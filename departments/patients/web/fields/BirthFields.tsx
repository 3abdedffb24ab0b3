import { CheckField, ChoiceField, DateField, FieldGrid, MoreFields, NoteField, NumberField, useFieldValue, useWords } from '@openward/platform/ui';
import { choicesOf, clinicalSexWords, genderWords } from '../choices.ts';

/** Birth, sex and gender. A birth date may be known in part, estimated, or guessed from how old somebody looks. */
export function BirthFields() {
  const t = useWords();
  const birthDate = useFieldValue('birth_date');
  const clinicalSex = useFieldValue('sex_for_clinical_use');
  return (
    <>
      <FieldGrid>
        <DateField path="birth_date" label={t('Born')} span={4} />
        <NumberField
          path="age_estimate"
          label={t('Or age, as it looks')}
          span={3}
          disabled={typeof birthDate === 'string' && birthDate !== ''}
        />
        <ChoiceField
          path="sex"
          label={t('Sex')}
          span={5}
          choices={[
            { value: 'unknown', label: t('Not known') },
            { value: 'female', label: t('Female') },
            { value: 'male', label: t('Male') },
            { value: 'other', label: t('Other') },
          ]}
        />
        <CheckField path="birth_date_estimated" label={t('The birth date is an estimate')} />
      </FieldGrid>
      <MoreFields label={t('More about birth and sex')} paths={['gender_identity', 'sex_for_clinical_use', 'multiple_birth_order']}>
        <FieldGrid>
          <ChoiceField path="gender_identity" label={t('Gender identity')} span={4} choices={choicesOf(genderWords, t)} blank={t('Not asked')} />
          <ChoiceField
            path="sex_for_clinical_use"
            label={t('Sex for clinical use: ranges and doses')}
            span={4}
            choices={choicesOf(clinicalSexWords, t)}
            blank={t('As the sex above')}
          />
          <NumberField path="multiple_birth_order" label={t('Which of twins or more, first is 1')} span={4} />
          {clinicalSex === 'specified' && <NoteField path="sex_for_clinical_use_note" label={t('What is to be used')} rows={2} />}
        </FieldGrid>
      </MoreFields>
    </>
  );
}
