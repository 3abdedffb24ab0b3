import { z } from 'zod';
import { Document, Problem, secured, serve } from '@openward/platform/http';
import { recordsContract } from '../../contract/index.ts';
import { aliasSet } from '../compartment.sql.ts';
import { seeRecord } from '../see.ts';
import { contentOf } from './content.ts';
import { documentBytesMax, documentsOf } from './document.sql.ts';
import { documentShown, heldDocument } from './document.ts';

const documents = serve(recordsContract.documents, async ({ patient_id, past }, act) => {
  await seeRecord(act, patient_id);
  const [rows, bytes_max] = await Promise.all([documentsOf(act.tx, await aliasSet(act.tx, patient_id), past), documentBytesMax(act.tx)]);
  return { documents: rows.map(documentShown), bytes_max };
});

/** Nothing runs in what was uploaded. A PDF is not sandboxed: browsers show none that is; their viewers run no script of a page. */
const policies: Record<string, string> = {
  'application/pdf': "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; plugin-types application/pdf; frame-ancestors 'self'",
};
const sandboxed = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'";

/** What a browser shows by itself; the rest is saved. */
const shownInline: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg', 'text/plain']);

const documentContent = secured(
  {
    method: 'GET',
    path: '/patients/{patient_id}/documents/{document_id}/content',
    summary: 'The content of a file, verified; `download` saves it',
    permission: 'records.read',
    patient: 'input',
    event: 'records.document.read',
  },
  z.strictObject({ patient_id: z.uuid(), document_id: z.uuid(), download: z.boolean().default(false) }),
  async ({ patient_id, document_id, download }, act) => {
    const held = await heldDocument(act, patient_id, document_id);
    if (held.media_type === null) throw new Problem(409, 'records.document_incomplete', 'Some parts of the file have not come yet', { field: 'document_id' });
    const content = await contentOf(act.tx, held);
    const saved = download || !shownInline.has(held.media_type);
    act.audit.detail({ document_id, download: saved });
    act.header('content-security-policy', policies[held.media_type] ?? sandboxed);
    act.header('content-disposition', `${saved ? 'attachment' : 'inline'}; filename="${ascii(held.file_name)}"; filename*=UTF-8''${encoded(held.file_name)}`);
    return new Document(held.media_type === 'text/plain' ? 'text/plain; charset=utf-8' : held.media_type, content);
  },
);

export const documentRoutes = { documents, documentContent };

const ascii = (name: string): string => name.replaceAll(/[^\x20-\x7e]/g, '_');
const encoded = (name: string): string => encodeURIComponent(name).replaceAll(/['()*]/g, (character) => `%${character.codePointAt(0)?.toString(16).toUpperCase()}`);
