import { createHash } from 'node:crypto';
import { badInput, Problem, serve } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { refuseInfected } from '@openward/platform/scanner';
import { recordsContract } from '../../contract/index.ts';
import { isPlainText, mediaTypeOf } from '../../rules/documents/media-type.ts';
import { safeFileName } from '../../rules/documents/file-name.ts';
import type { MediaType } from '../../contract/documents.ts';
import { seeRecord } from '../see.ts';
import { seeVisit } from '../visit.ts';
import { keepPart, lengthOfPart, openParts, partsOf } from './content.ts';
import { documentBytesMax, findDocument, insertDocument, lockDocument, markKept, setState } from './document.sql.ts';
import type { DocumentRow } from './document.sql.ts';
import { documentShown, heldDocument, projectDocument } from './document.ts';

const startDocument = serve(recordsContract.startDocument, async ({ patient_id, visit_id, file_name, bytes, replaces_id, ...rest }, act) => {
  await seeRecord(act, patient_id);
  await seeVisit(act.tx, patient_id, visit_id);
  const most = await documentBytesMax(act.tx);
  if (bytes > most) throw new Problem(413, 'records.document_too_large', `A file may have at most ${Math.floor(most / 1_048_576)} MB`, { field: 'bytes', bytes_max: most });
  if (replaces_id !== null) await replaceable(act, patient_id, replaces_id);
  const id = await insertDocument(act.tx, { ...rest, patient_id, visit_id, bytes, replaces_id, file_name: safeFileName(file_name), author_name: act.actor.display_name });
  act.audit.detail({ document_id: id, bytes });
  return documentShown((await findDocument(act.tx, id))!);
});

const putDocumentPart = serve(recordsContract.putDocumentPart, async ({ patient_id, document_id, part, content_base64 }, act) => {
  const held = uploading(await heldDocument(act, patient_id, document_id));
  const content = Buffer.from(content_base64, 'base64');
  if (part >= partsOf(held.bytes)) throw badInput('part', 'records.document_part', 'The file has fewer parts than that');
  const expected = lengthOfPart(held.bytes, part);
  if (content.length !== expected) throw badInput('content_base64', 'records.document_part', `This part must have ${expected} bytes`);
  await keepPart(act.tx, document_id, part, content);
  act.audit.detail({ document_id, part });
  return { part, bytes: content.length };
});

const finishDocument = serve(recordsContract.finishDocument, async ({ patient_id, document_id, sha256 }, act) => {
  await seeRecord(act, patient_id);
  await lockDocument(act.tx, document_id);
  const held = uploading(await heldDocument(act, patient_id, document_id));
  const { media_type, digest, bytes } = await examine(act, held);
  if (bytes !== held.bytes) throw new Problem(409, 'records.document_incomplete', 'Some parts of the file have not come yet', { field: 'document_id' });
  if (media_type === null) throw new Problem(415, 'records.document_type', 'Only PDF, PNG, JPEG, TIFF and plain text are taken', { field: 'content_base64' });
  if (sha256 !== null && digest.toString('hex') !== sha256) {
    throw new Problem(409, 'records.document_garbled', 'What came is not what was sent: send the file again', { field: 'sha256' });
  }
  await refuseInfected(openParts(act.tx, held), { patient_id, field: 'content_base64', found: { document_id } });
  if (held.replaces_id !== null) await replaceable(act, patient_id, held.replaces_id);
  await markKept(act.tx, document_id, media_type, digest);
  await projectDocument(act.tx, document_id);
  if (held.replaces_id !== null) {
    await setState(act.tx, held.replaces_id, 'current', 'superseded');
    await projectDocument(act.tx, held.replaces_id);
  }
  act.audit.detail({ document_id, media_type, bytes });
  return documentShown((await findDocument(act.tx, document_id))!);
});

const documentInError = serve(recordsContract.documentInError, async ({ patient_id, document_id, reason }, act) => {
  const held = await heldDocument(act, patient_id, document_id);
  if (held.state === 'uploading' || !(await setState(act.tx, document_id, held.state === 'superseded' ? 'superseded' : 'current', 'entered_in_error', reason))) {
    throw new Problem(409, 'records.entered_in_error', 'This entry was marked as made in error', { field: 'document_id' });
  }
  await projectDocument(act.tx, document_id);
  // What it replaced stands again.
  if (held.replaces_id !== null && (await setState(act.tx, held.replaces_id, 'superseded', 'current'))) await projectDocument(act.tx, held.replaces_id);
  act.audit.detail({ document_id });
  return documentShown((await findDocument(act.tx, document_id))!);
});

export const uploadRoutes = { startDocument, putDocumentPart, finishDocument, documentInError };

function uploading(row: DocumentRow): DocumentRow {
  if (row.state !== 'uploading') throw new Problem(409, 'records.document_kept', 'This file was kept, and never changes: replace it by another', { field: 'document_id' });
  return row;
}

async function replaceable(act: Act, patient_id: string, id: string): Promise<void> {
  const replaced = await heldDocument(act, patient_id, id);
  if (replaced.state !== 'current') throw new Problem(409, 'records.document_replaced', 'This file was replaced already, or marked as made in error', { field: 'replaces_id' });
}

/** Reads an upload once, part by part: what it is, how long, and its hash. */
async function examine(act: Act, held: DocumentRow): Promise<{ media_type: MediaType | null; digest: Buffer; bytes: number }> {
  const hash = createHash('sha256');
  let media_type: MediaType | null = null;
  let bytes = 0;
  for await (const part of openParts(act.tx, held)) {
    if (bytes === 0) media_type = mediaTypeOf(part);
    // Text that turns into something else further on is not text.
    else if (media_type === 'text/plain' && !isPlainText(part.subarray(boundary(part)))) media_type = null;
    hash.update(part);
    bytes += part.length;
  }
  return { media_type, digest: hash.digest(), bytes };
}

/** Where the first whole letter of a part begins: one that was cut at the end of the part before goes on in this one. */
function boundary(part: Uint8Array): number {
  let at = 0;
  while (at < 3 && (part[at] ?? 0) >> 6 === 0b10) at += 1;
  return at;
}
