import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { NoteTemplate } from '../../contract/notes.ts';

type TemplateFields = Omit<NoteTemplate, 'id' | 'version'>;

const columns = sql.raw('id, name, note_type, sections, active, version');

/** Templates by name; those that are offered no more only if asked. */
export async function listTemplates(tx: Tx, all: boolean): Promise<NoteTemplate[]> {
  const { rows } = await sql<NoteTemplate>`select ${columns} from records.note_template where active or ${all} order by name`.execute(tx);
  return rows;
}

export async function findTemplate(tx: Tx, id: string): Promise<NoteTemplate | undefined> {
  const { rows } = await sql<NoteTemplate>`select ${columns} from records.note_template where id = ${id}::uuid`.execute(tx);
  return rows[0];
}

export async function insertTemplate(tx: Tx, { name, note_type, sections, active }: TemplateFields, by_name: string): Promise<NoteTemplate> {
  const { rows } = await sql<NoteTemplate>`insert into records.note_template (name, note_type, sections, active, updated_by_name)
    values (${name}, ${note_type}, ${JSON.stringify(sections)}::jsonb, ${active}, ${by_name}) returning ${columns}`.execute(tx);
  return rows[0]!;
}

/** Changes a template if it still has the version that was seen. */
export async function updateTemplate(tx: Tx, id: string, version: number, { name, note_type, sections, active }: TemplateFields, by_name: string): Promise<NoteTemplate | undefined> {
  const { rows } = await sql<NoteTemplate>`update records.note_template set name = ${name}, note_type = ${note_type}, sections = ${JSON.stringify(sections)}::jsonb,
      active = ${active}, updated_by_name = ${by_name}, updated_at = clock_timestamp(), version = version + 1
    where id = ${id}::uuid and version = ${version} returning ${columns}`.execute(tx);
  return rows[0];
}
