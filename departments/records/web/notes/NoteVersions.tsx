import { clinicalInstant, useWords, Value } from '@openward/platform/ui';
import type { NoteLine, NoteShown } from '../../contract/index.ts';
import classes from './notes.module.css';

/** The note and what amends or adds to it, oldest first. */
export function NoteVersions({ note, open }: { note: NoteShown; open: (note_id: string) => void }) {
  const t = useWords();
  return (
    <>
      <h3>{t('Versions')}</h3>
      <ol className={classes.list}>
        {note.versions.map((each) => (
          <li key={each.id}>
            <NoteEntry note={each} current={each.id === note.id} open={open} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** A note in a list: what it is, who signed it and when, and whether it still stands. */
export function NoteEntry({ note, current, open }: { note: NoteLine; current: boolean; open: (note_id: string) => void }) {
  const t = useWords();
  const { title, author, signed_at, relation, amended_by, error, cosigner, cosigned_at } = note;
  const marks = [
    ...(relation === 'amends' ? [t('Amendment')] : relation === 'adds_to' ? [t('Addendum')] : []),
    ...(error === null ? [] : [t('Made in error')]),
    ...(amended_by === null ? [] : [t('Amended since')]),
    ...(cosigner !== null && cosigned_at === null && error === null ? [t('Not cosigned yet')] : []),
  ];
  return (
    <button type="button" className={classes.entry} aria-current={current || undefined} onClick={() => open(note.id)}>
      <strong className={error === null ? undefined : classes.struck}>
        <Value>{title}</Value>
      </strong>
      <span className="quiet">
        <Value script="latin">{clinicalInstant(signed_at)}</Value> <Value>{author.name}</Value>
      </span>
      {marks.length > 0 && <span>{marks.join(' · ')}</span>}
    </button>
  );
}
