import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHospital, type Answer, type Client, type TestHospital } from '@openward/platform/testing';
import { patientsContract } from '../contract/index.ts';
import { routes } from './mount.ts';

let hospital: TestHospital;
let desk: Client;
let colleague: Client;

beforeAll(async () => {
  hospital = await openHospital({ patients: routes });
  desk = await hospital.signIn('front-desk');
  colleague = await hospital.signIn('nurse');
});
afterAll(() => hospital.close());

const registered = async (more: object = {}): Promise<Answer['body']> => {
  const answer = await desk.call(patientsContract.register, {
    names: [{ family: crypto.randomUUID(), given: [crypto.randomUUID()] }],
    telecoms: [{ system: 'phone', value: '+49 30 1234567' }, { system: 'email', value: 'w@example.org' }],
    ...more,
  });
  if (answer.status === 201) return answer.body;
  // All of them share a telephone, and now and then two names are alike.
  return registered({ ...more, duplicates_reviewed: answer.body['candidates'].map((each: Answer['body']) => each['patient_id']) });
};

describe('changing a registration', () => {
  it('changes what is named, keeps the rest, and keeps the rows that are sent back', async () => {
    const before = await registered({ religion: 'none', occupation: 'baker' });
    const [phone] = before['telecoms'];
    const answer = await desk.call(patientsContract.update, {
      patient_id: before['id'], version: 1,
      changes: { religion: null, telecoms: [{ id: phone.id, system: 'phone', value: '030 7654321', use: 'home' }, { system: 'sms', value: '+4915112345678' }] },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      version: 2, religion: null, occupation: 'baker', names: before['names'],
      telecoms: [{ id: phone.id, value: '030 7654321', use: 'home' }, { system: 'sms', e164: '+4915112345678' }],
    });
    const [fhir] = await hospital.asSuperuser<{ version: number; body: unknown }>(
      `select version, body from records.resource where type = 'Patient' and id = $1`, [before['id']]);
    expect(fhir).toMatchObject({ version: 2, body: { telecom: [{ value: '030 7654321' }, { value: '+4915112345678' }] } });
  });

  it('tells the second of two people who changed what, field by field, and changes nothing', async () => {
    const before = await registered({ religion: 'none' });
    const patient_id = before['id'];
    await colleague.call(patientsContract.update, { patient_id, version: 1, changes: { religion: 'Sikh' } });
    await desk.call(patientsContract.update, { patient_id, version: 2, changes: { telecoms: before['telecoms'].slice(0, 1).map(kept) } });
    const late = await desk.call(patientsContract.update, { patient_id, version: 1, changes: { religion: 'Jain', occupation: 'pilot' } });
    expect(late).toMatchObject({ status: 409, body: { code: 'patients.changed', from: 1, to: 3 } });
    expect(late.body['changes']).toMatchObject([
      { field: 'religion', before: 'none', after: 'Sikh', version: 2, by: { account_id: colleague.account_id } },
      { field: 'telecoms[1]', before: { value: 'w@example.org' }, after: null, version: 3, by: { account_id: desk.account_id } },
    ]);
    const opened = await desk.call(patientsContract.read, { patient_id });
    expect(opened.body['patient']).toMatchObject({ religion: 'Sikh', occupation: null, version: 3 });
  });

  it('takes the version from If-Match too', async () => {
    const { id } = await registered();
    const answer = await desk.call(patientsContract.update, { patient_id: id, changes: { occupation: 'x' } }, { headers: { 'if-match': '"1"' } });
    expect(answer).toMatchObject({ status: 200, body: { version: 2 } });
  });

  it('lets exactly one of many who save the same version at once through', async () => {
    const { id } = await registered();
    const answers = await Promise.all(Array.from({ length: 12 }, (_each, index) =>
      desk.call(patientsContract.update, { patient_id: id, version: 1, changes: { occupation: `job ${index}` } })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status === 409 && body['code'] === 'patients.changed')).toHaveLength(11);
    const [{ versions } = { versions: 0 }] = await hospital.asSuperuser<{ versions: number }>(
      'select count(*)::int as versions from patients.version where patient_id = $1', [id]);
    expect(versions).toBe(2);
  });

  it('keeps a secret number that is sent back without its value, and makes a new row for another number', async () => {
    const before = await registered({ identifiers: [{ kind: 'passport', value: 'AB1234567' }] });
    const patient_id = before['id'];
    const [passport] = before['identifiers'];
    const keptAnswer = await desk.call(patientsContract.update, {
      patient_id, version: 1, changes: { identifiers: [{ id: passport.id, kind: 'passport', issuer: 'Ghana' }] } });
    expect(keptAnswer.body['identifiers']).toMatchObject([{ id: passport.id, masked: '••••67', issuer: 'Ghana' }]);
    const records = await hospital.signIn('medical-records');
    const clear = await records.call(patientsContract.readIdentifier, { patient_id, identifier_id: passport.id });
    expect(clear.body).toEqual({ value: 'AB1234567' });
    const other = await desk.call(patientsContract.update, {
      patient_id, version: 2, changes: { identifiers: [{ id: passport.id, kind: 'passport', value: 'CD7654321' }] } });
    expect(other.body['identifiers'][0].id).not.toBe(passport.id);
    expect(await records.call(patientsContract.readIdentifier, { patient_id, identifier_id: other.body['identifiers'][0].id }))
      .toMatchObject({ body: { value: 'CD7654321' } });
    const denied = await desk.call(patientsContract.readIdentifier, { patient_id, identifier_id: passport.id });
    expect(denied.status).toBe(403);
    const read = await hospital.asSuperuser(`select outcome, detail from audit.event where name = 'patients.identifier.read' and patient_id = $1`, [patient_id]);
    expect(read.filter(({ outcome }) => outcome === 'success')).toHaveLength(2);
    expect(read.filter(({ outcome }) => outcome === 'denied')).toHaveLength(1);
    expect(JSON.stringify(read)).not.toContain('1234567');
  });

  it('takes no row of another patient', async () => {
    const [mine, theirs] = [await registered(), await registered()];
    const answer = await desk.call(patientsContract.update, {
      patient_id: mine['id'], version: 1, changes: { telecoms: [{ ...kept(theirs['telecoms'][0]), value: '+49 1' }] } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'changes.telecoms[0].id', code: 'patients.unknown_row' }] } });
  });

  it('keeps death and its date together', async () => {
    const { id } = await registered({ birth_date: '1950-05-05' });
    const died = await desk.call(patientsContract.update, { patient_id: id, version: 1, changes: { deceased_date: '2026-03' } });
    expect(died.body).toMatchObject({ deceased: true, deceased_date: '2026-03' });
    const early = await desk.call(patientsContract.update, { patient_id: id, version: 2, changes: { deceased_date: '1949-12-31' } });
    expect(early).toMatchObject({ status: 400, body: { errors: [{ field: 'changes.deceased_date', code: 'patients.before_birth' }] } });
    const alive = await desk.call(patientsContract.update, { patient_id: id, version: 2, changes: { deceased: false } });
    expect(alive.body).toMatchObject({ deceased: false, deceased_date: null });
  });

  it('answers 404 for a patient whom nobody knows', async () => {
    const answer = await desk.call(patientsContract.update, { patient_id: crypto.randomUUID(), version: 1, changes: { occupation: 'x' } });
    expect(answer).toMatchObject({ status: 404, body: { code: 'patients.unknown' } });
  });
});

