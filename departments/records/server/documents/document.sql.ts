import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { DocumentCategory, DocumentShown, MediaType } from '../../contract/documents.ts';

export interface DocumentRow {
  id: string;
  patient_id: string;
  visit_id: string | null;
  category: DocumentCategory;
  title: string;
  file_name: string;
  document_date: string | null;
  bytes: number;
  media_type: MediaType | null;
  sha256: string | null;
  state: DocumentShown['state'];
  replaces_id: string | null;
  author: string;
  author_name: string | null;
  author_staff_id: string | null;
  created_at: Date;
  kept_at: Date | null;
  error_reason: string | null;
}

const read = sql`select d.id, d.patient_id, d.visit_id, d.category, d.title, d.file_name, d.document_date, d.bytes, d.media_type,
    encode(d.sha256, 'hex') as sha256, d.state, d.replaces_id, d.author, d.author_name, a.staff_id as author_staff_id, d.created_at, d.kept_at, d.error_reason
  from records.document d left join auth.account a on a.id = d.author`;

/** The files of these records, newest first; past ones (superseded, in error) only if asked. */
export async function documentsOf(tx: Tx, patient_ids: readonly string[], past: boolean): Promise<DocumentRow[]> {
  const { rows } = await sql<DocumentRow>`${read} where d.patient_id = any (${patient_ids}::uuid[]) and d.state <> 'uploading' and (${past} or d.state = 'current')
    order by d.created_at desc, d.id limit 1000`.execute(tx);
  return rows;
}

export async function findDocument(tx: Tx, id: string): Promise<DocumentRow | undefined> {
  const { rows } = await sql<DocumentRow>`${read} where d.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/** The largest file that the hospital takes. */
export async function documentBytesMax(tx: Tx): Promise<number> {
  const { rows } = await sql<{ document_bytes_max: number }>`select document_bytes_max from records.setting`.execute(tx);
  return rows[0]?.document_bytes_max ?? 0;
}

type NewDocument = Pick<DocumentRow, 'patient_id' | 'visit_id' | 'category' | 'title' | 'file_name' | 'document_date' | 'bytes' | 'replaces_id' | 'author_name'>;

export async function insertDocument(tx: Tx, document: NewDocument): Promise<string> {
  const { visit_id, category, title, file_name, document_date, bytes, replaces_id, author_name } = document;
  const { rows } = await sql<{ id: string }>`
    insert into records.document (patient_id, restricted, visit_id, category, title, file_name, document_date, bytes, replaces_id, author_name)
    select patient_id, restricted, ${visit_id}, ${category}, ${title}, ${file_name}, ${document_date}::date, ${bytes}::int, ${replaces_id}::uuid, ${author_name}
    from records.compartment where patient_id = ${document.patient_id}::uuid returning id`.execute(tx);
  return rows[0]?.id ?? '';
}

/** Keeps one sealed part, in place of the same part that was sent before. */
export async function writePart(tx: Tx, document_id: string, part: number, sealed: Buffer): Promise<void> {
  await sql`insert into records.document_content (document_id, part, sealed) values (${document_id}::uuid, ${part}, ${sealed}::bytea)
    on conflict (document_id, part) do update set sealed = excluded.sealed`.execute(tx);
}

/** One sealed part; one at a time, so that memory holds no file twice. */
export async function readPart(tx: Tx, document_id: string, part: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ sealed: Buffer }>`select sealed from records.document_content where document_id = ${document_id}::uuid and part = ${part}`.execute(tx);
  return rows[0]?.sealed;
}

/** Marks an upload as kept; false where it is none any more. Holds the row, so that no part comes in meanwhile. */
export async function markKept(tx: Tx, id: string, media_type: string, sha256: Buffer): Promise<boolean> {
  const { rows } = await sql`update records.document set state = 'current', media_type = ${media_type}, sha256 = ${sha256}::bytea, kept_at = clock_timestamp()
    where id = ${id}::uuid and state = 'uploading' returning id`.execute(tx);
  return rows.length > 0;
}

/** Locks an upload for whoever finishes it. */
export async function lockDocument(tx: Tx, id: string): Promise<void> {
  await sql`select from records.document where id = ${id}::uuid for update`.execute(tx);
}

export async function setState(tx: Tx, id: string, from: DocumentShown['state'], to: DocumentShown['state'], reason: string | null = null): Promise<boolean> {
  const { rows } = await sql`update records.document set state = ${to}, error_reason = ${reason} where id = ${id}::uuid and state = ${from} returning id`.execute(tx);
  return rows.length > 0;
}
