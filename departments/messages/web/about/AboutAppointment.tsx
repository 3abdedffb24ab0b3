import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, clinicalInstant, useLive, usePermissions, useWords, Value } from '@openward/platform/ui';
import { channelWords, kindWords, outcomeText, stateWords } from '../choices.ts';
import { messageQueries } from '../client.ts';
import classes from './about.module.css';

/** What a patient was told of an appointment and will be, whether it arrived, and what they answered. */
export default function AboutAppointment({ patient_id, appointment_id }: { patient_id: string; appointment_id: string }) {
  const t = useWords();
  const may = usePermissions();
  const client = useQueryClient();
  const told = useQuery(messageQueries.messagesAbout.queryOptions({ input: { patient_id, about_id: appointment_id } }));
  useLive(may('messages.read') ? 'messages' : null, () => void client.invalidateQueries({ queryKey: messageQueries.messagesAbout.key() }));
  return (
    <section aria-label={t('Messages about it')} className={classes.about}>
      <h3>{t('Messages')}</h3>
      <Answer of={told}>
        {({ messages }) => (messages.length === 0 ? <p className="quiet">{t('Nothing was sent, and nothing is planned.')}</p> : (
          <ul>
            {messages.map((message) => (
              <li key={message.id}>
                <span>{t(kindWords[message.kind])}</span>
                <span>{t(stateWords[message.state])}{message.channel !== null && ` · ${t(channelWords[message.channel])}`}</span>
                <Value script="latin">{clinicalInstant(message.sent_at ?? message.due_at)}</Value>
                <span className={message.delivery === 'bounced' ? classes.wrong : undefined}>{outcomeText(message, t)}</span>
              </li>
            ))}
          </ul>
        ))}
      </Answer>
    </section>
  );
}
