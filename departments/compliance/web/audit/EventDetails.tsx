import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { usePermissions, useWords, Value } from '@openward/platform/ui';
import type { ReactNode } from 'react';
import type { AuditEvent } from '../../contract/index.ts';
import classes from './audit.module.css';
import { EventProof } from './EventProof.tsx';
import { eventText, purposeWords } from './event-words.ts';
import { firstSearch, type AuditSearch } from './filter.ts';
import { clinicalSecond } from './instants.ts';
import { OutcomeMark } from './OutcomeMark.tsx';
import { Actor } from './useAuditColumns.tsx';

interface EventDetailsProps {
  event: AuditEvent;
  search: (search: AuditSearch) => void;
}

/** Everything that the log says of one event, and where to go on from it. */
export function EventDetails({ event, search }: EventDetailsProps) {
  const t = useWords();
  const purpose = purposeWords[event.purpose];
  return (
    <div className={classes.details}>
      <h3>{eventText(event.name, t)}</h3>
      <dl>
        <Fact label={t('Time')}>
          <Value script="latin">{clinicalSecond(event.at)}</Value>
        </Fact>
        <Fact label={t('Outcome')}>
          <OutcomeMark outcome={event.outcome} />
        </Fact>
        <Fact label={t('Who')}>
          <Actor actor={event.actor} />
        </Fact>
        {event.actor !== null && event.actor.roles.length > 0 && (
          <Fact label={t('Roles then')}>
            <Value script="latin">{event.actor.roles.join(', ')}</Value>
          </Fact>
        )}
        <Fact label={t('Purpose')}>
          {purpose === undefined ? '' : t(purpose)} <span className="quiet"><Value script="latin">{event.purpose}</Value></span>
        </Fact>
        {event.shown_count !== null && (
          <Fact label={t('Patients')}>{t('{count, plural, =0 {nobody shown} one {# shown in a list} other {# shown in a list}}', { count: event.shown_count })}</Fact>
        )}
        <Fact label={t('Event')}><Code>{event.name}</Code></Fact>
        <Fact label={t('Address')}><Code>{event.address}</Code></Fact>
        <Fact label={t('Device')}>{event.device === null ? t('not recorded') : <Value>{event.device}</Value>}</Fact>
        {Object.entries(event.detail).map(([key, value]) => (
          <Fact key={key} label={key}><Code>{typeof value === 'string' ? value : JSON.stringify(value)}</Code></Fact>
        ))}
        {event.patient_id !== null && <Fact label={t('Patient')}><Code>{event.patient_id}</Code></Fact>}
        {event.subject_account_id !== null && <Fact label={t('Account acted upon')}><Code>{event.subject_account_id}</Code></Fact>}
        {event.session_id !== null && <Fact label={t('Session')}><Code>{event.session_id}</Code></Fact>}
        {event.token_id !== null && <Fact label={t('Token of a machine')}><Code>{event.token_id}</Code></Fact>}
        {event.request_id !== null && <Fact label={t('Request')}><Code>{event.request_id}</Code></Fact>}
        <Fact label={t('Key of the event')}><Code>{event.id}</Code></Fact>
      </dl>
      <Onward event={event} search={search} />
      <EventProof key={event.id} event_id={event.id} />
    </div>
  );
}

/** Where an event leads: the other events of its patient or its people, and the record itself. */
function Onward({ event: { actor, patient_id, subject_account_id }, search }: EventDetailsProps) {
  const t = useWords();
  const may = usePermissions();
  return (
    <div className={classes.onward}>
      {patient_id !== null && (
        <Button variant="default" onClick={() => search({ ...firstSearch, patient: { id: patient_id, name: null } })}>
          {t('Who opened this record')}
        </Button>
      )}
      {actor !== null && (
        <Button variant="default" onClick={() => search({ ...firstSearch, account: { id: actor.account_id, name: actor.display_name ?? actor.username } })}>
          {t('All acts of this person')}
        </Button>
      )}
      {subject_account_id !== null && (
        <Button variant="default" onClick={() => search({ ...firstSearch, subject: { id: subject_account_id, name: null } })}>
          {t('All acts upon this account')}
        </Button>
      )}
      {patient_id !== null && may('patients.read') && (
        <Button component={Link} to={`/patients/${patient_id}` as never} variant="default">
          {t('Open the record of the patient')}
        </Button>
      )}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** A code or a key, whole. */
function Code({ children }: { children: string | null }) {
  const t = useWords();
  return children === null ? <>{t('not recorded')}</> : <span className={classes.codeText}><Value script="latin">{children}</Value></span>;
}
