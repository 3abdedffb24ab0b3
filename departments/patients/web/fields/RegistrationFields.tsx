import { FormSection, useWords } from '@openward/platform/ui';
import { AboutFields } from './AboutFields.tsx';
import { BirthFields } from './BirthFields.tsx';
import { AddressFields, TelecomFields } from './ContactFields.tsx';
import { ContactRuleFields } from './ContactRuleFields.tsx';
import { IdentifierFields } from './IdentifierFields.tsx';
import { NameFields } from './NameFields.tsx';
import { PeopleFields } from './PeopleFields.tsx';

const birthPaths = ['birth_date', 'birth_date_estimated', 'age_estimate', 'sex', 'gender_identity', 'sex_for_clinical_use', 'sex_for_clinical_use_note', 'multiple_birth_order'];
const aboutPaths = ['language', 'interpreter_needed', 'marital_status', 'religion', 'occupation', 'referrer'];

interface RegistrationFieldsProps {
  /** Every part is open: a record is being changed, and one looks for what is wrong in it. */
  allOpen?: boolean;
  /** What is shown of secret numbers that are kept, by the id of their row. */
  masked?: ReadonlyMap<string, string>;
}

/** Everything that a registration says of a person; what is asked of nearly everybody comes first and is open. */
export function RegistrationFields({ allOpen = false, masked = new Map() }: RegistrationFieldsProps) {
  const t = useWords();
  return (
    <>
      <FormSection title={t('Name')} paths={['names']} open>
        <NameFields />
      </FormSection>
      <FormSection title={t('Birth and sex')} paths={birthPaths} open>
        <BirthFields />
      </FormSection>
      <FormSection title={t('How to reach them')} paths={['telecoms', 'addresses']} open>
        <TelecomFields />
        <AddressFields />
      </FormSection>
      <FormSection title={t('Numbers')} note={t('National identity, passport, insurance')} paths={['identifiers']} open={allOpen}>
        <IdentifierFields masked={masked} />
      </FormSection>
      <FormSection title={t('People')} note={t('Next of kin, guardian, guarantor')} paths={['related_people']} open={allOpen}>
        <PeopleFields />
      </FormSection>
      <FormSection title={t('Consent to contact')} note={t('And how to reach somebody safely')} paths={['contact_rule']} open={allOpen}>
        <ContactRuleFields />
      </FormSection>
      <FormSection title={t('More about the person')} note={t('Language, interpreter, religion, occupation, referrer')} paths={aboutPaths} open={allOpen}>
        <AboutFields />
      </FormSection>
    </>
  );
}
