import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openHospital, type Answer, type Client, type TestHospital } from '@openward/platform/testing';
import { records } from '@openward/records/api';
import { patientsContract } from '../../contract/index.ts';
import { routes } from '../mount.ts';
import { forgetFollower, onMerge } from './on-merge.ts';

let hospital: TestHospital;
let desk: Client;
let records_clerk: Client;
let doctor: Client;

beforeAll(async () => {
  hospital = await openHospital({ patients: routes });
  desk = await hospital.signIn('front-desk');
  records_clerk = await hospital.signIn('medical-records');
  doctor = await hospital.signIn('doctor');
});
afterAll(() => hospital.close());
afterEach(() => void forgetFollower('kitchen'));

type Body = Answer['body'];

const registered = async (more: object = {}): Promise<Body> => {
  const answer = await desk.call(patientsContract.register, { names: [{ family: crypto.randomUUID(), given: [crypto.randomUUID()] }], ...more });
  expect(answer.status).toBe(201);
  return answer.body;
};
const written = async (patient_id: string, resource: Body): Promise<string> => {
  const id = crypto.randomUUID();
  const subject = resource['resourceType'] === 'AllergyIntolerance' ? 'patient' : 'subject';
  await hospital.database.transaction({ scope: 'staff', actor: doctor.account_id }, (tx) =>
    records.put(tx, { resource: { id, [subject]: { reference: `Patient/${patient_id}` }, ...resource }, patient_id }));
  return id;
};
const merged = async (surviving: Body, other: Body, more: object = {}) =>
  records_clerk.call(patientsContract.merge, {
    patient_id: surviving['id'], version: surviving['version'], merged_id: other['id'], merged_version: other['version'],
    reason: 'Same person: identity card shown', ...more,
  });
const opened = async (patient_id: string): Promise<Body> => (await desk.call(patientsContract.read, { patient_id })).body;
const rowsOf = async (table: string, id: string) => hospital.asSuperuser(`select * from ${table} where patient_id = $1 order by id`, [id]);
const chartOf = (patient_id: string) => hospital.database.transaction({ scope: 'staff', actor: doctor.account_id }, async (tx) =>
  (await records.compartment(tx, await records.aliasSet(tx, patient_id))).filter(({ type }) => type !== 'Patient').map(({ id }) => id));
const note = (text: string) => ({ resourceType: 'Observation', status: 'final', code: { text } });

