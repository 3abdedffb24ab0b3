import { Card, clinicalDate, Mark, useWords, Value } from '@openward/platform/ui';
import type { Practitioner } from '../../contract/index.ts';
import { Fact, Facts } from './Facts.tsx';
import { Period } from './Period.tsx';
import classes from './person.module.css';

type Of = { person: Practitioner };

/** Who it is, how to reach them, and how long they have worked here. */
export function AboutCard({ person }: Of) {
  const t = useWords();
  const { prefix, given_name, family_name, suffix, staff_number, phone, email, starts_on, ends_on, account } = person;
  return (
    <Card title={t('Person')}>
      <Facts>
        <Fact label={t('Family name')}>{family_name}</Fact>
        <Fact label={t('Given names')}>{given_name}</Fact>
        {prefix !== null && <Fact label={t('Title')}>{prefix}</Fact>}
        {suffix !== null && <Fact label={t('After the name')}>{suffix}</Fact>}
        <Fact label={t('Staff number')}>{staff_number}</Fact>
        <Fact label={t('Telephone')}>{phone !== null && <Value script="latin">{phone}</Value>}</Fact>
        <Fact label={t('E-mail')}>{email !== null && <Value script="latin">{email}</Value>}</Fact>
        <Fact label={t('First day')}>{clinicalDate(starts_on)}</Fact>
        <Fact label={t('Last day')} otherwise={t('works here until further notice')}>
          {ends_on === null ? null : clinicalDate(ends_on)}
        </Fact>
        <Fact label={t('Account')} otherwise={t('has no account to sign in')}>
          {account !== null && (account.enabled ? account.username : `${account.username} (${t('disabled')})`)}
        </Fact>
      </Facts>
    </Card>
  );
}

/** The numbers by which professional bodies know somebody, and whether they are valid today. */
export function RegistrationsCard({ person: { registrations } }: Of) {
  const t = useWords();
  return (
    <Card title={t('Professional registrations')} flush>
      {registrations.length === 0 && <p className={classes.nothing}>{t('No registration is recorded.')}</p>}
      <ul className={classes.list}>
        {registrations.map(({ issuer, number, valid_from, valid_to, valid_today }) => (
          <li key={`${issuer} ${number} ${valid_from}`} className={classes.entry}>
            <div className={classes.what}>
              <strong className="numbers">
                <Value script="latin">{number}</Value>
              </strong>
              <span>
                <Value>{issuer}</Value>
              </span>
            </div>
            <Period from={valid_from} until={valid_to} />
            <Mark tone={valid_today ? 'good' : 'caution'}>{valid_today ? t('Valid today') : t('Not valid today')}</Mark>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What somebody is trained for. */
export function SpecialtiesCard({ person: { specialties } }: Of) {
  const t = useWords();
  return (
    <Card title={t('Specialties')} flush>
      {specialties.length === 0 && <p className={classes.nothing}>{t('No specialty is recorded.')}</p>}
      <ul className={classes.list}>
        {specialties.map(({ display, system, code }) => (
          <li key={`${display} ${code}`} className={classes.entry}>
            <div className={classes.what}>
              <strong>
                <Value>{display}</Value>
              </strong>
              {code !== null && (
                <span className="quiet">
                  <Value script="latin">{`${code} · ${system}`}</Value>
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
