import { hash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { scanWith } from '@openward/platform/scanner';
import { openHospital } from '@openward/platform/testing';
import type { Answer, Client, TestHospital } from '@openward/platform/testing';
import { part_bytes, recordsContract as contract } from '../../contract/index.ts';
import { binaryOf, records } from '../api.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let doctor: Client;
let patient_id: string;

beforeAll(async () => {
  hospital = await openHospital({ records: routes });
  doctor = await hospital.signIn('doctor');
});
beforeEach(async () => {
  patient_id = randomUUID();
  await system((tx) => records.setCompartment(tx, patient_id, { restricted: false }));
});
afterEach(() => scanWith(null));
afterAll(() => hospital.close());

type Tx = Parameters<Parameters<TestHospital['database']['transaction']>[1]>[0];
const system = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => hospital.database.transaction({ scope: 'system' }, fn);
const pdf = (bytes: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes)]);

const begin = (content: Buffer, more: object = {}) =>
  doctor.call(contract.startDocument, { patient_id, category: 'letter', title: 'Letter', file_name: 'scan.pdf', bytes: content.length, ...more });
async function send(id: string, content: Buffer, client = doctor): Promise<void> {
  for (let part = 0; part * part_bytes < content.length; part += 1) {
    const content_base64 = content.subarray(part * part_bytes, (part + 1) * part_bytes).toString('base64');
    expect((await client.call(contract.putDocumentPart, { patient_id, document_id: id, part, content_base64 })).status).toBe(200);
  }
}
const finish = (document_id: string, more: object = {}) => doctor.call(contract.finishDocument, { patient_id, document_id, ...more });
async function kept(content: Buffer, more: object = {}) {
  const { id } = (await begin(content, more)).body;
  await send(id, content);
  const answer = await finish(id);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}
const open = (id: string, query = '') =>
  hospital.fastify.inject({ method: 'GET', url: `/api/patients/${patient_id}/documents/${id}/content${query}`, headers: { cookie: `openward=${doctor.session_token}`, 'x-openward': '1' } });
const face = async (id: string) => JSON.parse((await system((tx) => records.get(tx, 'DocumentReference', id)))?.json ?? 'null') as Answer['body'];

describe('a file', () => {
  test('comes in parts, is kept sealed, and is given back as it was', async () => {
    const content = Buffer.concat([pdf(part_bytes), Buffer.from('a secret, in the clear')]);
    const document = await kept(content, { title: 'Discharge letter', document_date: '2024-03-01' });
    expect(document).toMatchObject({ state: 'current', media_type: 'application/pdf', bytes: content.length, sha256: hash('sha256', content, 'hex'), author: { account_id: doctor.account_id } });
    const shown = await open(document['id']);
    expect(shown.statusCode).toBe(200);
    expect(shown.rawPayload.equals(content)).toBe(true);
    const rows = await hospital.asSuperuser<{ sealed: Buffer }>('select sealed from records.document_content where document_id = $1 order by part', [document['id']]);
    expect(rows).toHaveLength(2);
    expect(rows.some(({ sealed }) => sealed.includes('a secret, in the clear'))).toBe(false);
    expect(await face(document['id'])).toMatchObject({
      status: 'current', description: 'Discharge letter', subject: { reference: `Patient/${patient_id}` },
      content: [{ attachment: { contentType: 'application/pdf', url: `Binary/${document['id']}`, size: content.length, hash: hash('sha1', content, 'base64'), creation: '2024-03-01' } }],
    });
    expect(await system((tx) => binaryOf(tx, document['id']))).toEqual({ patient_id, content_type: 'application/pdf', content, kept_at: expect.any(Date) });
    expect(await system((tx) => binaryOf(tx, 'nothing'))).toBeUndefined();
    const events = await hospital.asSuperuser(`select name, outcome from audit.event where patient_id = $1 and name = 'records.document.read'`, [patient_id]);
    expect(events).toEqual([{ name: 'records.document.read', outcome: 'success' }]);
  });

  test.each([
    ['a picture', Buffer.from('89504e470d0a1a0a00', 'hex'), 'image/png', 'inline', /sandbox/],
    ['text', Buffer.from('Körpergröße'), 'text/plain; charset=utf-8', 'inline', /sandbox/],
    ['a PDF', Buffer.from('%PDF-1.4'), 'application/pdf', 'inline', /default-src 'none'/],
    ['a TIFF', Buffer.from('49492a0008', 'hex'), 'image/tiff', 'attachment', /sandbox/],
  ])('that is %s is shown with headers under which nothing runs', async (_what, content, type, disposition, policy) => {
    const { id } = await kept(content, { file_name: 'Röntgen "1".html' });
    const shown = await open(id);
    expect(shown.headers['content-type']).toBe(type);
    expect(shown.headers['x-content-type-options']).toBe('nosniff');
    expect(shown.headers['content-security-policy']).toMatch(policy);
    expect(shown.headers['content-disposition']).toBe(`${disposition}; filename="R_ntgen 1.html"; filename*=UTF-8''R%C3%B6ntgen%201.html`);
    expect((await open(id, '?download=true')).headers['content-disposition']).toMatch(/^attachment/);
  });

  test('that goes on after a lost connection sends a part again', async () => {
    const content = pdf(100);
    const { id } = (await begin(content)).body;
    await send(id, pdf(100));
    await send(id, content);
    expect((await finish(id, { sha256: hash('sha256', content, 'hex') })).status).toBe(200);
    expect((await open(id)).rawPayload.equals(content)).toBe(true);
  });
});

