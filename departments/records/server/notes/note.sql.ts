import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { NoteSection } from '../../contract/notes.ts';

/** A signed note as it is read. */
export interface NoteRow {
  id: string;
  patient_id: string;
  visit_id: string | null;
  note_type: string;
  title: string;
  sections: NoteSection[];
  text: string;
  sha256: string;
  relation: 'amends' | 'adds_to' | null;
  related_id: string | null;
  amended_by: string | null;
  author: string;
  author_name: string;
  author_staff_id: string | null;
  signed_at: Date;
  cosigner: string | null;
  cosigner_name: string | null;
  cosigner_staff_id: string | null;
  cosigned_at: Date | null;
  error_reason: string | null;
  error_by_name: string | null;
  error_at: Date | null;
}

const read = sql`
  select n.id, n.patient_id, n.visit_id, n.note_type, n.title, n.sections, n.text, encode(n.text_sha256, 'hex') as sha256, n.relation, n.related_id,
    (select a.id from records.note a where a.related_id = n.id and a.relation = 'amends' and a.error_at is null) as amended_by,
    n.author, n.author_name, author.staff_id as author_staff_id, n.signed_at,
    n.cosigner, n.cosigner_name, cosigner.staff_id as cosigner_staff_id, n.cosigned_at, n.error_reason, n.error_by_name, n.error_at
  from records.note n
  left join auth.account author on author.id = n.author
  left join auth.account cosigner on cosigner.id = n.cosigner`;

/** The signed notes of these records, newest first. */
export async function notesOf(tx: Tx, patient_ids: readonly string[], visit_id: string | null = null): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`${read} where n.patient_id = any (${patient_ids}::uuid[]) and (${visit_id}::text is null or n.visit_id = ${visit_id})
    order by n.signed_at desc, n.id`.execute(tx);
  return rows;
}

export async function findNote(tx: Tx, id: string): Promise<NoteRow | undefined> {
  const { rows } = await sql<NoteRow>`${read} where n.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/** A note with all that it amends or adds to, and all that amend or add to it, oldest first. */
export async function versionsOf(tx: Tx, id: string): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    with recursive up as (
      select id, related_id from records.note where id = ${id}::uuid
      union
      select n.id, n.related_id from records.note n join up on n.id = up.related_id
    ), family as (
      select id from up
      union
      select n.id from records.note n join family on n.related_id = family.id
    )
    ${read} where n.id in (select id from family) order by n.signed_at, n.id`.execute(tx);
  return rows;
}

export interface NewNote extends Pick<NoteRow, 'id' | 'patient_id' | 'visit_id' | 'note_type' | 'title' | 'sections' | 'text' | 'relation' | 'related_id' | 'author_name' | 'cosigner' | 'cosigner_name'> {
  sha256_bytes: Buffer;
}

export async function insertNote(tx: Tx, note: NewNote): Promise<void> {
  await sql`insert into records.note (id, patient_id, restricted, visit_id, note_type, title, sections, text, text_sha256, relation, related_id,
      author, author_name, cosigner, cosigner_name)
    select ${note.id}::uuid, patient_id, restricted, ${note.visit_id}, ${note.note_type}, ${note.title}, ${JSON.stringify(note.sections)}::jsonb,
      ${note.text}, ${note.sha256_bytes}::bytea, ${note.relation}, ${note.related_id}::uuid, platform.actor_id(), ${note.author_name},
      ${note.cosigner}::uuid, ${note.cosigner_name}
    from records.compartment where patient_id = ${note.patient_id}::uuid`.execute(tx);
}

/** Says that a note was cosigned, unless it was, or was marked as entered in error. */
export async function markCosigned(tx: Tx, id: string, by_name: string): Promise<boolean> {
  const { rows } = await sql`update records.note set cosigner = platform.actor_id(), cosigner_name = ${by_name}, cosigned_at = clock_timestamp()
    where id = ${id}::uuid and cosigned_at is null and error_at is null and cosigner is not null returning id`.execute(tx);
  return rows.length > 0;
}

/** Marks a note as entered in error, unless it is. */
export async function markError(tx: Tx, id: string, reason: string, by_name: string): Promise<boolean> {
  const { rows } = await sql`update records.note set error_at = clock_timestamp(), error_reason = ${reason}, error_by_name = ${by_name}
    where id = ${id}::uuid and error_at is null returning id`.execute(tx);
  return rows.length > 0;
}