const kept = ({ e164: _e164, ...row }: Record<string, unknown>) => row;

describe('versions', () => {
  it('are all kept, and say who changed what and when', async () => {
    const before = await registered();
    const patient_id = before['id'];
    await desk.call(patientsContract.update, { patient_id, version: 1, changes: { occupation: 'x', religion: 'y' } });
    await colleague.call(patientsContract.update, { patient_id, version: 2, changes: { occupation: 'z' } });
    const { body } = await desk.call(patientsContract.versions, { patient_id });
    expect(body['versions']).toMatchObject([
      { version: 3, act: 'update', fields: ['occupation'], by: { account_id: colleague.account_id } },
      { version: 2, act: 'update', fields: ['religion', 'occupation'], by: { account_id: desk.account_id } },
      { version: 1, act: 'register', fields: [] },
    ]);
    expect(body['next']).toBeNull();
    const page = await desk.call(patientsContract.versions, { patient_id, limit: 2 });
    expect(page.body).toMatchObject({ versions: [{ version: 3 }, { version: 2 }], next: 2 });
    const rest = await desk.call(patientsContract.versions, { patient_id, limit: 2, before: 2 });
    expect(rest.body).toMatchObject({ versions: [{ version: 1 }], next: null });
    const compared = await desk.call(patientsContract.compare, { patient_id, from: 1 });
    expect(compared.body).toMatchObject({ from: 1, to: 3, changes: [
      { field: 'religion', before: null, after: 'y', version: 2 },
      { field: 'occupation', before: null, after: 'z', version: 3, by: { account_id: colleague.account_id } },
    ] });
    expect((await desk.call(patientsContract.compare, { patient_id, from: 3, to: 2 })).status).toBe(400);
  });

  it('cannot be changed or removed by the application', async () => {
    await registered();
    const { sql } = await import('kysely');
    for (const statement of ['delete from patients.version', `update patients.version set act = 'x'`]) {
      await expect(hospital.database.transaction({ scope: 'system' }, (tx) => sql.raw(statement).execute(tx))).rejects.toThrow(/permission denied/);
    }
  });
});

