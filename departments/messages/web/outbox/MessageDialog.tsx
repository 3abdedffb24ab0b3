import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answer, clinicalInstant, usePermissions, useServerWords, useWords, Value } from '@openward/platform/ui';
import type { Message } from '../../contract/index.ts';
import { channelWords, kindWords, outcomeText, stateWords } from '../choices.ts';
import { messageQueries, messages } from '../client.ts';
import classes from './message.module.css';

/** One message: what it said and to whom, and what a person can decide about it. */
export function MessageDialog({ message, close }: { message: Message; close: () => void }) {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const client = useQueryClient();
  const { id: message_id, patient_id, state, delivery } = message;
  const opened = useQuery(messageQueries.readMessage.queryOptions({ input: { patient_id, message_id } }));
  const decide = useMutation({
    mutationFn: (as: 'sent' | 'again' | 'letter' | 'leave') => messages.decide({ patient_id, message_id, as }),
    onSuccess: close,
    onSettled: () => client.invalidateQueries({ queryKey: messageQueries.key() }),
  });
  const lost = state === 'unresolved';
  const undecided = lost || state === 'failed' || state === 'to-print' || delivery === 'bounced' || (state === 'cancelled' && ['by_hand', 'no_way', 'refused'].includes(message.why ?? ''));
  const act = (as: 'sent' | 'again' | 'letter' | 'leave', label: string, chief = false) => (
    <Button variant={chief ? 'filled' : 'default'} loading={decide.isPending} onClick={() => decide.mutate(as)}>{label}</Button>
  );
  return (
    <div className={classes.dialog}>
      <p><strong><Value>{message.patient_name}</Value></strong></p>
      <dl className={classes.facts}>
        <dt>{t('What')}</dt><dd>{t(kindWords[message.kind])}</dd>
        <dt>{t('State')}</dt><dd>{t(stateWords[state])}{outcomeText(message, t) !== '' && ` · ${outcomeText(message, t)}`}</dd>
        {message.channel !== null && <><dt>{t('How')}</dt><dd>{t(channelWords[message.channel])}</dd></>}
        <dt>{t('When')}</dt><dd><Value script="latin">{clinicalInstant(message.sent_at ?? message.due_at)}</Value></dd>
      </dl>
      <Answer of={opened}>
        {({ to, subject, text }) => (text === null ? <p>{t('Its words are chosen when it is sent.')}</p> : (
          <div className={classes.words}>
            <p className={classes.to}><Value script="latin">{to}</Value></p>
            {subject !== null && <p dir="auto"><strong>{subject}</strong></p>}
            <p dir="auto" className={classes.text}>{text}</p>
          </div>
        ))}
      </Answer>
      {lost && <p role="note">{t('Nobody knows whether this message went out. Sent again, the patient may have it twice.')}</p>}
      {decide.error !== null && <div role="alert">{say(decide.error.message)}</div>}
      <Group gap={8}>
        <Button component={Link} to={`/patients/${patient_id}` as string} variant="default">{t('Open the chart')}</Button>
        {may('messages.send') && undecided && (
          <>
            {lost && act('sent', t('It went out'), true)}
            {state === 'to-print' && act('sent', t('It is posted'), true)}
            {state !== 'to-print' && state !== 'cancelled' && act('again', t('Send again'))}
            {state !== 'to-print' && act('letter', t('Send as a letter'))}
            {act('leave', state === 'cancelled' ? t('The patient was told') : t('Leave it'))}
          </>
        )}
      </Group>
    </div>
  );
}
