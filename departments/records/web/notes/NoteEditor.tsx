import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { clinicalTime, failureToast, ServerProblem, toast, useServerWords, useWords } from '@openward/platform/ui';
import { useEffect, useRef, useState } from 'react';
import type { DraftShown } from '../../contract/index.ts';
import { recordClient, recordQueries } from '../client.ts';
import { ColleagueSelect } from '../inbox/ColleagueSelect.tsx';
import { InsertButtons } from './InsertButtons.tsx';
import classes from './notes.module.css';
import { useKept, type KeptState } from './useKept.ts';

interface NoteEditorProps {
  draft: DraftShown;
  /** The note was signed (its id), or the draft thrown away (null). */
  done: (note_id: string | null) => void;
}

/** Writes a note: each section a field, kept as one types, signed by Ctrl+Enter. */
export function NoteEditor({ draft, done }: NoteEditorProps) {
  const t = useWords();
  const say = useServerWords();
  const client = useQueryClient();
  const { typed, change, state, keep, version } = useKept(draft);
  const [signing, setSigning] = useState(false);
  const [busy, setBusy] = useState(false);
  const [cosigner, setCosigner] = useState<string | null>(null);
  const focused = useRef(0);
  const first = useRef<HTMLTextAreaElement>(null);
  // Whoever has opened a draft goes on to write: the keyboard is there already.
  useEffect(() => first.current?.focus(), []);
  const place = { patient_id: draft.patient_id, note_id: draft.id };

  async function act(fn: () => Promise<unknown>, text: string, note_id: string | null) {
    setBusy(true);
    try {
      if (!(await keep())) return failureToast(t('The draft could not be kept. Look at it again.'));
      await fn();
      toast({ text });
      done(note_id);
      await client.invalidateQueries({ queryKey: recordQueries.key() });
    } catch (error) {
      failureToast(error instanceof ServerProblem ? say(error.message) : t('Something unexpected happened on this screen.'));
    } finally {
      setBusy(false);
      setSigning(false);
    }
  }
  const sign = () => act(() => recordClient.signNote({ ...place, version: version(), cosigner_id: cosigner }), t('The note is signed'), draft.id);
  const discard = () => act(() => recordClient.discardDraft({ ...place, version: version() }), t('The draft is thrown away'), null);
  useHotkeys([['mod+Enter', () => setSigning(true)]], []);

  const write = (at: number, text: string) =>
    change({ ...typed, sections: typed.sections.map((section, index) => (index === at ? { ...section, text } : section)) });
  const insert = (text: string) => {
    const at = Math.min(focused.current, typed.sections.length - 1);
    const before = typed.sections[at]?.text ?? '';
    write(at, before.trim() === '' ? text : `${before.trimEnd()}\n${text}`);
  };
  return (
    <div className={classes.editor}>
      <div className={classes.bar}>
        <Button onClick={() => setSigning(true)} disabled={state.is === 'elsewhere'}>
          {t('Sign')}
        </Button>
        <Button variant="default" loading={busy} onClick={() => void discard()}>
          {t('Throw away')}
        </Button>
        <InsertButtons patient_id={draft.patient_id} insert={insert} />
        <span className="quiet" role="status">
          <Kept state={state} />
        </span>
      </div>
      <TextInput label={t('Title')} dir="auto" value={typed.title} maxLength={200} onChange={(event) => change({ ...typed, title: event.currentTarget.value })} />
      {typed.sections.map(({ heading, text }, at) => (
        <Textarea
          key={`${at} ${heading}`}
          label={heading}
          dir="auto"
          autosize
          minRows={2}
          maxRows={24}
          value={text}
          {...(at === 0 ? { ref: first } : {})}
          onFocus={() => void (focused.current = at)}
          onChange={(event) => write(at, event.currentTarget.value)}
        />
      ))}
      <Modal opened={signing} onClose={() => setSigning(false)} title={t('Sign this note?')} closeButtonProps={{ 'aria-label': t('Close') }}>
        <p>{t('A signed note never changes. It can be amended, or added to; the original stays readable.')}</p>
        <ColleagueSelect label={t('Ask somebody to cosign')} value={cosigner} change={setCosigner} />
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={() => setSigning(false)}>
            {t('Go on writing')}
          </Button>
          <Button onClick={() => void sign()} loading={busy} data-autofocus>
            {t('Sign')}
          </Button>
        </Group>
      </Modal>
    </div>
  );
}

function Kept({ state }: { state: KeptState }) {
  const t = useWords();
  if (state.is === 'kept') return <>{t('Kept at {time}', { time: clinicalTime(state.at) })}</>;
  if (state.is === 'typing') return <>{t('Typing …')}</>;
  if (state.is === 'elsewhere') return <strong>{t('This draft was changed or signed in another window. Open it again.')}</strong>;
  return <strong>{t('Not kept: no answer from the server. It is tried again.')}</strong>;
}