describe('a merge', () => {
  it('shows before it is done what becomes of every field, what follows, and what contradicts', async () => {
    const a = await registered({ birth_date: '1980', sex: 'female', telecoms: [{ system: 'phone', value: '+351 912345678' }] });
    const b = await registered({ birth_date: '1980-04-05', sex: 'male', occupation: 'nurse', identifiers: [{ kind: 'passport', value: 'P-998877' }] });
    await written(b['id'], { resourceType: 'AllergyIntolerance', code: { text: 'Penicillin' }, criticality: 'high' });
    await written(a['id'], { resourceType: 'AllergyIntolerance', code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003', display: 'No known allergy' }] } });
    const { status, body } = await records_clerk.call(patientsContract.previewMerge, { patient_id: a['id'], merged_id: b['id'] });
    expect(status).toBe(200);
    const fields = new Map<string, Body>(body['fields'].map((each: Body) => [each['field'], each]));
    expect(fields.get('birth_date')).toMatchObject({ choice: 'merged', merged: { birth_date: '1980-04-05' }, allowed: ['surviving', 'merged'] });
    expect(fields.get('sex')).toMatchObject({ choice: 'surviving', surviving: 'female', merged: 'male' });
    expect(fields.get('occupation')).toMatchObject({ choice: 'merged', surviving: null });
    expect(fields.get('telecoms')).toMatchObject({ choice: 'both', allowed: ['surviving', 'merged', 'both'] });
    expect(fields.has('religion')).toBe(false);
    expect(JSON.stringify(body)).not.toContain('998877');
    expect(JSON.stringify(body)).not.toContain('blind_index');
    expect(body['follows']).toEqual([{ kind: 'AllergyIntolerance', count: 1 }]);
    expect(body['contradictions']).toMatchObject([
      { kind: 'allergy', subject: 'Penicillin', statements: [{ says: 'Allergy: Penicillin', prevails: true }, { says: 'No known allergy', prevails: false }] },
      { kind: 'sex', statements: [{ prevails: false }, { prevails: false }] },
    ]);
    expect(body['hindrances']).toEqual([]);
  });

  it('reads both as one, loses nothing, moves nothing, and still finds the old number', async () => {
    const a = await registered({ telecoms: [{ system: 'phone', value: '+351 1111111' }], identifiers: [{ kind: 'national_id', value: 'AA111111' }] });
    const b = await registered({ telecoms: [{ system: 'phone', value: '+351 2222222' }], identifiers: [{ kind: 'national_id', value: 'AA222222' }] });
    const [ofA, ofB] = [await written(a['id'], note('a')), await written(b['id'], note('b'))];
    const before = await rowsOf('patients.telecom', b['id']);
    const answer = await merged(a, b);
    expect(answer).toMatchObject({ status: 201, body: { merge: { surviving_id: a['id'], merged_id: b['id'], undone: null }, patient: { version: 2 } } });
    expect(answer.body['patient'].telecoms.map((each: Body) => each['value'])).toEqual(['+351 1111111', '+351 2222222']);
    expect(await rowsOf('patients.telecom', b['id'])).toEqual(before);
    expect((await chartOf(a['id'])).toSorted((x, y) => x.localeCompare(y))).toEqual([ofA, ofB].toSorted((x, y) => x.localeCompare(y)));

    const both = await opened(b['id']);
    expect(both).toMatchObject({ asked_for: b['id'], patient: { id: a['id'] }, aliases: [{ patient_id: b['id'], hospital_number: b['hospital_number'] }] });
    const secrets = both['patient'].identifiers.map((each: Body) => each['id']);
    const values = await Promise.all(secrets.map((identifier_id: string) => records_clerk.call(patientsContract.readIdentifier, { patient_id: a['id'], identifier_id })));
    expect(values.map(({ body }) => body['value'])).toEqual(['AA111111', 'AA222222']);

    const found = await desk.call(patientsContract.search, { q: b['hospital_number'] });
    expect(found.body['patients'].map((each: Body) => each['id'])).toContain(a['id']);
    const change = await desk.call(patientsContract.update, { patient_id: b['id'], version: 2, changes: { occupation: 'x' } });
    expect(change).toMatchObject({ status: 409, body: { code: 'patients.merged', surviving_id: a['id'] } });
    const [fhir] = await hospital.asSuperuser<{ body: Body }>(`select body from records.resource where type = 'Patient' and id = $1`, [b['id']]);
    expect(fhir?.body).toMatchObject({ active: false, link: [{ type: 'replaced-by', other: { reference: `Patient/${a['id']}` } }] });
    const events = await hospital.asSuperuser(`select patient_id from audit.event where name = 'patients.merge.create' and patient_id = any ($1)`, [[a['id'], b['id']]]);
    expect(events).toHaveLength(2);
  });

  it('takes the values that a person chose', async () => {
    const a = await registered({ birth_date: '1980-01-01', religion: 'none', telecoms: [{ system: 'email', value: 'a@x.org' }] });
    const b = await registered({ birth_date: '1981-01-01', religion: 'Hindu', telecoms: [{ system: 'email', value: 'b@x.org' }] });
    const { body } = await merged(a, b, { choices: { birth_date: 'merged', telecoms: 'merged' } });
    expect(body['patient']).toMatchObject({ birth_date: '1981-01-01', religion: 'none', telecoms: [{ value: 'b@x.org' }] });
    const c = await registered();
    const wrong = await merged({ ...body['patient'] }, c, { choices: { religion: 'both' } });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ field: 'choices.religion' }] } });
  });

  it('keeps a restricted person restricted under every number', async () => {
    const [a, b] = [await registered(), await registered()];
    const keeper = await hospital.signIn('compliance', 'medical-records');
    const { body: hidden } = await keeper.call(patientsContract.restrict, { patient_id: b['id'], version: 1, restricted: true, reason: 'VIP' });
    expect((await merged(a, hidden)).status).toBe(403);
    const answer = await keeper.call(patientsContract.merge, {
      patient_id: a['id'], version: 1, merged_id: b['id'], merged_version: 2, reason: 'x' });
    expect(answer.body['patient']).toMatchObject({ restricted: true, restricted_reason: 'VIP' });
    expect((await desk.call(patientsContract.read, { patient_id: a['id'] })).status).toBe(403);
    expect((await desk.call(patientsContract.read, { patient_id: b['id'] })).status).toBe(403);
    const lifted = await keeper.call(patientsContract.restrict, { patient_id: a['id'], version: 2, restricted: false, reason: 'x' });
    expect(lifted.status).toBe(200);
    expect(await opened(b['id'])).toMatchObject({ patient: { id: a['id'] } });
  });

  it('is for medical records only, and for the versions of the preview', async () => {
    const [a, b] = [await registered(), await registered()];
    for (const who of [desk, doctor, await hospital.signIn('administrator')]) {
      const answer = await who.call(patientsContract.merge, { patient_id: a['id'], version: 1, merged_id: b['id'], merged_version: 1, reason: 'x' });
      expect(answer.status).toBe(403);
    }
    await desk.call(patientsContract.update, { patient_id: b['id'], version: 1, changes: { occupation: 'x' } });
    expect(await merged(a, b)).toMatchObject({ status: 409, body: { code: 'patients.changed', changes: [{ field: 'occupation' }] } });
    expect(await merged(a, a)).toMatchObject({ status: 400, body: { errors: [{ field: 'merged_id' }] } });
    expect(await merged(a, { id: crypto.randomUUID(), version: 1 })).toMatchObject({ status: 404, body: { errors: [{ field: 'merged_id' }] } });
  });

  it('may be followed by another: the whole chain reads as one, and cannot be undone in its middle', async () => {
    const [a, b, c] = [await registered(), await registered(), await registered()];
    const ofA = await written(a['id'], note('a'));
    const first = await merged(b, a);
    const second = await merged(c, first.body['patient']);
    expect(second.status).toBe(201);
    expect(await opened(a['id'])).toMatchObject({ patient: { id: c['id'] } });
    expect((await opened(c['id']))['aliases'].map((each: Body) => each['patient_id'])).toEqual([a['id'], b['id']]);
    expect(await chartOf(c['id'])).toEqual([ofA]);
    expect(await merged(a, { id: c['id'], version: 2 })).toMatchObject({ status: 409 });
    const early = await records_clerk.call(patientsContract.unmerge, {
      patient_id: b['id'], merge_id: first.body['merge'].id, version: 3, reason: 'x' });
    expect(early).toMatchObject({ status: 409, body: { code: 'patients.later_merge' } });
    const undone = await records_clerk.call(patientsContract.unmerge, {
      patient_id: c['id'], merge_id: second.body['merge'].id, version: second.body['patient'].version, reason: 'Wrong' });
    expect(undone.status).toBe(200);
    expect(await opened(a['id'])).toMatchObject({ patient: { id: b['id'] } });
    expect(await chartOf(c['id'])).toEqual([]);
  });

  it('is followed by departments that asked to', async () => {
    const seen: unknown[] = [];
    onMerge({
      department: 'kitchen',
      count: async () => [{ kind: 'Meals', count: 3 }],
      merged: async (_tx, pair) => void seen.push(['merged', pair.merged_id]),
      writtenSince: async (_tx, ids) => [{ key: 'meal-1', what: 'Lunch', at: new Date(), by: { account_id: null, name: 'Cook' }, patient_id: ids[0] ?? '' }],
      assign: async (_tx, _pair, key, patient_id) => void seen.push(['assign', key, patient_id]),
      undone: async (_tx, pair) => void seen.push(['undone', pair.merged_id]),
    });
    const [a, b] = [await registered(), await registered()];
    const preview = await records_clerk.call(patientsContract.previewMerge, { patient_id: a['id'], merged_id: b['id'] });
    expect(preview.body['follows']).toEqual([{ kind: 'Meals', count: 3 }]);
    const { body } = await merged(a, b);
    const undone = await records_clerk.call(patientsContract.unmerge, {
      patient_id: a['id'], merge_id: body['merge'].id, version: 2, reason: 'x', assignments: { 'kitchen:meal-1': 'merged' } });
    expect(undone.status).toBe(200);
    expect(seen).toEqual([['merged', b['id']], ['assign', 'meal-1', b['id']], ['undone', b['id']]]);
  });
});

