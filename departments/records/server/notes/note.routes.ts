import { hash } from 'node:crypto';
import { badInput, Problem, serve } from '@openward/platform/http';
import { accountNames } from '@openward/platform/auth';
import { recordsContract } from '../../contract/index.ts';
import { noteText, saysNothing } from '../../rules/notes/text.ts';
import { closeLoop, closeLoopsAbout } from '../loop/close.ts';
import { knownOwner, openLoop } from '../loop/open.ts';
import { noteDueHours, takeDraft } from './draft.sql.ts';
import { changedMeanwhile, heldDraft } from './draft.routes.ts';
import { findNote, insertNote, markCosigned, markError } from './note.sql.ts';
import { cosignLoop, heldNote, noteShown, projectNote } from './note.ts';

const note = serve(recordsContract.note, async ({ patient_id, note_id }, act) => {
  await heldNote(act, patient_id, note_id);
  act.audit.detail({ note_id });
  return noteShown(act, note_id);
});

const signNote = serve(recordsContract.signNote, async ({ patient_id, note_id, version, cosigner_id }, act) => {
  const draft = await heldDraft(act, patient_id, note_id);
  if (saysNothing(draft.sections)) throw new Problem(422, 'records.note_empty', 'There is nothing to sign yet', { field: 'sections' });
  if (cosigner_id === act.actor.account_id) throw badInput('cosigner_id', 'records.cosigned_by_oneself', 'Nobody cosigns their own note');
  if (cosigner_id !== null) await knownOwner(act.tx, { kind: 'account', id: cosigner_id }, 'cosigner_id');
  // Whoever takes the draft away signs it; what was typed since the version that they saw is not signed unseen.
  if (!(await takeDraft(act.tx, note_id, version))) throw await changedMeanwhile(act, draft);
  const { title, sections, related_id, relation } = draft;
  const text = noteText(title, sections);
  await insertNote(act.tx, {
    ...draft, text, sha256_bytes: hash('sha256', Buffer.from(text, 'utf8'), 'buffer'), author_name: act.actor.display_name,
    cosigner: cosigner_id, cosigner_name: cosigner_id === null ? null : ((await accountNames(act.tx, [cosigner_id])).get(cosigner_id) ?? 'A colleague'),
  });
  await projectNote(act.tx, note_id);
  if (relation === 'amends' && related_id !== null) {
    await projectNote(act.tx, related_id);
    await closeLoopsAbout(act.tx, { type: 'DocumentReference', id: related_id }, { cancelled: 'The note was amended' }, ['cosign']);
  }
  await closeLoop(act.tx, draft.loop_id, { outcome: 'done' });
  if (cosigner_id !== null) {
    const due = new Date(Date.now() + (await noteDueHours(act.tx)) * 3_600_000);
    await openLoop(act.tx, {
      kind: 'cosign', title, patient_id: draft.patient_id, owner: { kind: 'account', id: cosigner_id }, due, visit_id: draft.visit_id,
      about: { type: 'DocumentReference', id: note_id },
    });
  }
  act.audit.detail({ note_id, note_type: draft.note_type, ...(relation === null ? {} : { relation, related_id }) });
  return noteShown(act, note_id);
});

const cosignNote = serve(recordsContract.cosignNote, async ({ patient_id, note_id, declined }, act) => {
  const held = await heldNote(act, patient_id, note_id);
  const loop = await cosignLoop(act, held);
  if (loop === undefined) throw new Problem(409, 'records.not_to_cosign', 'This note does not wait for your signature', { field: 'note_id' });
  act.audit.detail({ note_id, declined: declined !== null });
  if (declined !== null) {
    await closeLoop(act.tx, loop.id, { cancelled: declined });
    const due = new Date(Date.now() + (await noteDueHours(act.tx)) * 3_600_000);
    await openLoop(act.tx, {
      kind: 'task', title: `Not cosigned: ${held.title}. ${declined}`, patient_id: held.patient_id, owner: { kind: 'account', id: held.author }, due,
      visit_id: held.visit_id, about: { type: 'DocumentReference', id: note_id },
    });
    return noteShown(act, note_id);
  }
  if (!(await markCosigned(act.tx, note_id, act.actor.display_name))) {
    throw new Problem(409, 'records.not_to_cosign', 'This note does not wait for your signature', { field: 'note_id' });
  }
  await closeLoop(act.tx, loop.id, { outcome: 'done' });
  await projectNote(act.tx, note_id);
  return noteShown(act, note_id);
});

const noteInError = serve(recordsContract.noteInError, async ({ patient_id, note_id, reason }, act) => {
  const held = await heldNote(act, patient_id, note_id);
  if (!(await markError(act.tx, note_id, reason, act.actor.display_name))) {
    throw new Problem(409, 'records.note_in_error', 'This note was marked as entered in error', { field: 'note_id' });
  }
  await projectNote(act.tx, note_id);
  // What it amended stands again.
  if (held.relation === 'amends' && held.related_id !== null && (await findNote(act.tx, held.related_id)) !== undefined) await projectNote(act.tx, held.related_id);
  await closeLoopsAbout(act.tx, { type: 'DocumentReference', id: note_id }, { cancelled: 'The note was marked as entered in error' });
  act.audit.detail({ note_id });
  return noteShown(act, note_id);
});

export const noteRoutes = { note, signNote, cosignNote, noteInError };
