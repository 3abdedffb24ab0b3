import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scanWith } from '@openward/platform/scanner';
import { openHospital, type Client, type TestHospital } from '@openward/platform/testing';
import { patientsContract } from '../contract/index.ts';
import { routes } from './mount.ts';

let hospital: TestHospital;
let desk: Client;

beforeAll(async () => {
  hospital = await openHospital({ patients: routes });
  desk = await hospital.signIn('front-desk');
});
afterAll(() => hospital.close());

const picture = (width: number, height = width, padding = 0): string => {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452000000000000000008060000', 'hex');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return Buffer.concat([head, Buffer.from('a face, in the clear'), Buffer.alloc(padding)]).toString('base64');
};
const registered = async () => (await desk.call(patientsContract.register, { names: [{ family: crypto.randomUUID() }] })).body;
const photoOf = (id: string, query = '') =>
  hospital.fastify.inject({ method: 'GET', url: `/api/patients/${id}/photo${query}`, headers: { cookie: `openward=${desk.session_token}`, 'x-openward': '1' } });

describe('the photo of a patient', () => {
  it('is kept sealed, and given back as it was', async () => {
    const { id } = await registered();
    const content_base64 = picture(400, 300);
    const kept = await desk.call(patientsContract.putPhoto, { patient_id: id, version: 1, content_base64 });
    expect(kept).toMatchObject({ status: 200, body: { version: 2, photo: { media_type: 'image/png' } } });
    const shown = await photoOf(id);
    expect(shown.headers['content-type']).toBe('image/png');
    expect(shown.headers['x-content-type-options']).toBe('nosniff');
    expect(shown.rawPayload.toString('base64')).toBe(content_base64);
    const [row] = await hospital.asSuperuser<{ content_encrypted: Buffer }>('select content_encrypted from patients.photo where patient_id = $1', [id]);
    expect(row?.content_encrypted.toString('latin1')).not.toContain('a face, in the clear');
  });

  it('can be replaced and taken away, and older versions keep theirs', async () => {
    const { id } = await registered();
    const first = await desk.call(patientsContract.putPhoto, { patient_id: id, version: 1, content_base64: picture(10) });
    const second = await desk.call(patientsContract.putPhoto, { patient_id: id, version: 2, content_base64: picture(20) });
    expect(second.body['photo'].id).not.toBe(first.body['photo'].id);
    expect((await photoOf(id, `?photo_id=${first.body['photo'].id}`)).rawPayload.toString('base64')).toBe(picture(10));
    const gone = await desk.call(patientsContract.removePhoto, { patient_id: id, version: 3 });
    expect(gone.body['photo']).toBeNull();
    expect((await photoOf(id)).statusCode).toBe(404);
  });

  it('stays with its patient', async () => {
    const [one, other] = [await registered(), await registered()];
    const kept = await desk.call(patientsContract.putPhoto, { patient_id: one['id'], version: 1, content_base64: picture(10) });
    expect((await photoOf(other['id'], `?photo_id=${kept.body['photo'].id}`)).statusCode).toBe(404);
  });

  it('is refused where the scanner of the hospital finds something in it, and nothing is kept', async () => {
    const { id } = await registered();
    scanWith(async (parts) => {
      for await (const part of parts) if (Buffer.from(part).includes('a face')) return 'Planted';
      return null;
    });
    const refused = await desk.call(patientsContract.putPhoto, { patient_id: id, version: 1, content_base64: picture(10) });
    scanWith(null);
    expect(refused).toMatchObject({ status: 422, body: { code: 'upload.infected', errors: [{ field: 'content_base64' }] } });
    expect((await photoOf(id)).statusCode).toBe(404);
    const events = await hospital.asSuperuser<{ outcome: string }>("select outcome from audit.event where name like 'patients.%' and detail->>'finding' = 'Planted'");
    expect(events).toEqual([{ outcome: 'failure' }]);
  });

  it.each([
    ['patients.not_a_picture', Buffer.from('<script>alert(1)</script>').toString('base64')],
    ['patients.not_a_picture', picture(0)],
    ['patients.picture_too_large', picture(2001)],
    ['patients.picture_too_large', picture(10, 10, 1_000_001)],
    ['input.invalid_format', '%%%'],
  ])('is refused with %s', async (code, content_base64) => {
    const { id } = await registered();
    const answer = await desk.call(patientsContract.putPhoto, { patient_id: id, version: 1, content_base64 });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'content_base64', code }] } });
  });

  it('shows under the surviving record after a merge, and goes back when it is undone', async () => {
    const [a, b] = [await registered(), await registered()];
    const clerk = await hospital.signIn('medical-records');
    await desk.call(patientsContract.putPhoto, { patient_id: b['id'], version: 1, content_base64: picture(10) });
    const { body } = await clerk.call(patientsContract.merge, { patient_id: a['id'], version: 1, merged_id: b['id'], merged_version: 2, reason: 'x' });
    expect((await photoOf(a['id'])).statusCode).toBe(200);
    await clerk.call(patientsContract.unmerge, { patient_id: a['id'], merge_id: body['merge'].id, version: 2, reason: 'x' });
    expect((await photoOf(a['id'])).statusCode).toBe(404);
    expect((await photoOf(b['id'])).statusCode).toBe(200);
  });
});
