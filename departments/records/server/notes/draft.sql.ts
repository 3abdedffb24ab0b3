import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { DraftShown, NoteSection } from '../../contract/notes.ts';

/** A draft as its author reads it. Row-level security shows it to nobody else. */
export interface DraftRow extends Omit<DraftShown, 'due' | 'updated_at'> {
  loop_id: string;
  due: Date;
  updated_at: Date;
}

const read = sql`select d.id, d.patient_id, d.visit_id, d.note_type, d.title, d.sections, d.relation, d.related_id, d.loop_id, l.due, d.updated_at, d.version
  from records.note_draft d join records.loop l on l.id = d.loop_id`;

export const draftShown = ({ loop_id: _loop_id, due, updated_at, ...row }: DraftRow): DraftShown => ({
  ...row, due: due.toISOString(), updated_at: updated_at.toISOString(),
});

/** One’s own drafts in these records. */
export async function draftsOf(tx: Tx, patient_ids: readonly string[], visit_id: string | null = null): Promise<DraftRow[]> {
  const { rows } = await sql<DraftRow>`${read} where d.patient_id = any (${patient_ids}::uuid[]) and (${visit_id}::text is null or d.visit_id = ${visit_id})
    order by d.updated_at desc, d.id`.execute(tx);
  return rows;
}

export async function findDraft(tx: Tx, id: string): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`${read} where d.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

export interface NewDraft {
  patient_id: string;
  visit_id: string | null;
  note_type: string;
  title: string;
  sections: readonly NoteSection[];
  relation: 'amends' | 'adds_to' | null;
  related_id: string | null;
  loop_id: string;
}

export async function insertDraft(tx: Tx, draft: NewDraft): Promise<string> {
  const { patient_id, visit_id, note_type, title, sections, relation, related_id, loop_id } = draft;
  const { rows } = await sql<{ id: string }>`
    insert into records.note_draft (patient_id, restricted, visit_id, note_type, title, sections, relation, related_id, loop_id)
    select patient_id, restricted, ${visit_id}, ${note_type}, ${title}, ${JSON.stringify(sections)}::jsonb, ${relation}, ${related_id}::uuid, ${loop_id}::uuid
    from records.compartment where patient_id = ${patient_id}::uuid returning id`.execute(tx);
  return rows[0]?.id ?? '';
}

/** Keeps what was typed, if the draft still has the version that was seen; undefined otherwise. */
export async function saveDraft(tx: Tx, id: string, version: number, title: string, sections: readonly NoteSection[]): Promise<DraftRow | undefined> {
  const { rows } = await sql`update records.note_draft set title = ${title}, sections = ${JSON.stringify(sections)}::jsonb,
      updated_at = clock_timestamp(), version = version + 1
    where id = ${id}::uuid and version = ${version} returning id`.execute(tx);
  return rows.length === 0 ? undefined : findDraft(tx, id);
}

/** Takes the draft away, if it still has the version that was seen: of two who sign or discard it, one does. */
export async function takeDraft(tx: Tx, id: string, version: number): Promise<boolean> {
  const { rows } = await sql`delete from records.note_draft where id = ${id}::uuid and version = ${version} returning id`.execute(tx);
  return rows.length > 0;
}

/** Within how many hours a note is to be signed, and cosigned. */
export async function noteDueHours(tx: Tx): Promise<number> {
  const { rows } = await sql<{ note_due_hours: number }>`select note_due_hours from records.setting`.execute(tx);
  return rows[0]?.note_due_hours ?? 24;
}