describe('is refused', () => {
  test.each([
    ['a page', '<!doctype html><script>alert(1)</script>'], ['a drawing with scripts', '<svg onload="alert(1)"/>'], ['a program', 'MZ\u0090\u0000'], ['an archive', 'PK\u0003\u0004'],
  ])('%s, whatever it calls itself', async (_what, text) => {
    const content = Buffer.from(text, 'latin1');
    const { id } = (await begin(content, { file_name: 'x.pdf' })).body;
    await send(id, content);
    expect(await finish(id)).toMatchObject({ status: 415, body: { code: 'records.document_type' } });
    expect((await doctor.call(contract.documents, { patient_id, past: true })).body['documents']).toEqual([]);
  });

  test('a page that hides behind a whole part of text', async () => {
    const content = Buffer.concat([Buffer.alloc(part_bytes, 'a'), Buffer.from('<html>')]);
    const { id } = (await begin(content)).body;
    await send(id, content);
    expect((await finish(id)).body['code']).toBe('records.document_type');
  });

  test('what is larger than the hospital takes, before it is sent', async () => {
    const answer = await begin(Buffer.alloc(0), { bytes: 26_214_401 });
    expect(answer).toMatchObject({ status: 413, body: { code: 'records.document_too_large', errors: [{ field: 'bytes' }], bytes_max: 26_214_400 } });
  });

  test('a part that is too short, too many, or of another’s upload', async () => {
    const content = pdf(100);
    const { id } = (await begin(content)).body;
    const put = (client: Client, part: number, bytes: Buffer) => client.call(contract.putDocumentPart, { patient_id, document_id: id, part, content_base64: bytes.toString('base64') });
    expect(await put(doctor, 0, content.subarray(1))).toMatchObject({ status: 400, body: { errors: [{ field: 'content_base64' }] } });
    expect(await put(doctor, 1, content)).toMatchObject({ status: 400, body: { errors: [{ field: 'part' }] } });
    expect((await put(await hospital.signIn('doctor'), 0, content)).status).toBe(404);
    expect(await finish(id)).toMatchObject({ status: 409, body: { code: 'records.document_incomplete' } });
    await send(id, content);
    expect(await finish(id, { sha256: '0'.repeat(64) })).toMatchObject({ status: 409, body: { code: 'records.document_garbled' } });
    expect((await finish(id)).status).toBe(200);
    expect(await put(doctor, 0, content)).toMatchObject({ status: 409, body: { code: 'records.document_kept' } });
    expect(await finish(id)).toMatchObject({ status: 409, body: { code: 'records.document_kept' } });
  });

  test('what the scanner of the hospital refuses', async () => {
    scanWith(async (parts) => {
      for await (const part of parts) if (Buffer.from(part).includes('EICAR')) return 'EICAR-Test';
      return null;
    });
    const content = Buffer.from('%PDF EICAR'.replace('%PDF', '%PDF-'));
    const { id } = (await begin(content)).body;
    await send(id, content);
    expect(await finish(id)).toMatchObject({ status: 422, body: { code: 'upload.infected', errors: [{ field: 'content_base64' }] } });
    const events = await hospital.asSuperuser<{ outcome: string; detail: object }>(`select outcome, detail from audit.event where name = 'records.document.keep' and detail->>'document_id' = $1`, [id]);
    expect(events).toEqual([{ outcome: 'failure', detail: { code: 'upload.infected', document_id: id, finding: 'EICAR-Test' } }]);
    await kept(pdf(10));
  });

  test('to whoever may not, and under another patient', async () => {
    const { id } = await kept(pdf(10));
    const cashier = await hospital.signIn('cashier');
    expect((await cashier.call(contract.documents, { patient_id })).status).toBe(403);
    const other = randomUUID();
    await system((tx) => records.setCompartment(tx, other, { restricted: false }));
    const shown = await doctor.send('GET', `/patients/${other}/documents/${id}/content`);
    expect(shown).toMatchObject({ status: 404, body: { code: 'records.unknown_document' } });
    await system((tx) => records.setCompartment(tx, patient_id, { restricted: true }));
    expect((await open(id)).statusCode).toBe(403);
  });
});

