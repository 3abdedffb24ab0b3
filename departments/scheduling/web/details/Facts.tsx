import { clinicalDate, clinicalDay, clinicalTime, useWords, Value } from '@openward/platform/ui';
import type { Appointment } from '../../contract/index.ts';
import { statusShapes, statusWords } from '../choices.ts';
import classes from '../day/schedule.module.css';
import { protectionWords } from './words.ts';

/** What an appointment says as it stands. */
export function Facts({ appointment }: { appointment: Appointment }) {
  const t = useWords();
  const { status, resources, visit_type_name, start, end, number, late_minutes, reason, referral, authorisation, stopped_reason, overbooked, overbooked_because, protected_because, see_by } = appointment;
  return (
    <dl className={classes.facts}>
      <dt>{t('When')}</dt><dd><Value script="latin">{`${clinicalDay(start)} ${clinicalTime(start)}–${clinicalTime(end)}`}</Value></dd>
      <dt>{t('What')}</dt><dd dir="auto">{visit_type_name}</dd>
      <dt>{t('With')}</dt><dd dir="auto">{resources.map(({ name }) => name).join(', ')}</dd>
      <dt>{t('State')}</dt>
      <dd>
        <span aria-hidden>{statusShapes[status]} </span>{t(statusWords[status])}
        {appointment.confirmed_at !== null && ` · ${t('confirmed')}`}{late_minutes !== null && late_minutes > 0 && ` · ${t('{minutes} min late', { minutes: late_minutes })}`}
      </dd>
      {overbooked && <><dt>{t('Overbooked')}</dt><dd dir="auto">{overbooked_because}</dd></>}
      {protected_because !== null && <><dt>{t('Protected')}</dt><dd>{t(protectionWords[protected_because])}</dd></>}
      {see_by !== null && <><dt>{t('To be seen by')}</dt><dd><Value script="latin">{clinicalDate(see_by)}</Value></dd></>}
      {reason !== null && <><dt>{t('Reason')}</dt><dd dir="auto">{reason}</dd></>}
      {referral !== null && <><dt>{t('Referral')}</dt><dd dir="auto">{referral}</dd></>}
      {authorisation !== null && <><dt>{t('Authorisation of the payer')}</dt><dd dir="auto">{authorisation}</dd></>}
      {stopped_reason !== null && <><dt>{t('Called off')}</dt><dd dir="auto">{stopped_reason}</dd></>}
      <dt>{t('Number')}</dt><dd><Value script="latin">{number}</Value></dd>
    </dl>
  );
}
