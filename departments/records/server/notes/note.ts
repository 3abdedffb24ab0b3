import { hash } from 'node:crypto';
import { Problem } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import type { NoteLine, NoteShown } from '../../contract/notes.ts';
import { toDocumentReference } from '../../rules/notes/document-reference.ts';
import { aliasSet } from '../compartment.sql.ts';
import { coveredNow } from '../inbox/inbox.sql.ts';
import { loopsOfPatient } from '../loop/loop.sql.ts';
import type { LoopRow } from '../loop/loop.sql.ts';
import { put } from '../put.ts';
import { seeRecord } from '../see.ts';
import { findNote, versionsOf } from './note.sql.ts';
import type { NoteRow } from './note.sql.ts';

export const unknownNote = () => new Problem(404, 'records.unknown_note', 'There is no such note in this record', { field: 'note_id' });

/** A signed note of the record that was named, or of one that is read as one with it. */
export async function heldNote(act: Act, patient_id: string, note_id: string): Promise<NoteRow> {
  await seeRecord(act, patient_id);
  const note = await findNote(act.tx, note_id);
  if (note === undefined || !(await aliasSet(act.tx, patient_id)).includes(note.patient_id)) throw unknownNote();
  return note;
}

/** Gives the FHIR record a signed note as it is marked now. */
export async function projectNote(tx: Tx, id: string): Promise<void> {
  const note = await findNote(tx, id);
  if (note === undefined) throw unknownNote();
  const resource = toDocumentReference({
    ...note,
    amended: note.amended_by !== null,
    data_base64: Buffer.from(note.text, 'utf8').toString('base64'),
    sha1_base64: hash('sha1', Buffer.from(note.text, 'utf8'), 'base64'),
  });
  await put(tx, { resource, patient_id: note.patient_id });
}

/** A note without its text. */
export function noteLine(row: NoteRow): NoteLine {
  const { cosigner, cosigner_name, error_at, error_reason } = row;
  return {
    id: row.id,
    patient_id: row.patient_id,
    visit_id: row.visit_id,
    note_type: row.note_type,
    title: row.title,
    author: { account_id: row.author, name: row.author_name },
    signed_at: row.signed_at.toISOString(),
    relation: row.relation,
    related_id: row.related_id,
    amended_by: row.amended_by,
    cosigner: cosigner === null || cosigner_name === null ? null : { account_id: cosigner, name: cosigner_name },
    cosigned_at: row.cosigned_at?.toISOString() ?? null,
    error: error_at === null ? null : { reason: error_reason ?? '', by: row.error_by_name, at: error_at.toISOString() },
  };
}

/** A note as a screen shows it, with its other versions. */
export async function noteShown(act: Act, id: string): Promise<NoteShown> {
  const note = await findNote(act.tx, id);
  if (note === undefined) throw unknownNote();
  // One that was moved to another record alone is no version of what is read here.
  const own = await aliasSet(act.tx, note.patient_id);
  const versions = (await versionsOf(act.tx, id)).filter(({ patient_id }) => own.includes(patient_id));
  const { sections, text, sha256 } = note;
  return { ...noteLine(note), sections, text, sha256, versions: versions.map(noteLine), may_cosign: (await cosignLoop(act, note)) !== undefined };
}

/** What is open until a note is cosigned, if it is up to whoever asks: theirs, or that of somebody whom they cover. */
export async function cosignLoop(act: Act, note: NoteRow): Promise<LoopRow | undefined> {
  const open = (await loopsOfPatient(act.tx, [note.patient_id], false)).find(({ kind, about_id }) => kind === 'cosign' && about_id === note.id);
  if (open === undefined || note.author === act.actor.account_id) return undefined;
  if (open.owner_account === act.actor.account_id) return open;
  const covered = await coveredNow(act.tx, act.actor.account_id);
  return covered.some(({ account_id }) => account_id === open.owner_account) ? open : undefined;
}
