import { sql } from 'kysely';
import { z } from 'zod';
import { seal, unseal } from '@openward/platform/crypto';
import type { Tx } from '@openward/platform/db';
import { badInput, Document, Problem, secured, serve } from '@openward/platform/http';
import { refuseInfected } from '@openward/platform/scanner';
import { patientContract } from '../contract/patient.ts';
import { patientId } from '../contract/text.ts';
import { pictureOf } from '../rules/picture.ts';
import { draftOf } from '../rules/draft.ts';
import { holdForChange, refuseUnseen } from './hold.ts';
import { newId } from './ids.ts';
import { save } from './save.ts';
import { auditChange } from './update.ts';

const bytes_max = 1_000_000;
const side_max = 2000;
const place = (row: string) => ({ table: 'patients.photo', column: 'content_encrypted', row });

/** Keeps a photo, sealed; the one before stays with the versions that showed it. */
export const putPhoto = serve(patientContract.putPhoto, async ({ patient_id, version, content_base64 }, act) => {
  const content = Buffer.from(content_base64, 'base64');
  if (content.length > bytes_max) throw badInput('content_base64', 'patients.picture_too_large', 'Is larger than 1 MB');
  const picture = pictureOf(content);
  if (picture === null || picture.width < 1 || picture.height < 1) {
    throw badInput('content_base64', 'patients.not_a_picture', 'Is not a JPEG, PNG or WebP picture');
  }
  if (Math.max(picture.width, picture.height) > side_max) {
    throw badInput('content_base64', 'patients.picture_too_large', `Has more than ${side_max} points on a side`);
  }
  const held = await holdForChange(act, patient_id, version);
  await refuseInfected([content], { patient_id, field: 'content_base64' });
  const id = newId();
  await sql`insert into patients.photo (id, patient_id, media_type, content_encrypted, taken_by)
    values (${id}::uuid, ${patient_id}::uuid, ${picture.media_type}, ${seal(content, place(id))}, platform.actor_id())`.execute(act.tx);
  const document = await save(act, { ...draftOf(held), act: 'photo', photo_id: id });
  auditChange(act, held.document, document);
  return document;
});

/** Shows no photo any more. */
export const removePhoto = serve(patientContract.removePhoto, async ({ patient_id, version }, act) => {
  const held = await holdForChange(act, patient_id, version);
  if (held.document.photo === null) throw new Problem(404, 'patients.no_photo', 'This patient has no photo');
  const document = await save(act, { ...draftOf(held), act: 'photo', photo_id: null });
  auditChange(act, held.document, document);
  return document;
});

/** The picture itself. */
export const photo = secured(
  {
    method: 'GET',
    path: '/patients/{patient_id}/photo',
    summary: 'The photo of a patient',
    permission: 'patients.read',
    patient: 'input',
    event: 'patients.photo.read',
  },
  z.strictObject({ patient_id: patientId, photo_id: z.uuid().optional() }),
  async ({ patient_id, photo_id }, act) => {
    const { rows } = await sql<{ id: string | null; media_type: string; content: Buffer }>`
      select f.id, f.media_type, f.content_encrypted as content
      from patients.patient p left join patients.photo f on f.id = coalesce(${photo_id ?? null}::uuid, p.photo_id)
        and (f.patient_id = p.id or f.patient_id in (select a.id from patients.patient a where a.survivor_id = p.id))
      where p.id = ${patient_id}::uuid`.execute(act.tx);
    const [row] = rows;
    if (row === undefined) return refuseUnseen(act, patient_id);
    if (row.id === null) throw new Problem(404, 'patients.no_photo', 'This patient has no photo');
    return new Document(row.media_type, unseal(row.content, place(row.id)));
  },
);

/** Every photo that was ever kept of somebody, under any of their keys, the newest first: for the copy that the law gives them. */
export async function photosOf(tx: Tx, patient_ids: readonly string[]): Promise<{ media_type: string; content: Buffer }[]> {
  const { rows } = await sql<{ id: string; media_type: string; content: Buffer }>`
    select id, media_type, content_encrypted as content from patients.photo where patient_id = any (${patient_ids}::uuid[]) order by at desc, id`.execute(tx);
  return rows.map(({ id, content, media_type }) => ({ media_type, content: unseal(content, place(id)) }));
}