describe('a stored byte that was changed', () => {
  const expectRefused = async (id: string, found_by: string) => {
    const shown = await open(id);
    expect(shown.statusCode).toBe(409);
    expect(shown.json()).toMatchObject({ code: 'records.document_altered' });
    const [event] = await hospital.asSuperuser(`select outcome, detail from audit.event where patient_id = $1 and name = 'records.document.read' order by at desc limit 1`, [patient_id]);
    expect(event).toMatchObject({ outcome: 'failure', detail: { code: 'records.document_altered', document_id: id, found_by } });
    await expect(system((tx) => binaryOf(tx, id))).rejects.toThrow('not what was kept');
  };
  const unguarded = async (statement: string, values: unknown[]) => {
    await hospital.asSuperuser('alter table records.document_content disable trigger keep_document_content');
    await hospital.asSuperuser('alter table records.document disable trigger keep_document');
    await hospital.asSuperuser(statement, values);
    await hospital.asSuperuser('alter table records.document_content enable trigger keep_document_content');
    await hospital.asSuperuser('alter table records.document enable trigger keep_document');
  };

  test('in the content is found, refused and audited', async () => {
    const { id } = await kept(pdf(1000));
    await expect(hospital.asSuperuser(`update records.document_content set sealed = '\\x00' where document_id = $1`, [id])).rejects.toThrow('never changes');
    await unguarded('update records.document_content set sealed = set_byte(sealed, 200, get_byte(sealed, 200) # 1) where document_id = $1', [id]);
    await expectRefused(id, 'seal');
  });

  test('in the hash is found, too; and a part that is gone', async () => {
    const one = await kept(pdf(1000));
    await unguarded('update records.document set sha256 = set_byte(sha256, 3, get_byte(sha256, 3) # 1) where id = $1', [one['id']]);
    await expectRefused(one['id'], 'sha256');
    const other = await kept(pdf(1000));
    await unguarded('delete from records.document_content where document_id = $1', [other['id']]);
    await expectRefused(other['id'], 'length');
  });

  test('by putting the content of another file there is found', async () => {
    const [one, other] = [await kept(pdf(1000)), await kept(pdf(1000))];
    await unguarded('update records.document_content set sealed = (select sealed from records.document_content where document_id = $2) where document_id = $1', [one['id'], other['id']]);
    await expectRefused(one['id'], 'seal');
  });
});

describe('a file that was kept', () => {
  test('is replaced by another, once, also by two at once', async () => {
    const first = await kept(pdf(10));
    const uploads = await Promise.all([1, 2].map(async () => {
      const content = pdf(20);
      const { id } = (await begin(content, { replaces_id: first['id'] })).body;
      await send(id, content);
      return id as string;
    }));
    const answers = await Promise.all(uploads.map((id) => finish(id)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    const { documents } = (await doctor.call(contract.documents, { patient_id })).body;
    expect(documents).toMatchObject([{ replaces_id: first['id'], state: 'current' }]);
    expect(await face(first['id'])).toMatchObject({ status: 'superseded' });
    expect(await face(documents[0].id)).toMatchObject({ relatesTo: [{ code: 'replaces' }] });
    expect(await begin(pdf(1), { replaces_id: first['id'] })).toMatchObject({ status: 409, body: { code: 'records.document_replaced' } });
  });

  test('that was a mistake is marked, stays readable, and what it replaced stands again', async () => {
    const first = await kept(pdf(10));
    const second = await kept(pdf(10), { replaces_id: first['id'] });
    const mark = () => doctor.call(contract.documentInError, { patient_id, document_id: second['id'], reason: 'Another patient' });
    expect(await mark()).toMatchObject({ status: 200, body: { state: 'entered_in_error', error_reason: 'Another patient' } });
    expect(await mark()).toMatchObject({ status: 409, body: { code: 'records.entered_in_error' } });
    expect([(await face(second['id']))['status'], (await face(first['id']))['status']]).toEqual(['entered-in-error', 'current']);
    expect((await open(second['id'])).statusCode).toBe(200);
  });

  test('is finished once by two at once; an upload that was given up is forgotten after a day', async () => {
    const content = pdf(10);
    const { id } = (await begin(content)).body;
    await send(id, content);
    const answers = await Promise.all([finish(id), finish(id)]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    const left = (await begin(content)).body;
    await hospital.asSuperuser(`update records.document set created_at = now() - interval '25 hours'`);
    await hospital.asSuperuser('select records.forget_unfinished_uploads()');
    const rows = await hospital.asSuperuser<{ id: string }>('select id from records.document where id = any ($1)', [[id, left['id']]]);
    expect(rows).toEqual([{ id }]);
  });
});
