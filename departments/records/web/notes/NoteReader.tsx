import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, clinicalInstant, failureToast, ServerProblem, toast, usePermissions, useServerWords, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { NoteShown } from '../../contract/index.ts';
import { recordClient, recordQueries } from '../client.ts';
import { NoteVersions } from './NoteVersions.tsx';
import classes from './notes.module.css';

interface NoteReaderProps {
  patient_id: string;
  note_id: string;
  open: (note_id: string) => void;
  /** A draft was begun that amends or adds to the note. */
  begun: (draft_id: string) => void;
}

/** A signed note: its text, its versions, and what may be done with it. */
export function NoteReader({ patient_id, note_id, open, begun }: NoteReaderProps) {
  const note = useQuery(recordQueries.note.queryOptions({ input: { patient_id, note_id } }));
  return <Answer of={note}>{(shown) => <Read note={shown} patient_id={patient_id} open={open} begun={begun} />}</Answer>;
}

type Asking = 'error' | 'decline' | null;

function Read({ note, patient_id, open, begun }: { note: NoteShown } & Omit<NoteReaderProps, 'note_id'>) {
  const t = useWords();
  const say = useServerWords();
  const may = usePermissions();
  const client = useQueryClient();
  const [asking, setAsking] = useState<Asking>(null);
  const [reason, setReason] = useState('');
  const place = { patient_id, note_id: note.id };

  async function act<T>(fn: () => Promise<T>, text: string): Promise<T | undefined> {
    try {
      const answer = await fn();
      await client.invalidateQueries({ queryKey: recordQueries.key() });
      toast({ text });
      setAsking(null);
      return answer;
    } catch (error) {
      failureToast(error instanceof ServerProblem ? say(error.message) : t('Something unexpected happened on this screen.'));
      return undefined;
    }
  }
  async function begin(relation: 'amends' | 'adds_to') {
    const draft = await act(() => recordClient.startNote({ patient_id, relation, related_id: note.id, visit_id: note.visit_id }), t('Write, and sign it'));
    if (draft !== undefined) begun(draft.id);
  }
  const stands = note.error === null && note.amended_by === null;
  const writes = may('records.write');
  const actions = (
    <Group gap={6}>
      <Button component="a" variant="default" size="compact-sm" target="_blank" rel="noopener" href={`/api/patients/${patient_id}/notes/${note.id}/print`}>
        {t('Print')}
      </Button>
      {writes && stands && <Act label={t('Amend')} act={() => void begin('amends')} />}
      {writes && stands && <Act label={t('Add to it')} act={() => void begin('adds_to')} />}
      {writes && note.error === null && <Act label={t('Made in error')} act={() => setAsking('error')} />}
    </Group>
  );
  return (
    <Card title={note.title} note={<Signed note={note} />} actions={actions}>
      <Marks note={note} open={open} />
      {note.may_cosign && (
        <Group mb="sm">
          <Button onClick={() => void act(() => recordClient.cosignNote(place), t('Cosigned'))}>{t('Cosign')}</Button>
          <Button variant="default" onClick={() => setAsking('decline')}>
            {t('Decline')}
          </Button>
        </Group>
      )}
      <div className={classes.text}>
        {note.sections
          .filter(({ text }) => text.trim() !== '')
          .map(({ heading, text }, at) => (
            <section key={`${at} ${heading}`}>
              <h3>
                <Value>{heading}</Value>
              </h3>
              <p dir="auto">{text}</p>
            </section>
          ))}
      </div>
      {note.versions.length > 1 && <NoteVersions note={note} open={open} />}
      <p className={classes.hash}>
        {t('SHA-256 of the signed text')} <Value script="latin">{note.sha256}</Value>
      </p>
      <Modal opened={asking !== null} onClose={() => setAsking(null)} title={asking === 'error' ? t('Mark as made in error') : t('Decline to cosign')} closeButtonProps={{ 'aria-label': t('Close') }}>
        <TextInput label={t('Reason')} required dir="auto" value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
        <Group mt="md" justify="flex-end">
          <Button
            disabled={reason.trim() === ''}
            onClick={() =>
              void (asking === 'error'
                ? act(() => recordClient.noteInError({ ...place, reason }), t('Marked as made in error'))
                : act(() => recordClient.cosignNote({ ...place, declined: reason }), t('It goes back to its author')))
            }
          >
            {asking === 'error' ? t('Mark it') : t('Decline')}
          </Button>
        </Group>
      </Modal>
    </Card>
  );
}

function Act({ label, act }: { label: string; act: () => void }) {
  return (
    <Button variant="default" size="compact-sm" onClick={act}>
      {label}
    </Button>
  );
}

function Signed({ note: { author, signed_at } }: { note: NoteShown }) {
  return (
    <>
      <Value>{author.name}</Value> <Value script="latin">{clinicalInstant(signed_at)}</Value>
    </>
  );
}

/** What is to be known before one reads: it is no longer what stands, or somebody has yet to cosign it. */
function Marks({ note, open }: { note: NoteShown; open: (note_id: string) => void }) {
  const t = useWords();
  const { error, amended_by, cosigner, cosigned_at } = note;
  return (
    <>
      {error !== null && <p className={classes.notice}>{t('Made in error: {reason}', { reason: error.reason })}</p>}
      {amended_by !== null && (
        <p className={classes.notice}>
          {t('This note was amended.')}{' '}
          <Button variant="default" size="compact-xs" onClick={() => open(amended_by)}>
            {t('Open what stands')}
          </Button>
        </p>
      )}
      {cosigner !== null && (
        <p className={cosigned_at === null ? classes.notice : 'quiet'}>
          {cosigned_at === null
            ? t('Not cosigned yet; {name} was asked', { name: cosigner.name })
            : t('Cosigned by {name} at {time}', { name: cosigner.name, time: clinicalInstant(cosigned_at) })}
        </p>
      )}
    </>
  );
}
