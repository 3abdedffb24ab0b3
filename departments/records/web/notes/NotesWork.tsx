import { useQuery } from '@tanstack/react-query';
import { Answer, clinicalInstant, EmptyState, usePermissions, useWords, Value } from '@openward/platform/ui';
import { useState } from 'react';
import type { DraftShown, NoteLine } from '../../contract/index.ts';
import { recordQueries } from '../client.ts';
import { NewNote } from './NewNote.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import { NoteReader } from './NoteReader.tsx';
import classes from './notes.module.css';
import { NoteEntry } from './NoteVersions.tsx';

/** The notes of a patient, or of one visit: drafts first, and one of them open to write or to read. */
export function NotesWork({ patient_id, visit_id }: { patient_id: string; visit_id?: string }) {
  const input = { patient_id, ...(visit_id === undefined ? {} : { visit_id }) };
  const notes = useQuery(recordQueries.notes.queryOptions({ input }));
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Answer of={notes}>
      {({ notes: signed, drafts }) => (
        <Opened signed={signed} drafts={drafts} chosen={chosen} choose={setChosen} patient_id={patient_id} {...(visit_id === undefined ? {} : { visit_id })} />
      )}
    </Answer>
  );
}

interface OpenedProps {
  signed: NoteLine[];
  drafts: DraftShown[];
  chosen: string | null;
  choose: (id: string | null) => void;
  patient_id: string;
  visit_id?: string;
}

function Opened({ signed, drafts, chosen, choose, patient_id, visit_id }: OpenedProps) {
  const t = useWords();
  const may = usePermissions();
  const draft = drafts.find(({ id }) => id === chosen);
  return (
    <div className={classes.tab}>
      <div className={classes.side}>
        {may('records.write') && <NewNote patient_id={patient_id} {...(visit_id === undefined ? {} : { visit_id })} begun={choose} />}
        <ul className={classes.list} aria-label={t('Notes')}>
          {drafts.map(({ id, title, due }) => (
            <li key={id}>
              <button type="button" className={classes.entry} aria-current={id === chosen || undefined} onClick={() => choose(id)}>
                <strong>
                  <Value>{title}</Value>
                </strong>
                <span>
                  {t('Your draft; sign it until')} <Value script="latin">{clinicalInstant(due)}</Value>
                </span>
              </button>
            </li>
          ))}
          {signed.map((note) => (
            <li key={note.id}>
              <NoteEntry note={note} current={note.id === chosen} open={choose} />
            </li>
          ))}
        </ul>
      </div>
      <div>
        {draft !== undefined ? (
          <NoteEditor key={draft.id} draft={draft} done={choose} />
        ) : chosen !== null ? (
          <NoteReader key={chosen} patient_id={patient_id} note_id={chosen} open={choose} begun={choose} />
        ) : (
          <EmptyState title={signed.length + drafts.length === 0 ? t('There are no notes yet') : t('Choose a note to read it')} />
        )}
      </div>
    </div>
  );
}
