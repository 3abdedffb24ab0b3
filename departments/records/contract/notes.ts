import { line } from '@openward/platform/fhir';
import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { resourceId } from './resource.ts';
import { version } from './statement.ts';
import { prose } from './text.ts';

/** What notes are called (LOINC), as far as templates offer them. */
export const noteTypes = {
  '11506-3': 'Progress note',
  '34117-2': 'History and physical note',
  '11488-4': 'Consult note',
  '57133-1': 'Referral note',
  '18842-5': 'Discharge summary',
  '28570-0': 'Procedure note',
  '59284-0': 'Consent document',
} as const;
export type NoteType = keyof typeof noteTypes;

const noteType = z.enum(Object.keys(noteTypes) as [NoteType, ...NoteType[]]);

/** A part of a note under its heading. */
export const NoteSection = z.strictObject({ heading: line(120), text: prose(50_000) });
export type NoteSection = z.output<typeof NoteSection>;
const sections = z.array(NoteSection).min(1).max(40);

const person = z.object({ account_id: z.uuid(), name: z.string() });

/** A note that its author is writing. */
export const DraftShown = z.object({
  id: z.uuid(),
  patient_id: z.uuid(),
  visit_id: z.string().nullable(),
  note_type: z.string(),
  title: z.string(),
  sections: z.array(NoteSection),
  relation: z.enum(['amends', 'adds_to']).nullable(),
  related_id: z.uuid().nullable(),
  due: z.string(),
  updated_at: z.string(),
  version: z.int(),
});
export type DraftShown = z.output<typeof DraftShown>;

/** A signed note, without its text. */
export const NoteLine = z.object({
  id: z.uuid(),
  patient_id: z.uuid(),
  visit_id: z.string().nullable(),
  note_type: z.string(),
  title: z.string(),
  author: person,
  signed_at: z.string(),
  relation: z.enum(['amends', 'adds_to']).nullable(),
  related_id: z.uuid().nullable(),
  /** The note that replaces it. */
  amended_by: z.uuid().nullable(),
  cosigner: person.nullable(),
  cosigned_at: z.string().nullable(),
  error: z.object({ reason: z.string(), by: z.string().nullable(), at: z.string() }).nullable(),
});
export type NoteLine = z.output<typeof NoteLine>;

/** A signed note. */
export const NoteShown = NoteLine.extend({
  sections: z.array(NoteSection),
  text: z.string(),
  /** SHA-256 of the text, in hexadecimal; the database holds it to the text. */
  sha256: z.string(),
  /** This note and all that it amends or adds to, or that amend or add to it, oldest first. */
  versions: z.array(NoteLine),
  /** It waits for the cosignature of whoever asks, or of somebody whom they cover. */
  may_cosign: z.boolean(),
});
export type NoteShown = z.output<typeof NoteShown>;

const place = { patient_id: z.uuid(), note_id: z.uuid() };

const events = { patient: 'input', permission: 'records.write' } as const;

