import { Button, Checkbox, Group, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, toast, useServerWords, useWords, Value } from '@openward/platform/ui';
import { useDeferredValue, useState } from 'react';
import { places, type Template } from '../../contract/index.ts';
import { channelWords, kindWords } from '../choices.ts';
import { messageQueries, messages } from '../client.ts';
import classes from '../outbox/message.module.css';

/** Changes one text, and shows beside it what it would say. */
export function TextEditor({ template, of, close }: { template: Template; /** The one kind of appointment that it is for. */ of: string | null; close: () => void }) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const { kind, channel, language, visit_type_id, id, version } = template;
  const [subject, setSubject] = useState(template.subject ?? '');
  const [body, setBody] = useState(template.body);
  const [may_name, setMayName] = useState(false);
  const shown = useDeferredValue({ language, subject: channel === 'sms' || subject.trim() === '' ? null : subject, body, may_name });
  const preview = useQuery({ ...messageQueries.previewTemplate.queryOptions({ input: shown }), retry: false, placeholderData: (before: unknown) => before as never });
  const done = async () => {
    await client.invalidateQueries({ queryKey: messageQueries.messageTemplates.key() });
    toast({ text: t('Saved') });
    close();
  };
  const keep = useMutation({
    mutationFn: () => messages.keepTemplate({ kind, channel, language, visit_type_id, subject: shown.subject, body, ...(id === null ? {} : { version }) }),
    onSuccess: done,
  });
  const back = useMutation({ mutationFn: (template_id: string) => messages.removeTemplate({ template_id }), onSuccess: done });
  const wrong = keep.error ?? back.error;
  return (
    <form className={classes.dialog} onSubmit={(event) => { event.preventDefault(); keep.mutate(); }}>
      <p>{t(kindWords[kind])} · {t(channelWords[channel])} · {language}{of !== null && <> · <Value>{of}</Value></>}</p>
      {of !== null && <p className="quiet">{t('For patients who agreed that the kind of appointment is named; the others get the text for all.')}</p>}
      {channel !== 'sms' && <TextInput label={t('Subject')} dir="auto" value={subject} maxLength={200} onChange={(event) => setSubject(event.currentTarget.value)} />}
      <Textarea label={t('Text')} dir="auto" required autosize minRows={4} maxRows={14} maxLength={4000} value={body} onChange={(event) => setBody(event.currentTarget.value)} />
      <p>{t('Filled in:')} <code dir="ltr">{places.map((place) => `{${place}}`).join(' ')}</code></p>
      <Checkbox label={t('As for a patient who agreed that specialty and reason are named')} checked={may_name} onChange={(event) => setMayName(event.currentTarget.checked)} />
      <Answer of={preview}>
        {(said) => (
          <section className={classes.words} aria-label={t('What it would say')}>
            {said.subject !== null && <p dir="auto"><strong>{said.subject}</strong></p>}
            <p dir="auto" className={classes.text}>{said.text}</p>
            {channel === 'sms' && <p>{t('{count, plural, one {Takes # SMS} other {Takes # SMS}}', { count: said.sms_parts })}</p>}
          </section>
        )}
      </Answer>
      {wrong !== null && <div role="alert">{say(wrong.message)}</div>}
      <Group gap={8}>
        <Button type="submit" loading={keep.isPending}>{t('Save')}</Button>
        {id !== null && <Button variant="default" loading={back.isPending} onClick={() => back.mutate(id)}>{t('Back to the text that came with OpenWard')}</Button>}
      </Group>
    </form>
  );
}
