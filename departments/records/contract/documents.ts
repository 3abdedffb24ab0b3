import { day, line } from '@openward/platform/fhir';
import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { resourceId } from './resource.ts';

export const documentCategories = ['letter', 'report', 'image', 'consent', 'identity', 'other'] as const;
export type DocumentCategory = (typeof documentCategories)[number];

/** What a file may be, by its content. */
export const mediaTypes = ['application/pdf', 'image/png', 'image/jpeg', 'image/tiff', 'text/plain'] as const;
export type MediaType = (typeof mediaTypes)[number];

/** A file comes in parts of this many bytes; the last may be shorter. */
export const part_bytes = 786_432;

export const DocumentShown = z.object({
  id: z.uuid(),
  patient_id: z.uuid(),
  visit_id: z.string().nullable(),
  category: z.enum(documentCategories),
  title: z.string(),
  file_name: z.string(),
  document_date: z.string().nullable(),
  bytes: z.int(),
  /** Null while it is being uploaded. */
  media_type: z.enum(mediaTypes).nullable(),
  sha256: z.string().nullable(),
  state: z.enum(['uploading', 'current', 'superseded', 'entered_in_error']),
  replaces_id: z.uuid().nullable(),
  author: z.object({ account_id: z.uuid(), name: z.string().nullable() }),
  created_at: z.string(),
  error_reason: z.string().nullable(),
});
export type DocumentShown = z.output<typeof DocumentShown>;

const place = { patient_id: z.uuid(), document_id: z.uuid() };
const writes = { permission: 'records.write', patient: 'input' } as const;

export const documentContract = {
  documents: endpoint({
    method: 'GET', path: '/patients/{patient_id}/documents', summary: 'The files of a chart, newest first',
    permission: 'records.read', patient: 'input', event: 'records.document.list',
  })
    .input(z.strictObject({ patient_id: z.uuid(), past: z.boolean().default(false) }))
    .output(z.object({ documents: z.array(DocumentShown), bytes_max: z.int() })),

  startDocument: endpoint({
    method: 'POST', path: '/patients/{patient_id}/documents', summary: 'Begin to upload a file; its parts follow',
    ...writes, event: 'records.document.begin', status: 201,
  })
    .input(
      z.strictObject({
        patient_id: z.uuid(),
        visit_id: resourceId.nullable().default(null),
        category: z.enum(documentCategories),
        title: line(200),
        file_name: z.string().max(500),
        document_date: day.nullable().default(null),
        bytes: z.int().min(1).max(2_147_483_647),
        replaces_id: z.uuid().nullable().default(null),
      }),
    )
    .output(DocumentShown),

  putDocumentPart: endpoint({
    method: 'PUT', path: '/patients/{patient_id}/documents/{document_id}/parts/{part}', summary: 'One part of a file; sent again, it is put in place of the first',
    ...writes, event: 'records.document.part', body_bytes_max: 1_100_000,
  })
    .input(z.strictObject({ ...place, part: z.int().min(0).max(1023), content_base64: z.base64().min(4).max(1_048_580) }))
    .output(z.object({ part: z.int(), bytes: z.int() })),

  finishDocument: endpoint({
    method: 'POST', path: '/patients/{patient_id}/documents/{document_id}/finish', summary: 'Keep the file: from now on it never changes',
    ...writes, event: 'records.document.keep',
  })
    .input(z.strictObject({ ...place, /** SHA-256 that the sender reckoned, in hexadecimal. */ sha256: z.string().regex(/^[0-9a-f]{64}$/, 'Is not a SHA-256').nullable().default(null) }))
    .output(DocumentShown),

  documentInError: endpoint({
    method: 'POST', path: '/patients/{patient_id}/documents/{document_id}/entered-in-error', summary: 'Mark a file as entered in error; it stays readable, with the reason',
    ...writes, event: 'records.document.mark',
  })
    .input(z.strictObject({ ...place, reason: line(2000) }))
    .output(DocumentShown),
};
