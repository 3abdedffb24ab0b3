import { createHash } from 'node:crypto';
import { seal, SealBroken, unseal } from '@openward/platform/crypto';
import { AuditedFailure } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { part_bytes } from '../../contract/documents.ts';
import { readPart, writePart } from './document.sql.ts';
import type { DocumentRow } from './document.sql.ts';

const place = (id: string, part: number) => ({ table: 'records.document_content', column: 'sealed', row: `${id}/${part}` });

/** How many parts a file of this length has. */
export const partsOf = (bytes: number): number => Math.ceil(bytes / part_bytes);

/** How long one part of a file must be. */
export const lengthOfPart = (bytes: number, part: number): number => Math.min(part_bytes, bytes - part * part_bytes);

/** Keeps a part, sealed for its place: moved to another file or another place in it, it does not open. */
export const keepPart = (tx: Tx, id: string, part: number, content: Buffer): Promise<void> => writePart(tx, id, part, seal(content, place(id, part)));

/** The parts of a file in order, opened one after the other. A part that is missing ends it; one that was altered throws `SealBroken`. */
export async function* openParts(tx: Tx, { id, bytes }: Pick<DocumentRow, 'id' | 'bytes'>): AsyncGenerator<Buffer> {
  for (let part = 0; part < partsOf(bytes); part += 1) {
    const sealed = await readPart(tx, id, part);
    if (sealed === undefined) return;
    yield unseal(sealed, place(id, part));
  }
}

/** The whole content of a file that was kept, verified: what is not what was kept is not shown, and its reading is audited as a failure. */
export async function contentOf(tx: Tx, document: DocumentRow): Promise<Buffer> {
  const { bytes, sha256 } = document;
  const content = Buffer.allocUnsafe(bytes);
  const hash = createHash('sha256');
  let at = 0;
  try {
    for await (const part of openParts(tx, document)) {
      at += part.copy(content, at);
      hash.update(part);
    }
  } catch (error) {
    if (error instanceof SealBroken) throw altered(document, 'seal');
    throw error;
  }
  if (at !== bytes) throw altered(document, 'length');
  if (hash.digest('hex') !== sha256) throw altered(document, 'sha256');
  return content;
}

const altered = ({ id, patient_id }: DocumentRow, found_by: string) =>
  new AuditedFailure(409, 'records.document_altered', 'This file is not what was kept: tell those who run the system', patient_id, { document_id: id, found_by });
