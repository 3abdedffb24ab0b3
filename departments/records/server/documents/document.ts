import { createHash } from 'node:crypto';
import { Problem } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import type { DocumentShown } from '../../contract/documents.ts';
import { toFileReference } from '../../rules/documents/document-reference.ts';
import { aliasSet } from '../compartment.sql.ts';
import { put } from '../put.ts';
import { seeRecord } from '../see.ts';
import { contentOf, openParts } from './content.ts';
import { findDocument } from './document.sql.ts';
import type { DocumentRow } from './document.sql.ts';

/** A file as a screen shows it. */
export function documentShown({ author, author_name, author_staff_id: _staff, kept_at: _kept, created_at, ...row }: DocumentRow): DocumentShown {
  return { ...row, author: { account_id: author, name: author_name }, created_at: created_at.toISOString() };
}

/** A file of the record that was named, or of one that is read as one with it. */
export async function heldDocument(act: Act, patient_id: string, document_id: string): Promise<DocumentRow> {
  await seeRecord(act, patient_id);
  const found = await findDocument(act.tx, document_id);
  if (found === undefined || !(await aliasSet(act.tx, patient_id)).includes(found.patient_id)) {
    throw new Problem(404, 'records.unknown_document', 'There is no such file in this record', { field: 'document_id' });
  }
  return found;
}

/** Gives the FHIR record a file as it stands now. */
export async function projectDocument(tx: Tx, id: string): Promise<void> {
  const found = await findDocument(tx, id);
  if (found?.media_type == null || found.kept_at === null) throw new Error('only a file that was kept has a FHIR face');
  const sha1 = createHash('sha1');
  for await (const part of openParts(tx, found)) sha1.update(part);
  const resource = toFileReference({ ...found, media_type: found.media_type, kept_at: found.kept_at, sha1_base64: sha1.digest('base64') });
  await put(tx, { resource, patient_id: found.patient_id });
}

/** What a FHIR Binary holds. */
export interface Binary {
  patient_id: string;
  content_type: string;
  content: Buffer;
  kept_at: Date;
}

/** The content of a file by its id, verified; undefined where there is none to see. Authorise the record of its patient before you show it. */
export async function binaryOf(tx: Tx, id: string): Promise<Binary | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined;
  const found = await findDocument(tx, id);
  if (found?.media_type == null || found.kept_at === null) return undefined;
  return { patient_id: found.patient_id, content_type: found.media_type, content: await contentOf(tx, found), kept_at: found.kept_at };
}
