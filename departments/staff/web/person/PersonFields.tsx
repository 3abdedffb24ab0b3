import { DateField, FieldGrid, FormSection, MoreFields, Rows, TextField, useWords } from '@openward/platform/ui';
import { blankRegistration, blankSpecialty } from './values.ts';

/** The fields of somebody’s entry in the staff directory. */
export function PersonFields() {
  const t = useWords();
  return (
    <>
      <FormSection title={t('Name and contact')} open paths={['prefix', 'given_name', 'family_name', 'suffix', 'staff_number', 'phone', 'email']}>
        <FieldGrid>
          <TextField path="prefix" label={t('Title')} span={2} autoFocus />
          <TextField path="given_name" label={t('Given names')} span={4} />
          <TextField path="family_name" label={t('Family name')} span={4} />
          <TextField path="suffix" label={t('After the name')} span={2} />
          <TextField path="staff_number" label={t('Staff number')} span={4} />
          <TextField path="phone" label={t('Telephone')} span={4} inputMode="tel" />
          <TextField path="email" label={t('E-mail')} span={4} inputMode="email" />
        </FieldGrid>
      </FormSection>
      <FormSection title={t('Works here')} open paths={['starts_on', 'ends_on']}>
        <FieldGrid>
          <DateField path="starts_on" label={t('First day')} required />
          <DateField path="ends_on" label={t('Last day')} description={t('Blank while it goes on. A last day also ends all assignments.')} span={8} />
        </FieldGrid>
      </FormSection>
      <FormSection title={t('Professional registrations')} open paths={['registrations']}>
        <Rows path="registrations" addLabel={t('Add a registration')} removeLabel={t('Remove the registration')} blank={() => ({ ...blankRegistration() })}>
          {(path) => (
            <FieldGrid>
              <TextField path={`${path}.issuer`} label={t('Given by')} span={4} />
              <TextField path={`${path}.number`} label={t('Number')} span={3} />
              <DateField path={`${path}.valid_from`} label={t('Valid from')} span={2} />
              <DateField path={`${path}.valid_to`} label={t('Valid until')} span={3} />
            </FieldGrid>
          )}
        </Rows>
      </FormSection>
      <FormSection title={t('Specialties')} open paths={['specialties']}>
        <Rows path="specialties" addLabel={t('Add a specialty')} removeLabel={t('Remove the specialty')} blank={() => ({ ...blankSpecialty() })}>
          {(path) => (
            <div>
              <TextField path={`${path}.display`} label={t('Specialty')} />
              <MoreFields label={t('Code of the specialty')} paths={[`${path}.system`, `${path}.code`]}>
                <FieldGrid>
                  <TextField path={`${path}.system`} label={t('Code system')} span={7} />
                  <TextField path={`${path}.code`} label={t('Code')} span={5} />
                </FieldGrid>
              </MoreFields>
            </div>
          )}
        </Rows>
      </FormSection>
    </>
  );
}
