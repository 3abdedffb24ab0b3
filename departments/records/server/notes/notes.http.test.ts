import { randomUUID, hash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { Answer, Client, TestHospital } from '@openward/platform/testing';
import { recordsContract as contract } from '../../contract/index.ts';
import { records } from '../api.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let doctor: Client;
let consultant: Client;
let soap: string;
let patient_id: string;

beforeAll(async () => {
  hospital = await openHospital({ records: routes });
  const clerk = await hospital.signIn('doctor');
  soap = (await clerk.call(contract.noteTemplates)).body['templates'].find(({ name }: { name: string }) => name === 'SOAP').id;
});
beforeEach(async () => {
  [doctor, consultant] = [await hospital.signIn('doctor'), await hospital.signIn('doctor')];
  patient_id = randomUUID();
  await system((tx) => records.setCompartment(tx, patient_id, { restricted: false }));
});
afterAll(() => hospital.close());

type Tx = Parameters<Parameters<TestHospital['database']['transaction']>[1]>[0];
const system = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => hospital.database.transaction({ scope: 'system' }, fn);
const begun = async (more: object = { template_id: soap }) => (await doctor.call(contract.startNote, { patient_id, ...more })).body;
const sections = (text: string) => [{ heading: 'Subjective', text }];
const save = (client: Client, note_id: string, version: number, text: string) =>
  client.call(contract.saveDraft, { patient_id, note_id, version, title: 'SOAP', sections: sections(text) });
const sign = (client: Client, note_id: string, version: number, more: object = {}) => client.call(contract.signNote, { patient_id, note_id, version, ...more });
const signed = async (text: string, more: object = {}) => {
  const { id } = await begun();
  await save(doctor, id, 1, text);
  return (await sign(doctor, id, 2, more)).body;
};
const read = async (note_id: string, client = doctor) => (await client.call(contract.note, { patient_id, note_id })).body;
const face = async (id: string) => JSON.parse((await system((tx) => records.get(tx, 'DocumentReference', id)))?.json ?? 'null') as Answer['body'];
const inbox = async (client: Client) => (await client.call(contract.inbox)).body['loops'] as Answer['body'][];

describe('a draft', () => {
  test('begins with its template, is open in the inbox of its author, and is seen by nobody else', async () => {
    const draft = await begun();
    expect(draft).toMatchObject({ title: 'SOAP', note_type: '11506-3', version: 1, sections: [{ heading: 'Subjective', text: '' }, {}, {}, { heading: 'Plan' }] });
    expect(await inbox(doctor)).toMatchObject([{ kind: 'note', title: 'SOAP', patient: { id: patient_id } }]);
    expect((await doctor.call(contract.notes, { patient_id })).body).toMatchObject({ drafts: [{ id: draft['id'] }], notes: [] });
    expect((await consultant.call(contract.notes, { patient_id })).body).toEqual({ drafts: [], notes: [] });
    expect(await save(consultant, draft['id'], 1, 'mine now')).toMatchObject({ status: 404, body: { code: 'records.unknown_draft' } });
    expect(await sign(consultant, draft['id'], 1)).toMatchObject({ status: 404 });
  });

  test('is kept as it is typed; an older window is told', async () => {
    const { id } = await begun();
    expect(await save(doctor, id, 1, 'Cough\n\tsince Monday')).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await save(doctor, id, 1, 'older')).toMatchObject({ status: 409, body: { code: 'records.draft_changed', version: 2, current: { sections: sections('Cough\n\tsince Monday') } } });
    const races = await Promise.all([save(doctor, id, 2, 'a'), save(doctor, id, 2, 'b'), save(doctor, id, 2, 'c')]);
    expect(races.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409]);
  });

  test('that is discarded is open no more', async () => {
    const { id } = await begun();
    expect((await doctor.call(contract.discardDraft, { patient_id, note_id: id, version: 1 })).body).toEqual({ discarded: true });
    expect(await inbox(doctor)).toEqual([]);
    expect(await save(doctor, id, 1, 'x')).toMatchObject({ status: 404 });
  });

  test.each([
    ['without a template', {}, 400, 'template_id'], ['from a template that nobody knows', { template_id: randomUUID() }, 422, 'template_id'],
    ['of a visit that is not here', { template_id: randomUUID(), visit_id: 'nowhere' }, 422, 'visit_id'],
    ['that amends nothing', { relation: 'amends' }, 400, 'related_id'], ['that amends an unknown note', { relation: 'amends', related_id: randomUUID() }, 404, 'note_id'],
  ])('%s is refused', async (_what, more, status, field) => {
    const answer = await doctor.call(contract.startNote, { patient_id, ...more });
    expect(answer.status).toBe(status);
    expect(answer.body['errors'][0].field).toBe(field);
  });

  test('that says nothing cannot be signed', async () => {
    const { id } = await begun();
    expect(await sign(doctor, id, 1)).toMatchObject({ status: 422, body: { code: 'records.note_empty' } });
  });
});