describe('contradictions', () => {
  it('stay open in the merged chart until a clinician reconciles them with a reason', async () => {
    const [a, b] = [await registered({ sex: 'male' }), await registered({ sex: 'male' })];
    const [high] = [
      await written(a['id'], { resourceType: 'AllergyIntolerance', code: { text: 'Latex' }, criticality: 'high' }),
      await written(b['id'], { resourceType: 'AllergyIntolerance', code: { text: 'latex' }, criticality: 'low' }),
      await written(a['id'], { resourceType: 'Observation', status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '882-1' }] }, valueString: 'A pos' }),
      await written(b['id'], { resourceType: 'Observation', status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '882-1' }] }, valueString: 'O neg' }),
    ];
    await merged(a, b);
    expect(await opened(b['id'])).toMatchObject({ contradictions: 2 });
    const { body } = await doctor.call(patientsContract.contradictions, { patient_id: a['id'] });
    expect(body['contradictions']).toMatchObject([
      { kind: 'allergy_severity', statements: [{ says: 'Severity high', prevails: true }, { says: 'Severity low', prevails: false }], reconciled: null },
      { kind: 'blood_group', statements: [{ says: 'A pos', prevails: false }, { says: 'O neg', prevails: false }] },
    ]);
    const reconcile = { patient_id: a['id'], contradiction_id: body['contradictions'][0].id, holds: `AllergyIntolerance/${high}`, reason: 'Tested again' };
    expect((await records_clerk.call(patientsContract.reconcile, reconcile)).status).toBe(403);
    expect(await doctor.call(patientsContract.reconcile, { ...reconcile, holds: 'Observation/x' })).toMatchObject({ status: 400 });
    const answer = await doctor.call(patientsContract.reconcile, reconcile);
    expect(answer.body['contradiction']).toMatchObject({ reconciled: { by: { account_id: doctor.account_id }, reason: 'Tested again' } });
    expect(await doctor.call(patientsContract.reconcile, reconcile)).toMatchObject({ status: 409, body: { code: 'patients.reconciled_already' } });
    expect(await opened(a['id'])).toMatchObject({ contradictions: 1 });
  });
});

