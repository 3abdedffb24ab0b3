import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clinicalDay, clinicalInstant, clinicalTime, groupNumber, toast, usePermissions, useServerWords, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { Wanted } from '../../contract/index.ts';
import { BookDialog } from '../book/BookDialog.tsx';
import { scheduling, schedulingQueries } from '../client.ts';
import classes from '../day/schedule.module.css';
import { AnswerButtons } from './AnswerButtons.tsx';
import { urgencyWords } from './words.ts';

/** One who waits, and what can be done for them. */
export function EntryDialog({ entry, close }: { entry: Wanted; close: () => void }) {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [part, setPart] = useState<'find' | 'pause' | 'close' | null>(null);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const { id: wanted_id, patient_id, version, offer } = entry;
  const of = { patient_id, wanted_id };
  const act = useMutation({ mutationFn: (work: () => Promise<unknown>) => work(), onSettled: () => client.invalidateQueries({ queryKey: schedulingQueries.key() }) });
  if (part === 'find') {
    return (
      <BookDialog
        patient_id={patient_id} wish={entry.asked} reason={entry.note ?? ''} close={() => setPart(null)}
        booked={async ({ id: appointment_id }) => {
          await scheduling.closeWanted({ ...of, appointment_id });
          close();
        }}
      />
    );
  }
  return (
    <Modal opened onClose={close} title={t('On the waiting list')} size="lg" closeButtonProps={{ 'aria-label': t('Close') }}>
      <div className={classes.dialog}>
        <p><Link to={`/patients/${patient_id}/appointments` as string}><strong><Value>{entry.patient_name}</Value></strong></Link> <Value script="latin">{groupNumber(entry.hospital_number)}</Value></p>
        <dl className={classes.facts}>
          <dt>{t('What')}</dt><dd dir="auto">{entry.visit_type_name}</dd>
          <dt>{t('With')}</dt><dd dir="auto">{entry.with.length === 0 ? t('Any clinician') : entry.with.join(', ')}</dd>
          <dt>{t('How urgent')}</dt><dd>{t(urgencyWords[entry.urgency])}</dd>
          <dt>{t('Due')}</dt><dd><Value script="latin">{clinicalDay(entry.due)}</Value></dd>
          <dt>{t('Since')}</dt><dd><Value script="latin">{clinicalInstant(entry.put_at)}</Value> <span dir="auto">{entry.put_by}</span></dd>
          <dt>{t('Notice')}</dt><dd>{t('{hours} hours before', { hours: entry.notice_hours })}</dd>
          {entry.gives_up !== null && <><dt>{t('Gives up')}</dt><dd><Value script="latin">{clinicalInstant(entry.gives_up.start)}</Value></dd></>}
          {entry.near !== null && <><dt>{t('On the same day as')}</dt><dd><Value script="latin">{clinicalInstant(entry.near.start)}</Value> · {t('within {minutes} min', { minutes: entry.near.minutes })}</dd></>}
          {entry.note !== null && <><dt>{t('Note')}</dt><dd dir="auto">{entry.note}</dd></>}
          {entry.paused_until !== null && <><dt>{t('Paused until')}</dt><dd><Value script="latin">{clinicalDay(entry.paused_until)}</Value> <span dir="auto">{entry.paused_reason}</span></dd></>}
          {offer !== null && (
            <><dt>{t('Offered')}</dt><dd><Value script="latin">{`${clinicalDay(offer.wall_clock.slice(0, 10))} ${offer.wall_clock.slice(11, 16)}`}</Value> · <Value>{offer.names.join(', ')}</Value> · {t('kept until')} <Value script="latin">{`${clinicalDay(offer.hold_until)} ${clinicalTime(offer.hold_until)}`}</Value></dd></>
          )}
        </dl>
        {act.error !== null && <div role="alert">{say(act.error.message)}</div>}
        {may('scheduling.book') && offer !== null && <AnswerButtons offer={offer} done={close} />}
        {may('scheduling.book') && offer === null && (
          <div className={classes.acts}>
            <Button loading={act.isPending} onClick={() => act.mutate(async () => {
              const made = await scheduling.offerNow(of);
              toast({ text: t('{day} at {time} is kept for them', { day: clinicalDay(made.wall_clock.slice(0, 10)), time: made.wall_clock.slice(11, 16) }) });
            })}>{t('Offer now')}</Button>
            <Button variant="default" onClick={() => setPart('find')}>{t('Find a time…')}</Button>
            {entry.paused_until === null ? <Button variant="default" aria-expanded={part === 'pause'} onClick={() => setPart('pause')}>{t('Pause…')}</Button>
              : <Button variant="default" onClick={() => act.mutate(() => scheduling.pauseWanted({ ...of, version, until: null }))}>{t('Offer again')}</Button>}
            <Button variant="default" aria-expanded={part === 'close'} onClick={() => setPart('close')}>{t('Take off the list…')}</Button>
          </div>
        )}
        {(part === 'pause' || part === 'close') && (
          <form
            className={classes.dialog}
            onSubmit={(event) => {
              event.preventDefault();
              act.mutate(async () => {
                if (part === 'pause') await scheduling.pauseWanted({ ...of, version, until, reason });
                else await scheduling.closeWanted({ ...of, reason });
                close();
              });
            }}
          >
            {part === 'pause' && <TextInput type="date" label={t('Offer nothing before')} required value={until} onChange={(event) => setUntil(event.currentTarget.value)} />}
            <TextInput label={t('Reason')} required maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            <Button type="submit" loading={act.isPending}>{part === 'pause' ? t('Pause') : t('Take off the list')}</Button>
          </form>
        )}
      </div>
    </Modal>
  );
}
