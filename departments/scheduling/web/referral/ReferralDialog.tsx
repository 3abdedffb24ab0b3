import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clinicalDay, clinicalInstant, groupNumber, usePermissions, useServerWords, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Referral } from '../../contract/index.ts';
import { BookDialog } from '../book/BookDialog.tsx';
import { scheduling, schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';
import { TriageForm, type TriagePart } from './TriageForm.tsx';
import { actWords, originWords, priorityWords, stateWords } from './words.ts';

interface ReferralDialogProps {
  referral: Referral;
  departments: readonly { id: string; name: string }[];
  close: () => void;
}

/** One referral: what it says, what was done with it, and what can be done next. */
export function ReferralDialog({ referral, departments, close }: ReferralDialogProps) {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [part, setPart] = useState<TriagePart | 'book' | 'told' | null>(null);
  const [how, setHow] = useState('');
  const { id: referral_id, patient_id, version, state } = referral;
  const of = { patient_id, referral_id, version };
  const act = useMutation({ mutationFn: (work: () => Promise<unknown>) => work(), onSettled: () => client.invalidateQueries({ queryKey: schedulingQueries.key() }) });
  const triages = may('scheduling.triage');
  const undecided = state === 'received' || (state === 'accepted' && referral.wanted_id === null);
  if (part === 'book') {
    return (
      <BookDialog
        patient_id={patient_id} reason={referral.reason} close={() => setPart(null)}
        {...(referral.visit_type_id === null ? {} : { wish: { visit_type_id: referral.visit_type_id, needs: [{ kind: 'clinician' }] } })}
        booked={async ({ id: appointment_id }) => {
          await scheduling.placeReferral({ ...of, appointment_id });
          close();
        }}
      />
    );
  }
  return (
    <Modal opened onClose={close} title={t('Referral')} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
      <div className={classes.dialog}>
        <p><Link to={`/patients/${patient_id}` as string}><strong><Value>{referral.patient_name}</Value></strong></Link> <Value script="latin">{groupNumber(referral.hospital_number)}</Value></p>
        <dl className={classes.facts}>
          <dt>{t('Reason')}</dt><dd dir="auto">{referral.reason}</dd>
          <dt>{t('From')}</dt><dd><Value>{referral.from_name}</Value> · {t(originWords[referral.origin])}{referral.from_contact !== null && <> · <Value>{referral.from_contact}</Value></>}</dd>
          <dt>{t('To')}</dt><dd dir="auto">{referral.department_name ?? t('Not said')}</dd>
          <dt>{t('Priority')}</dt><dd>{t(priorityWords[referral.priority])}</dd>
          <dt>{t('State')}</dt><dd>{t(stateWords[state])}</dd>
          {referral.note !== null && <><dt>{t('Note')}</dt><dd dir="auto">{referral.note}</dd></>}
          {referral.their_number !== null && <><dt>{t('Their number')}</dt><dd dir="auto">{referral.their_number}</dd></>}
          {referral.authorisation !== null && <><dt>{t('Authorisation of the payer')}</dt><dd dir="auto">{referral.authorisation}</dd></>}
          {referral.document_id !== null && may('records.read') && <><dt>{t('Document')}</dt><dd><Link to={`/patients/${patient_id}/documents` as string}>{t('Documents')}</Link></dd></>}
          {referral.target_on !== null && <><dt>{t('To be seen by')}</dt><dd><Value script="latin">{clinicalDay(referral.target_on)}</Value></dd></>}
          {referral.decision_note !== null && <><dt>{t('Decision')}</dt><dd dir="auto">{referral.decision_note}</dd></>}
          {referral.appointment_start !== null && <><dt>{t('Appointment')}</dt><dd><Link to={`/patients/${patient_id}/appointments` as string}><Value script="latin">{clinicalInstant(referral.appointment_start)}</Value></Link></dd></>}
        </dl>
        <ol>
          {referral.steps.map(({ act: what, at, by, detail }) => (
            <li key={`${what}${at}`}>{t(actWords[what])} · <Value script="latin">{clinicalInstant(at)}</Value> · <Value>{by}</Value>{detail !== null && <> · <Value>{detail}</Value></>}</li>
          ))}
        </ol>
        {act.error !== null && <div role="alert">{say(act.error.message)}</div>}
        <div className={classes.acts}>
          {triages && undecided && <Button aria-expanded={part === 'accept'} onClick={() => setPart('accept')}>{t('Accept…')}</Button>}
          {triages && state === 'received' && <Button variant="default" aria-expanded={part === 'redirect'} onClick={() => setPart('redirect')}>{t('Pass on…')}</Button>}
          {triages && state === 'received' && <Button variant="default" aria-expanded={part === 'reject'} onClick={() => setPart('reject')}>{t('Reject…')}</Button>}
          {triages && undecided && <Button variant="default" loading={act.isPending} onClick={() => act.mutate(() => scheduling.ownReferral({ ...of, mine: referral.owner_account === null }))}>{referral.owner_account === null ? t('I take it on') : t('Give it back to all')}</Button>}
          <Button component="a" variant="default" href={`/api/patients/${patient_id}/referrals/${referral_id}/paper`} target="_blank" rel="noreferrer">{t('Print')}</Button>
          {may('scheduling.book') && state === 'accepted' && <Button variant="default" onClick={() => setPart('book')}>{t('Book a time…')}</Button>}
          {may('scheduling.book') && state === 'rejected' && referral.told_at === null && <Button aria-expanded={part === 'told'} onClick={() => setPart('told')}>{t('They were told…')}</Button>}
        </div>
        {(part === 'accept' || part === 'redirect' || part === 'reject') && <TriageForm key={part} part={part} referral={referral} departments={departments} done={close} />}
        {part === 'told' && (
          <form
            className={classes.dialog}
            onSubmit={(event) => {
              event.preventDefault();
              act.mutate(async () => {
                await scheduling.toldReferral({ ...of, how });
                close();
              });
            }}
          >
            <TextInput label={t('How they were told')} required maxLength={200} value={how} onChange={(event) => setHow(event.currentTarget.value)} />
            <Button type="submit" loading={act.isPending}>{t('Done')}</Button>
          </form>
        )}
      </div>
    </Modal>
  );
}