describe('restricted patients', () => {
  it('are hidden from those who are not cleared, and the denial is audited', async () => {
    const { id } = await registered();
    const compliance = await hospital.signIn('compliance');
    const marked = await compliance.call(patientsContract.restrict, { patient_id: id, version: 1, restricted: true, reason: 'Member of staff' });
    expect(marked.body).toMatchObject({ restricted: true, restricted_reason: 'Member of staff', version: 2 });
    for (const [contract, input] of [
      [patientsContract.read, {}],
      [patientsContract.update, { version: 2, changes: { occupation: 'x' } }],
      [patientsContract.versions, {}],
    ] as const) {
      const answer = await desk.call(contract, { patient_id: id, ...input });
      expect(answer.status).toBe(403);
    }
    const denials = await hospital.asSuperuser(`select detail->>'reason' as reason from audit.event where patient_id = $1 and outcome = 'denied'`, [id]);
    expect(denials).toEqual(Array.from({ length: 3 }, () => ({ reason: 'restricted' })));
    const listed = await desk.call(patientsContract.list, { limit: 200 });
    expect(listed.body['patients'].map((each: { id: string }) => each.id)).not.toContain(id);
    expect((await compliance.call(patientsContract.read, { patient_id: id })).status).toBe(200);
    const lifted = await compliance.call(patientsContract.restrict, { patient_id: id, version: 2, restricted: false, reason: 'Left' });
    expect(lifted.body).toMatchObject({ restricted: false, restricted_reason: null });
    expect((await desk.call(patientsContract.read, { patient_id: id })).status).toBe(200);
  });

  it('may be marked only by those who may open them', async () => {
    const { id } = await registered();
    const answer = await desk.call(patientsContract.restrict, { patient_id: id, version: 1, restricted: true, reason: 'x' });
    expect(answer.status).toBe(403);
  });
});

describe('coverage', () => {
  it('is added and ended, and the same policy cannot stand twice for the same days', async () => {
    const { id } = await registered();
    const biller = await hospital.signIn('biller');
    const { body: payer } = await biller.call(patientsContract.addPayer, { name: 'Volta Health', kind: 'insurer', code: 'VH' });
    const coverage = { payer_id: payer['id'], policy_number: '77', valid_from: '2026-01-01' };
    const added = await desk.call(patientsContract.addCoverage, { patient_id: id, version: 1, coverage });
    expect(added).toMatchObject({ status: 201, body: { version: 2, coverage: { payer_name: 'Volta Health', valid_to: null } } });
    const twice = await desk.call(patientsContract.addCoverage, { patient_id: id, version: 2, coverage: { ...coverage, valid_from: '2026-06-01' } });
    expect(twice).toMatchObject({ status: 409, body: { code: 'patients.coverage_overlaps' } });
    const coverage_id = added.body['coverage'].id;
    const ended = await desk.call(patientsContract.endCoverage, { patient_id: id, coverage_id, version: 2, last_day: '2026-05-31' });
    expect(ended.body).toMatchObject({ coverage: { valid_from: '2026-01-01', valid_to: '2026-05-31' }, version: 3 });
    const next = await desk.call(patientsContract.addCoverage, { patient_id: id, version: 3, coverage: { ...coverage, valid_from: '2026-06-01' } });
    expect(next.status).toBe(201);
    const other = await biller.call(patientsContract.addPayer, { name: 'Volta Health', kind: 'insurer' });
    expect(other).toMatchObject({ status: 409, body: { code: 'patients.payer_exists' } });
  });
});

describe('the list', () => {
  it('gives every patient once, page by page, in each order', async () => {
    await Promise.all(Array.from({ length: 12 }, () => registered()));
    const [{ count } = { count: 0 }] = await hospital.asSuperuser<{ count: number }>(
      'select count(*)::int as count from patients.patient where not restricted and survivor_id is null');
    for (const order of ['registered', 'name', 'number']) {
      const ids: string[] = [];
      let after: string | undefined;
      do {
        const { body } = await desk.call(patientsContract.list, { order, limit: 5, ...(after === undefined ? {} : { after }) });
        ids.push(...body['patients'].map((each: { id: string }) => each.id));
        after = body['next'] ?? undefined;
      } while (after !== undefined);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(count);
    }
    const [event] = await hospital.asSuperuser<{ shown: string[] }>(
      `select shown from audit.event where name = 'patients.patient.list' order by at desc limit 1`);
    expect(event?.shown.length).toBeGreaterThan(0);
    expect((await desk.call(patientsContract.list, { after: 'nonsense' })).status).toBe(400);
  });
});
