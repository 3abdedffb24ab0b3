import { Card, clinicalDate, clinicalInstant, groupNumber, usePermissions, useSexWord, useWords, Value } from '@openward/platform/ui';
import type { PatientRecord } from '../../contract/index.ts';
import {
  addressUseWords,
  channelWords,
  clinicalSexWords,
  consentWords,
  genderWords,
  maritalWords,
  nameUseWords,
  relatedRoleWords,
  telecomUseWords,
  telecomWords,
  wordFor,
} from '../choices.ts';
import { Fact, Facts } from './Facts.tsx';
import { PhotoCard } from './PhotoCard.tsx';
import { IdentifiersCard } from './IdentifiersCard.tsx';
import classes from './record.module.css';
import { addressText, languageName, spokenName } from './texts.ts';

/** Everything that a registration says, to read. */
export function RegistrationCards({ patient }: { patient: PatientRecord }) {
  const may = usePermissions();
  return (
    <div className={classes.cards}>
      <IdentityCard patient={patient} />
      <IdentifiersCard patient={patient} />
      <ReachCard patient={patient} />
      <PeopleCard patient={patient} />
      <AboutCard patient={patient} />
      {may('patients.update') && <PhotoCard patient={patient} />}
    </div>
  );
}

function IdentityCard({ patient }: { patient: PatientRecord }) {
  const t = useWords();
  const sexWord = useSexWord();
  const { names, birth_date, gender_identity, sex_for_clinical_use, sex_for_clinical_use_note } = patient;
  return (
    <Card title={t('Name, birth and sex')}>
      <Facts>
        {names.map((name) => (
          <Fact key={name.id} label={wordFor(nameUseWords, name.use ?? '', t) || t('Name')} note={name.script}>
            {spokenName(name)}
          </Fact>
        ))}
        <Fact label={t('Born')} note={patient.birth_date_estimated ? t('estimated') : null}>
          {birth_date === null ? null : clinicalDate(birth_date)}
        </Fact>
        {patient.multiple_birth_order !== null && <Fact label={t('Of a multiple birth')}>{t('Number {number}', { number: patient.multiple_birth_order })}</Fact>}
        <Fact label={t('Sex')}>{sexWord(patient.sex)}</Fact>
        <Fact label={t('Gender identity')}>{gender_identity === null ? null : wordFor(genderWords, gender_identity, t)}</Fact>
        <Fact label={t('Sex for clinical use')} note={sex_for_clinical_use_note}>
          {sex_for_clinical_use === null ? t('As the sex above') : wordFor(clinicalSexWords, sex_for_clinical_use, t)}
        </Fact>
        {patient.deceased && <Fact label={t('Died')}>{patient.deceased_date === null ? t('date not recorded') : clinicalInstant(patient.deceased_date)}</Fact>}
        {patient.mother_id !== null && (
          <Fact label={t('Mother')}>
            <a href={`/patients/${patient.mother_id}`}>{t('Open the mother’s record')}</a>
          </Fact>
        )}
        {patient.restricted && <Fact label={t('Restricted because')}>{patient.restricted_reason}</Fact>}
        <Fact label={t('Hospital number')}>
          <Value script="latin">{groupNumber(patient.hospital_number)}</Value>
        </Fact>
      </Facts>
    </Card>
  );
}

function ReachCard({ patient }: { patient: PatientRecord }) {
  const t = useWords();
  const { telecoms, addresses, contact_rule: rule } = patient;
  return (
    <Card title={t('How to reach them')}>
      <Facts>
        {telecoms.map(({ id, system, use, value }) => (
          <Fact key={id} label={wordFor(telecomWords, system ?? 'other', t)} note={use === null ? null : wordFor(telecomUseWords, use, t)}>
            {value === null ? null : <Value script="latin">{value}</Value>}
          </Fact>
        ))}
        {telecoms.length === 0 && <Fact label={t('Telephone')}>{null}</Fact>}
        {addresses.map((address) => (
          <Fact key={address.id} label={t('Address')} note={address.use === null ? null : wordFor(addressUseWords, address.use, t)}>
            {addressText(address)}
          </Fact>
        ))}
        {addresses.length === 0 && <Fact label={t('Address')}>{null}</Fact>}
        <Fact label={t('Contact')} note={rule?.instruction}>
          {wordFor(consentWords, rule?.consent ?? 'not_asked', t)}
        </Fact>
        {rule !== null && (
          <>
            {rule.channels.length > 0 && <Fact label={t('Only by')}>{rule.channels.map((channel) => wordFor(channelWords, channel, t)).join(', ')}</Fact>}
            <Fact label={t('Messages')}>
              {rule.may_leave_message ? t('May be left with whoever answers') : t('Leave none; say nothing to whoever answers')}
            </Fact>
            {rule.hours_from !== null && <Fact label={t('Hours')}>{`${rule.hours_from}–${rule.hours_to ?? ''}`}</Fact>}
            {rule.alternative_name !== null && (
              <Fact label={t('Speak to instead')} note={rule.alternative_phone}>
                {rule.alternative_name}
              </Fact>
            )}
          </>
        )}
      </Facts>
    </Card>
  );
}

function PeopleCard({ patient }: { patient: PatientRecord }) {
  const t = useWords();
  const people = patient.related_people;
  return (
    <Card title={t('People')}>
      <Facts>
        {people.map((person) => (
          <Fact
            key={person.id}
            label={person.roles.map((role) => wordFor(relatedRoleWords, role, t)).join(', ')}
            note={[person.relationship, person.phone, person.email, person.address].filter(Boolean).join(' · ')}
          >
            {person.name ?? t('Has a record here')}
          </Fact>
        ))}
        {people.length === 0 && <Fact label={t('Next of kin')}>{null}</Fact>}
      </Facts>
    </Card>
  );
}

function AboutCard({ patient }: { patient: PatientRecord }) {
  const t = useWords();
  const { language, interpreter_needed, marital_status, religion, occupation, referrer } = patient;
  return (
    <Card title={t('More about the person')}>
      <Facts>
        <Fact label={t('Language')}>{language === null ? null : languageName(language)}</Fact>
        <Fact label={t('Interpreter')}>{interpreter_needed === null ? null : interpreter_needed ? t('Needed') : t('Not needed')}</Fact>
        <Fact label={t('Marital status')}>{marital_status === null ? null : wordFor(maritalWords, marital_status, t)}</Fact>
        <Fact label={t('Religion')}>{religion}</Fact>
        <Fact label={t('Occupation')}>{occupation}</Fact>
        <Fact label={t('Referred by')} note={referrer === null ? null : [referrer.organisation, referrer.phone].filter(Boolean).join(' · ')}>
          {referrer?.name}
        </Fact>
      </Facts>
    </Card>
  );
}