describe('signing', () => {
  test('fixes the text with its hash, closes the loop, and stands in the chart as a DocumentReference', async () => {
    const note = await signed('Cough since Monday');
    expect(note).toMatchObject({ title: 'SOAP', text: 'SOAP\n\nSubjective\nCough since Monday', author: { account_id: doctor.account_id }, error: null, amended_by: null });
    expect(note['sha256']).toBe(hash('sha256', note['text'], 'hex'));
    expect(await inbox(doctor)).toEqual([]);
    const reference = await face(note['id']);
    expect(reference).toMatchObject({
      status: 'current', docStatus: 'final', type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] }, category: [{ coding: [{ code: 'clinical-note' }] }],
      subject: { reference: `Patient/${patient_id}` },
    });
    const { attachment } = reference['content'][0];
    expect(Buffer.from(attachment.data, 'base64').toString()).toBe(note['text']);
    expect(attachment.hash).toBe(hash('sha1', note['text'], 'base64'));
    const { lines } = (await doctor.call(contract.timeline, { patient_id })).body;
    expect(lines).toMatchObject([{ type: 'DocumentReference', id: note['id'], title: 'SOAP', kind: 'document' }]);
    expect(await save(doctor, note['id'], 2, 'other')).toMatchObject({ status: 409, body: { code: 'records.note_signed' } });
  });

  test('by two windows at once signs once; what is typed meanwhile is not signed unseen', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await begun();
      await save(doctor, id, 1, 'seen');
      const [one, other, saving] = await Promise.all([sign(doctor, id, 2), sign(doctor, id, 2), save(doctor, id, 2, 'unseen')]);
      const wins = [one, other, saving].filter(({ status }) => status === 200);
      expect(wins).toHaveLength(1);
      for (const { status, body } of [one, other, saving]) if (status !== 200) expect([body['code'], status]).toEqual([expect.stringMatching(/^records\.(note_signed|draft_changed)$/), 409]);
      if (saving.status !== 200) expect((await read(id))['text']).toContain('seen');
      else expect((await doctor.call(contract.note, { patient_id, note_id: id })).status).toBe(404);
    }
  });

  test('is refused in the database whoever changes the text, the title or the author', async () => {
    const { id } = await signed('never changes');
    for (const change of [`text = 'x', text_sha256 = sha256('x')`, `title = 'x'`, `sections = '[]'`, `author_name = 'x'`, `signed_at = now()`, `note_type = '1-1'`]) {
      await expect(hospital.asSuperuser(`update records.note set ${change} where id = $1`, [id])).rejects.toThrow('A signed note never changes');
    }
    await expect(hospital.asSuperuser('delete from records.note where id = $1', [id])).rejects.toThrow('never deleted');
    const other = { ...(await face(id)), content: [{ attachment: { contentType: 'text/plain', data: 'eA==' } }] };
    await expect(system((tx) => records.put(tx, { resource: other }))).rejects.toThrow('A signed note never changes');
    await expect(system((tx) => records.remove(tx, { type: 'DocumentReference', id }))).rejects.toThrow('A signed note never changes');
  });
});