export const noteContract = {
  notes: endpoint({
    method: 'GET', path: '/patients/{patient_id}/notes', summary: 'The signed notes of a patient, newest first, and one’s own drafts',
    permission: 'records.read', patient: 'input', event: 'records.note.list',
  })
    .input(z.strictObject({ patient_id: z.uuid(), visit_id: resourceId.optional() }))
    .output(z.object({ notes: z.array(NoteLine), drafts: z.array(DraftShown) })),

  note: endpoint({
    method: 'GET', path: '/patients/{patient_id}/notes/{note_id}', summary: 'One signed note, with what came before and after it',
    permission: 'records.read', patient: 'input', event: 'records.note.read',
  })
    .input(z.strictObject(place))
    .output(NoteShown),

  startNote: endpoint({
    method: 'POST', path: '/patients/{patient_id}/note-drafts', summary: 'Begin a note: from a template, or to amend or add to a signed one',
    ...events, event: 'records.note.begin', status: 201,
  })
    .input(
      z
        .strictObject({
          patient_id: z.uuid(),
          visit_id: resourceId.nullable().default(null),
          template_id: z.uuid().nullable().default(null),
          relation: z.enum(['amends', 'adds_to']).nullable().default(null),
          related_id: z.uuid().nullable().default(null),
        })
        .refine(({ relation, related_id }) => (relation === null) === (related_id === null), { message: 'Name the note that it amends or adds to', path: ['related_id'] })
        .refine(({ template_id, relation }) => template_id !== null || relation !== null, { message: 'Choose a template', path: ['template_id'] }),
    )
    .output(DraftShown),

  saveDraft: endpoint({
    method: 'PUT', path: '/patients/{patient_id}/note-drafts/{note_id}', summary: 'Keep what was typed; only its author sees it',
    ...events, event: 'records.note.keep', body_bytes_max: 1_048_576,
  })
    .input(z.strictObject({ ...place, version, title: line(200), sections }))
    .output(DraftShown),

  discardDraft: endpoint({
    method: 'POST', path: '/patients/{patient_id}/note-drafts/{note_id}/discard', summary: 'Throw a draft away',
    ...events, event: 'records.note.discard',
  })
    .input(z.strictObject({ ...place, version }))
    .output(z.object({ discarded: z.boolean() })),

  signNote: endpoint({
    method: 'POST', path: '/patients/{patient_id}/note-drafts/{note_id}/sign', summary: 'Sign a draft: from now on it never changes; a colleague may be asked to cosign',
    ...events, event: 'records.note.sign',
  })
    .input(z.strictObject({ ...place, version, cosigner_id: z.uuid().nullable().default(null) }))
    .output(NoteShown),

  cosignNote: endpoint({
    method: 'POST', path: '/patients/{patient_id}/notes/{note_id}/cosign', summary: 'Cosign a note, or decline with a reason, which goes back to its author',
    ...events, event: 'records.note.cosign',
  })
    .input(z.strictObject({ ...place, declined: line(2000).nullable().default(null) }))
    .output(NoteShown),

  noteInError: endpoint({
    method: 'POST', path: '/patients/{patient_id}/notes/{note_id}/entered-in-error', summary: 'Mark a note as entered in error; it stays readable, with the reason',
    ...events, event: 'records.note.mark',
  })
    .input(z.strictObject({ ...place, reason: line(2000) }))
    .output(NoteShown),
};

/** A template of notes. */
export const NoteTemplate = z.object({
  id: z.uuid(), name: z.string(), note_type: z.string(), sections: z.array(NoteSection), active: z.boolean(), version: z.int(),
});
export type NoteTemplate = z.output<typeof NoteTemplate>;

const templateFields = { name: line(120), note_type: noteType, sections, active: z.boolean().default(true) };
export const NewNoteTemplate = z.strictObject(templateFields);
export type NewNoteTemplate = z.input<typeof NewNoteTemplate>;

export const templateContract = {
  noteTemplates: endpoint({
    method: 'GET', path: '/note-templates', summary: 'The templates of notes, by name',
    permission: 'records.read', patient: 'none', event: 'none',
  })
    .input(z.strictObject({ all: z.boolean().default(false) }))
    .output(z.object({ templates: z.array(NoteTemplate) })),

  addNoteTemplate: endpoint({
    method: 'POST', path: '/note-templates', summary: 'Add a template of notes',
    permission: 'records.templates', patient: 'none', event: 'records.template.add', status: 201,
  })
    .input(NewNoteTemplate)
    .output(NoteTemplate),

  changeNoteTemplate: endpoint({
    method: 'PUT', path: '/note-templates/{template_id}', summary: 'Change a template, or offer it no more',
    permission: 'records.templates', patient: 'none', event: 'records.template.change',
  })
    .input(z.strictObject({ template_id: z.uuid(), version, ...templateFields }))
    .output(NoteTemplate),
};