describe('undoing a merge', () => {
  it('gives what was written since to the one that a person says, and refuses to guess', async () => {
    const [a, b] = [await registered({ occupation: 'smith' }), await registered({ occupation: 'tailor' })];
    const { body } = await merged(a, b);
    const merge_id = body['merge'].id;
    const { body: changed } = await desk.call(patientsContract.update, { patient_id: a['id'], version: 2, changes: {
      occupation: 'pilot', telecoms: [{ system: 'phone', value: '+351 3333333' }] } });
    const [forA, forB, viaB] = [await written(a['id'], note('for a')), await written(a['id'], note('for b')), await written(b['id'], note('came with the old number'))];
    const preview = await records_clerk.call(patientsContract.previewUnmerge, { patient_id: a['id'], merge_id });
    const lines: Body[] = preview.body['written_since'];
    expect(lines.map(({ what, suggested }) => [what, suggested])).toEqual([
      ['Observation: for a', null], ['Observation: for b', null], ['Observation: came with the old number', 'merged'],
      ['Registration: occupation', null], ['Registration: telecoms', null],
    ]);
    expect(lines[0]?.['by']).toMatchObject({ account_id: doctor.account_id });
    const undo = { patient_id: a['id'], merge_id, version: changed['version'], reason: 'Two people after all' };
    const guessing = await records_clerk.call(patientsContract.unmerge, undo);
    expect(guessing).toMatchObject({ status: 400 });
    expect(guessing.body['errors']).toHaveLength(5);
    const keys = lines.map(({ key }) => key as string);
    const assignments = Object.fromEntries(keys.map((key, index) => [key, ['surviving', 'merged', 'merged', 'merged', 'surviving'][index]]));
    const undone = await records_clerk.call(patientsContract.unmerge, { ...undo, assignments });
    expect(undone.status).toBe(200);
    expect(undone.body).toMatchObject({
      merge: { undone: { reason: 'Two people after all' } },
      surviving: { occupation: 'smith', telecoms: [{ value: '+351 3333333' }] },
      merged: { occupation: 'pilot', telecoms: [] },
    });
    expect(await chartOf(a['id'])).toEqual([forA]);
    expect((await chartOf(b['id'])).toSorted((x, y) => x.localeCompare(y))).toEqual([forB, viaB].toSorted((x, y) => x.localeCompare(y)));
    const [moved] = await hospital.asSuperuser<{ body: Body; version: number }>('select body, version from records.resource where id = $1', [forB]);
    expect(moved).toMatchObject({ version: 2, body: { subject: { reference: `Patient/${b['id']}` } } });
    const twice = await records_clerk.call(patientsContract.unmerge, { ...undo, version: undone.body['surviving'].version });
    expect(twice).toMatchObject({ status: 409, body: { code: 'patients.merge_undone' } });
    expect(await opened(b['id'])).toMatchObject({ asked_for: null, patient: { id: b['id'] }, aliases: [] });
    const again = await merged(undone.body['surviving'], undone.body['merged']);
    expect(again.status).toBe(201);
  });

  it('seals a secret number that is given to the other record anew', async () => {
    const [a, b] = [await registered(), await registered()];
    const { body } = await merged(a, b);
    const { body: changed } = await desk.call(patientsContract.update, { patient_id: a['id'], version: 2, changes: {
      identifiers: [{ kind: 'passport', value: 'ZZ-445566' }] } });
    const key = `field:identifiers ${changed['identifiers'][0].id}`;
    const undone = await records_clerk.call(patientsContract.unmerge, {
      patient_id: a['id'], merge_id: body['merge'].id, version: 3, reason: 'x', assignments: { [key]: 'merged' } });
    expect(undone.body).toMatchObject({ surviving: { identifiers: [] }, merged: { identifiers: [{ masked: '••••66' }] } });
    const read = await records_clerk.call(patientsContract.readIdentifier, {
      patient_id: b['id'], identifier_id: undone.body['merged'].identifiers[0].id });
    expect(read.body).toEqual({ value: 'ZZ-445566' });
  });
});
