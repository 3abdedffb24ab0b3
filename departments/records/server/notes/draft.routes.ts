import { Problem, serve } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { recordsContract } from '../../contract/index.ts';
import type { NoteSection } from '../../contract/notes.ts';
import { aliasSet } from '../compartment.sql.ts';
import { closeLoop } from '../loop/close.ts';
import { openLoop } from '../loop/open.ts';
import { seeRecord } from '../see.ts';
import { seeVisit } from '../visit.ts';
import { draftShown, draftsOf, findDraft, insertDraft, noteDueHours, saveDraft as save, takeDraft } from './draft.sql.ts';
import type { DraftRow } from './draft.sql.ts';
import { findNote, notesOf } from './note.sql.ts';
import { heldNote, noteLine } from './note.ts';
import { findTemplate } from './template.sql.ts';

const notes = serve(recordsContract.notes, async ({ patient_id, visit_id }, act) => {
  await seeRecord(act, patient_id);
  const records = await aliasSet(act.tx, patient_id);
  const [signed, drafts] = await Promise.all([notesOf(act.tx, records, visit_id ?? null), draftsOf(act.tx, records, visit_id ?? null)]);
  return { notes: signed.map(noteLine), drafts: drafts.map(draftShown) };
});

interface Beginning {
  note_type: string;
  title: string;
  sections: readonly NoteSection[];
}

const startNote = serve(recordsContract.startNote, async ({ patient_id, visit_id, template_id, relation, related_id }, act) => {
  await seeRecord(act, patient_id);
  await seeVisit(act.tx, patient_id, visit_id);
  const beginning = related_id === null ? await fromTemplate(act, template_id ?? '') : await fromNote(act, patient_id, related_id, relation);
  const due = new Date(Date.now() + (await noteDueHours(act.tx)) * 3_600_000);
  const loop = await openLoop(act.tx, {
    kind: 'note', title: beginning.title, patient_id, owner: { kind: 'account', id: act.actor.account_id }, due, visit_id,
  });
  const id = await insertDraft(act.tx, { ...beginning, patient_id, visit_id: visit_id ?? null, relation, related_id, loop_id: loop.id });
  act.audit.detail({ note_id: id, note_type: beginning.note_type, ...(relation === null ? {} : { relation }) });
  return draftShown((await findDraft(act.tx, id))!);
});

async function fromTemplate(act: Act, template_id: string): Promise<Beginning> {
  const template = await findTemplate(act.tx, template_id);
  if (template === undefined || !template.active) {
    throw new Problem(422, 'records.unknown_template', 'There is no such template', { field: 'template_id' });
  }
  return { note_type: template.note_type, title: template.name, sections: template.sections };
}

/** An amendment begins with what the note says; what is added stands beside it, and begins empty. */
async function fromNote(act: Act, patient_id: string, related_id: string, relation: 'amends' | 'adds_to' | null): Promise<Beginning> {
  const { note_type, title, sections, error_at, amended_by } = await heldNote(act, patient_id, related_id);
  if (error_at !== null) throw new Problem(409, 'records.note_in_error', 'This note was marked as entered in error', { field: 'related_id' });
  if (amended_by !== null) throw new Problem(409, 'records.note_amended', 'This note was amended already: take the newer one', { field: 'related_id', amended_by });
  return relation === 'amends' ? { note_type, title, sections } : { note_type, title, sections: [{ heading: 'Addendum', text: '' }] };
}

const saveDraft = serve(recordsContract.saveDraft, async ({ patient_id, note_id, version, title, sections }, act) => {
  const held = await heldDraft(act, patient_id, note_id);
  const saved = await save(act.tx, note_id, version, title, sections);
  if (saved === undefined) throw await changedMeanwhile(act, held);
  act.audit.detail({ note_id, version: saved.version });
  return draftShown(saved);
});

const discardDraft = serve(recordsContract.discardDraft, async ({ patient_id, note_id, version }, act) => {
  const held = await heldDraft(act, patient_id, note_id);
  if (!(await takeDraft(act.tx, note_id, version))) throw await changedMeanwhile(act, held);
  await closeLoop(act.tx, held.loop_id, { cancelled: 'The draft was discarded' });
  act.audit.detail({ note_id });
  return { discarded: true };
});

export const draftRoutes = { notes, startNote, saveDraft, discardDraft };

/** One’s own draft in the record that was named. */
export async function heldDraft(act: Act, patient_id: string, note_id: string): Promise<DraftRow> {
  await seeRecord(act, patient_id);
  const draft = await findDraft(act.tx, note_id);
  if (draft !== undefined && (await aliasSet(act.tx, patient_id)).includes(draft.patient_id)) return draft;
  if ((await findNote(act.tx, note_id)) !== undefined) throw new Problem(409, 'records.note_signed', 'This note is signed: amend it, or add to it');
  throw new Problem(404, 'records.unknown_draft', 'You have no such draft in this record', { field: 'note_id' });
}

/** The draft was kept from another window, or signed, between reading and writing. */
export async function changedMeanwhile(act: Act, { id, title }: DraftRow): Promise<Problem> {
  const now = await findDraft(act.tx, id);
  if (now === undefined) return new Problem(409, 'records.note_signed', 'This note is signed: amend it, or add to it', { title });
  return new Problem(409, 'records.draft_changed', 'This draft was kept from another window meanwhile', { field: 'version', version: now.version, current: draftShown(now) });
}