describe('afterwards', () => {
  test('an amendment replaces the note, which stays readable and marked; it is amended once', async () => {
    const first = await signed('Left knee');
    const draft = await begun({ relation: 'amends', related_id: first['id'] });
    expect(draft['sections']).toEqual(first['sections']);
    const second = await begun({ relation: 'amends', related_id: first['id'] });
    await save(doctor, draft['id'], 1, 'Right knee');
    const amended = (await sign(doctor, draft['id'], 2)).body;
    expect(amended).toMatchObject({ relation: 'amends', related_id: first['id'], versions: [{ id: first['id'], amended_by: amended['id'] }, { id: amended['id'] }] });
    expect((await read(first['id']))['text']).toContain('Left knee');
    expect(await face(first['id'])).toMatchObject({ status: 'superseded' });
    expect(await face(amended['id'])).toMatchObject({ docStatus: 'amended', relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${first['id']}` } }] });
    await save(doctor, second['id'], 1, 'Both knees');
    expect(await sign(doctor, second['id'], 2)).toMatchObject({ status: 409, body: { code: 'records.note_amended' } });
    expect(await doctor.call(contract.startNote, { patient_id, relation: 'adds_to', related_id: first['id'] })).toMatchObject({ status: 409, body: { code: 'records.note_amended', amended_by: amended['id'] } });
  });

  test('an addendum stands beside it', async () => {
    const first = await signed('Left knee');
    const draft = await begun({ relation: 'adds_to', related_id: first['id'] });
    await save(doctor, draft['id'], 1, 'Also fever');
    const { id } = (await sign(doctor, draft['id'], 2)).body;
    expect(await face(first['id'])).toMatchObject({ status: 'current' });
    expect(await face(id)).toMatchObject({ relatesTo: [{ code: 'appends' }] });
  });

  test('a note that was a mistake is marked with the reason, and what it amended stands again', async () => {
    const first = await signed('Left knee');
    const draft = await begun({ relation: 'amends', related_id: first['id'] });
    await save(doctor, draft['id'], 1, 'Right knee');
    const { id } = (await sign(doctor, draft['id'], 2)).body;
    const mark = () => consultant.call(contract.noteInError, { patient_id, note_id: id, reason: 'Another patient' });
    expect(await mark()).toMatchObject({ status: 200, body: { error: { reason: 'Another patient' }, text: expect.stringContaining('Right knee') as string } });
    expect(await mark()).toMatchObject({ status: 409, body: { code: 'records.note_in_error' } });
    expect([(await face(id))['status'], (await face(first['id']))['status']]).toEqual(['entered-in-error', 'current']);
  });

  test('a note goes with its FHIR face into another record, and is marked with it', async () => {
    const { id } = await signed('Wrong patient');
    const other = randomUUID();
    await system(async (tx) => {
      await records.setCompartment(tx, other, { restricted: false });
      await records.move(tx, { type: 'DocumentReference', id, patient_id: other });
    });
    expect((await doctor.call(contract.note, { patient_id, note_id: id })).status).toBe(404);
    expect((await doctor.call(contract.note, { patient_id: other, note_id: id })).body).toMatchObject({ patient_id: other, text: 'SOAP\n\nSubjective\nWrong patient' });
    await system(async (tx) => records.put(tx, { resource: { ...(await face(id)), status: 'entered-in-error' } }));
    expect((await doctor.call(contract.note, { patient_id: other, note_id: id })).body['error']).toMatchObject({ reason: 'Marked in the chart' });
  });
});

describe('a cosignature', () => {
  test('waits in the inbox of the supervisor, who gives it once', async () => {
    const note = await signed('Plan: discharge', { cosigner_id: consultant.account_id });
    expect(note).toMatchObject({ cosigner: { account_id: consultant.account_id }, cosigned_at: null, may_cosign: false });
    const [loop] = await inbox(consultant);
    expect(loop).toMatchObject({ kind: 'cosign', about: { type: 'DocumentReference', id: note['id'] } });
    expect(await consultant.call(contract.closeLoop, { patient_id, loop_id: loop!['id'], version: 1, outcome: 'done' })).toMatchObject({ status: 409, body: { code: 'records.loop_closes_with_note' } });
    expect(await doctor.call(contract.cosignNote, { patient_id, note_id: note['id'] })).toMatchObject({ status: 409, body: { code: 'records.not_to_cosign' } });
    expect((await read(note['id'], consultant))['may_cosign']).toBe(true);
    const answers = await Promise.all([1, 2].map(() => consultant.call(contract.cosignNote, { patient_id, note_id: note['id'] })));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    expect((await read(note['id']))['cosigned_at']).not.toBeNull();
    expect(await face(note['id'])).toHaveProperty('authenticator');
    expect(await inbox(consultant)).toEqual([]);
  });

  test('that is declined goes back to the author with the reason', async () => {
    const note = await signed('Plan: discharge', { cosigner_id: consultant.account_id });
    await consultant.call(contract.cosignNote, { patient_id, note_id: note['id'], declined: 'Dose is missing' });
    expect(await inbox(doctor)).toMatchObject([{ kind: 'task', title: 'Not cosigned: SOAP. Dose is missing' }]);
    expect(await inbox(consultant)).toEqual([]);
  });

  test('is not one’s own, and not of nobody', async () => {
    const { id } = await begun();
    await save(doctor, id, 1, 'x');
    for (const cosigner_id of [doctor.account_id, randomUUID()]) {
      expect(await sign(doctor, id, 2, { cosigner_id })).toMatchObject({ status: 400, body: { errors: [{ field: 'cosigner_id' }] } });
    }
  });
});

test('whatever is done in whatever order, what was signed stays as it was signed', async () => {
  const act = fc.oneof(
    fc.record({ act: fc.constantFrom('begin', 'sign', 'discard', 'amend', 'add', 'error', 'cosign' as const), at: fc.nat(5) }),
    fc.record({ act: fc.constant('save' as const), at: fc.nat(5), text: fc.string({ maxLength: 30 }).map((text) => text.replaceAll(/[\p{Cc}\p{Cs}]/gu, '')) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 22 }), async (acts) => {
      const drafts: { id: string; version: number }[] = [];
      const kept = new Map<string, string>();
      for (const each of acts) {
        const draft = drafts[each.at % Math.max(1, drafts.length)];
        const note_id = [...kept.keys()][each.at % Math.max(1, kept.size)];
        if (each.act === 'begin') drafts.push(pick(await begun()));
        else if (each.act === 'save' && draft !== undefined) draft.version = (await save(doctor, draft.id, draft.version, each.text)).body['version'] ?? draft.version;
        else if (each.act === 'sign' && draft !== undefined) {
          const answer = await sign(doctor, draft.id, draft.version, each.at % 2 === 0 ? { cosigner_id: consultant.account_id } : {});
          expect(answer.status).toBeLessThan(500);
          if (answer.status === 200) kept.set(draft.id, answer.body['text']);
        } else if (each.act === 'discard' && draft !== undefined) await doctor.call(contract.discardDraft, { patient_id, note_id: draft.id, version: draft.version });
        else if ((each.act === 'amend' || each.act === 'add') && note_id !== undefined) {
          const answer = await doctor.call(contract.startNote, { patient_id, relation: each.act === 'amend' ? 'amends' : 'adds_to', related_id: note_id });
          if (answer.status === 201) drafts.push(pick(answer.body));
        } else if (each.act === 'error' && note_id !== undefined) await doctor.call(contract.noteInError, { patient_id, note_id, reason: 'x' });
        else if (each.act === 'cosign' && note_id !== undefined) await consultant.call(contract.cosignNote, { patient_id, note_id });
        for (const [id, text] of kept) {
          const now = await read(id);
          expect(now['text']).toBe(text);
          expect(now['sha256']).toBe(hash('sha256', text, 'hex'));
        }
      }
    }),
    { numRuns: 12 },
  );
});

const pick = ({ id, version }: Answer['body']) => ({ id: id as string, version: version as number });

test('a note is printed with its patient, its author and its hash; what no longer stands says so', async () => {
  const { id, sha256 } = await signed('Cough <b>since</b> Monday');
  const print = (note_id: string, query = '') => doctor.send('GET', `/patients/${patient_id}/notes/${note_id}/print${query}`);
  const page = await print(id);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  for (const text of ['Cough &lt;b&gt;since&lt;/b&gt; Monday', sha256, 'Subjective']) expect(page.text).toContain(text);
  expect(page.text).not.toContain('IN ERROR');
  expect((await print(id, '?format=pdf')).text).toMatch(/^%PDF-/);
  await doctor.call(contract.noteInError, { patient_id, note_id: id, reason: 'x' });
  expect((await print(id)).text).toContain('IN ERROR');
  const other = await signed('咳嗽');
  expect(await print(other['id'], '?format=pdf')).toMatchObject({ status: 422, body: { code: 'records.script_not_in_pdf' } });
  const [event] = await hospital.asSuperuser(`select detail from audit.event where patient_id = $1 and name = 'records.note.print' order by at limit 1`, [patient_id]);
  expect(event).toEqual({ detail: { note_id: id, format: 'html' } });
});

describe('templates', () => {
  const fields = { name: `Ward round ${randomUUID()}`, note_type: '11506-3', sections: [{ heading: 'Overnight', text: 'No events' }] };

  test('are kept by whoever may, and used by all', async () => {
    const clerk = await hospital.signIn('medical-records');
    expect((await doctor.call(contract.addNoteTemplate, fields)).status).toBe(403);
    const { body, status } = await clerk.call(contract.addNoteTemplate, fields);
    expect(status).toBe(201);
    expect((await begun({ template_id: body['id'] }))['sections']).toEqual([{ heading: 'Overnight', text: 'No events' }]);
    expect(await clerk.call(contract.addNoteTemplate, fields)).toMatchObject({ status: 409, body: { code: 'records.template_exists' } });
    const change = (version: number) => clerk.call(contract.changeNoteTemplate, { ...fields, template_id: body['id'], version, active: false });
    expect(await change(1)).toMatchObject({ status: 200, body: { version: 2, active: false } });
    expect(await change(1)).toMatchObject({ status: 409, body: { code: 'records.changed', version: 2 } });
    expect((await doctor.call(contract.startNote, { patient_id, template_id: body['id'] })).body['code']).toBe('records.unknown_template');
    expect((await doctor.call(contract.noteTemplates)).body['templates'].map(({ id }: { id: string }) => id)).not.toContain(body['id']);
  });
});
