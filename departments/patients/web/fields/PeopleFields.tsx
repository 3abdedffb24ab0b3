import { FieldGrid, MultiChoiceField, Rows, TextField, useWords } from '@openward/platform/ui';
import { choicesOf, relatedRoleWords } from '../choices.ts';
import { blankPerson } from '../register/values.ts';

/** Who belongs to the patient: who is told, who decides, who pays. One person may be several of these. */
export function PeopleFields() {
  const t = useWords();
  return (
    <Rows path="related_people" addLabel={t('Add a person')} removeLabel={t('Remove the person')} blank={blankPerson}>
      {(path) => (
        <FieldGrid>
          <TextField path={`${path}.name`} label={t('Name')} span={5} />
          <TextField path={`${path}.relationship`} label={t('Is to the patient')} description={t('Mother, husband, neighbour')} span={3} />
          <TextField path={`${path}.phone`} label={t('Telephone')} span={4} inputMode="tel" />
          <MultiChoiceField path={`${path}.roles`} label={t('Stands for')} choices={choicesOf(relatedRoleWords, t)} />
          <TextField path={`${path}.email`} label={t('E-mail')} span={4} inputMode="email" />
          <TextField path={`${path}.address`} label={t('Address')} span={5} />
          <TextField path={`${path}.language`} label={t('Language')} span={3} />
        </FieldGrid>
      )}
    </Rows>
  );
}
