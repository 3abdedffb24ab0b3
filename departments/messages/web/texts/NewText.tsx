import { Button, NativeSelect } from '@mantine/core';
import { useWords } from '@openward/platform/ui';
import { useState } from 'react';
import { channels, messageKinds, type Channel, type MessageKind, type Template } from '../../contract/index.ts';
import { channelWords, kindWords } from '../choices.ts';
import classes from '../outbox/message.module.css';

interface NewTextProps {
  templates: readonly Template[];
  kinds: readonly { id: string; name: string }[];
  /** Goes on to write it: begins with the text for all kinds. */
  chosen: (template: Template) => void;
}

/** Which message, in which way and language, for which kind of appointment. */
export function NewText({ templates, kinds, chosen }: NewTextProps) {
  const t = useWords();
  const [kind, setKind] = useState<MessageKind>('reminder');
  const [channel, setChannel] = useState<Channel>('email');
  const [language, setLanguage] = useState('en');
  const [visit_type_id, setVisitType] = useState(kinds[0]?.id ?? '');
  const languages = [...new Set(templates.map((each) => each.language))];
  const find = (of: string | null) => templates.find((each) => each.kind === kind && each.channel === channel && each.language === language && each.visit_type_id === of);
  const go = () => {
    const known = find(visit_type_id);
    const base = find(null);
    if (known !== undefined) chosen(known);
    else if (base !== undefined) chosen({ ...base, id: null, version: 1, visit_type_id });
  };
  return (
    <form className={classes.dialog} onSubmit={(event) => { event.preventDefault(); go(); }}>
      <NativeSelect label={t('Kind of appointment')} value={visit_type_id} onChange={(event) => setVisitType(event.currentTarget.value)} data={kinds.map(({ id, name }) => ({ value: id, label: name }))} />
      <NativeSelect label={t('What')} value={kind} onChange={(event) => setKind(event.currentTarget.value as MessageKind)} data={messageKinds.map((value) => ({ value, label: t(kindWords[value]) }))} />
      <NativeSelect label={t('How')} value={channel} onChange={(event) => setChannel(event.currentTarget.value as Channel)} data={channels.map((value) => ({ value, label: t(channelWords[value]) }))} />
      <NativeSelect label={t('Language')} value={language} onChange={(event) => setLanguage(event.currentTarget.value)} data={languages} />
      <Button type="submit">{t('Write the text')}</Button>
    </form>
  );
}
