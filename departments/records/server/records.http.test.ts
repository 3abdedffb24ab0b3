import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt } from '@openward/platform/db';
import type { Settings, Tx } from '@openward/platform/db';
import { testDatabase } from '@openward/platform/testing';
import type { TestDatabase } from '@openward/platform/testing';
import { records } from './api.ts';

let testing: TestDatabase;
beforeAll(async () => { testing = await testDatabase(); });
afterAll(() => testing.close());

const system: Settings = { scope: 'system' };
const staff: Settings = { scope: 'staff', actor: randomUUID() };
const cleared: Settings = { ...staff, clearance: ['restricted', 'PSY'] };
const act = <T>(settings: Settings, fn: (tx: Tx) => Promise<T>): Promise<T> => testing.database.transaction(settings, fn);

async function newPatient(restricted = false): Promise<string> {
  const patient_id = randomUUID();
  await act(system, (tx) => records.setCompartment(tx, patient_id, { restricted }));
  return patient_id;
}

const observation = (patient_id: string, id: string, value = '1.0'): string =>
  `{ "resourceType": "Observation",\n "id": "${id}", "status": "final", "code": {"text": "Potassium"},
     "subject": {"reference": "Patient/${patient_id}"}, "effectiveDateTime": "2024-03-01", "valueQuantity": {"value": ${value}, "unit": "mmol/L"} }`;
const put = (settings: Settings, json: string, more: object = {}) => act(settings, (tx) => records.put(tx, { json, source: 'test', ...more }));

describe('putting', () => {
  test('keeps the sender’s text, with the version and time that the record gives', async () => {
    const patient_id = await newPatient();
    const done = await put(staff, observation(patient_id, 'text-1', '1.0'));
    expect(done).toEqual({ type: 'Observation', id: 'text-1', version: 1, last_updated: expect.any(Date), changed: true });
    const found = await act(staff, (tx) => records.get(tx, 'Observation', 'text-1'));
    expect(found).toMatchObject({ version: 1, deleted: false, patient_id, source: 'test', author: { account_id: staff.actor } });
    expect(found!.json).toBe(
      `{"resourceType":"Observation","id":"text-1","meta":{"versionId":"1","lastUpdated":"${found!.last_updated.toISOString()}"},"status":"final",`
      + `"code":{"text":"Potassium"},"subject":{"reference":"Patient/${patient_id}"},"effectiveDateTime":"2024-03-01","valueQuantity":{"value":1.0,"unit":"mmol/L"}}`,
    );
  });

  test('the same content again writes nothing', async () => {
    const patient_id = await newPatient();
    await put(staff, observation(patient_id, 'same-1'));
    const [before] = await testing.asSuperuser<{ at: string }>(`select xmin::text || ctid::text || xmax::text as at from records.resource where id = 'same-1'`);
    const asRead = await act(staff, (tx) => records.get(tx, 'Observation', 'same-1'));
    expect(await put(staff, observation(patient_id, 'same-1').replaceAll('\n', '\n\n'))).toMatchObject({ version: 1, changed: false });
    expect(await put(staff, asRead!.json!)).toMatchObject({ version: 1, changed: false });
    const [after] = await testing.asSuperuser<{ at: string }>(`select xmin::text || ctid::text || xmax::text as at from records.resource where id = 'same-1'`);
    expect(after).toEqual(before);
  });

  test('another number text is another content', async () => {
    const patient_id = await newPatient();
    await put(staff, observation(patient_id, 'number-1', '1.0'));
    expect(await put(staff, observation(patient_id, 'number-1', '1.00'))).toMatchObject({ version: 2, changed: true });
  });

  test('every version is kept, and a deletion is one', async () => {
    const patient_id = await newPatient();
    for (const value of ['1', '2', '3']) await put(staff, observation(patient_id, 'version-1', value));
    const author = { account_id: randomUUID(), name: 'Dr Stone' };
    expect(await act(staff, (tx) => records.remove(tx, { type: 'Observation', id: 'version-1', author }))).toMatchObject({ version: 4, changed: true });
    expect(await act(staff, (tx) => records.remove(tx, { type: 'Observation', id: 'version-1' }))).toMatchObject({ version: 4, changed: false });
    expect(await put(staff, observation(patient_id, 'version-1', '3'))).toMatchObject({ version: 5, changed: true });
    const all = await act(staff, (tx) => records.history(tx, 'Observation', 'version-1'));
    expect(all.map(({ version, deleted, json }) => [version, deleted, json && /"value":(\d)/.exec(json)?.[1]])).toEqual([
      [5, false, '3'], [4, true, null], [3, false, '3'], [2, false, '2'], [1, false, '1'],
    ]);
    expect(all[1]?.author).toEqual(author);
    const times = all.map((version) => version.last_updated.getTime());
    expect(times).toEqual([...new Set(times)].sort((a, b) => b - a));
    expect(await act(staff, (tx) => records.getVersion(tx, 'Observation', 'version-1', 2))).toMatchObject({ version: 2 });
  });

  test('several versions in one transaction, and in one call, follow each other', async () => {
    const patient_id = await newPatient();
    const items = ['1', '2', '2', '3'].map((value) => ({ json: observation(patient_id, 'many-1', value) }));
    const done = await act(staff, (tx) => records.putMany(tx, items));
    expect(done.map(({ version, changed }) => [version, changed])).toEqual([[1, true], [2, true], [2, false], [3, true]]);
  });

  test('a writer who has not seen the current version is told so', async () => {
    const patient_id = await newPatient();
    await put(staff, observation(patient_id, 'seen-1', '1'), { if_version: 0 });
    await put(staff, observation(patient_id, 'seen-1', '2'), { if_version: 1 });
    await expect(put(staff, observation(patient_id, 'seen-1', '3'), { if_version: 1 })).rejects.toMatchObject({ status: 409, code: 'records.changed', extras: { version: 2 } });
    await expect(put(staff, observation(patient_id, 'seen-1', '3'), { if_version: 0 })).rejects.toMatchObject({ code: 'records.changed' });
  });

  test('two writers at once make two versions, none lost and no gap', async () => {
    const patient_id = await newPatient();
    await Promise.all(Array.from({ length: 8 }, (_each, at) => put(staff, observation(patient_id, 'race-1', String(at)))));
    const all = await act(staff, (tx) => records.history(tx, 'Observation', 'race-1'));
    expect(all.map((version) => version.version)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    const expecting = await Promise.allSettled(Array.from({ length: 6 }, (_each, at) => put(staff, observation(patient_id, 'race-1', `9${at}`), { if_version: 8 })));
    expect(expecting.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  });

  test('a resource does not slip from one patient to another', async () => {
    const [one, other] = [await newPatient(), await newPatient()];
    await put(staff, observation(one, 'slip-1'));
    await expect(put(staff, observation(other, 'slip-1'))).rejects.toMatchObject({ code: 'records.other_patient' });
    const moved = await act(staff, (tx) => records.move(tx, { type: 'Observation', id: 'slip-1', patient_id: other }));
    expect(moved).toMatchObject({ version: 2, changed: true });
    const found = await act(staff, (tx) => records.get(tx, 'Observation', 'slip-1'));
    expect(found).toMatchObject({ patient_id: other, source: 'test' });
    expect(found!.json).toContain(`"reference":"Patient/${other}"`);
  });

  test('what is bound to its source does not undo what another wrote since', async () => {
    const patient_id = await newPatient();
    const from = (source: string, value: string) => put(staff, observation(patient_id, 'bound-1', value), { source, bound_to_source: true });
    await from('clinic', '1');
    expect(await from('clinic', '2')).toMatchObject({ version: 2 });
    await put(staff, observation(patient_id, 'bound-1', '3'), { source: 'openward' });
    await expect(from('clinic', '2')).rejects.toMatchObject({ code: 'records.other_source' });
    expect(await from('clinic', '3')).toMatchObject({ version: 3, changed: false });
  });

  test.each([
    ['an unknown type', '{"resourceType":"Observaton","id":"1"}', 'records.unknown_type'],
    ['no id', '{"resourceType":"Basic","code":{}}', 'records.id'],
    ['an id that could not be in an address', '{"resourceType":"Basic","id":"a/b"}', 'records.id'],
    ['meta that is none', '{"resourceType":"Basic","id":"1","meta":[]}', 'records.meta'],
    ['what is not JSON', '{"resourceType":', 'json.syntax'],
    ['a key twice', '{"resourceType":"Basic","id":"1","id":"2"}', 'json.doubled_key'],
    ['a patient by a number of elsewhere', '{"resourceType":"Observation","id":"1","subject":{"reference":"Patient/7"}}', 'records.unknown_patient'],
  ])('refuses %s', async (_what, json, code) => {
    await expect(put(system, json)).rejects.toMatchObject({ status: 422, code });
  });

  test('refuses a patient who is not here', async () => {
    await expect(put(system, observation(randomUUID(), 'nobody-1'))).rejects.toMatchObject({ constraint: 'resource_patient' });
  });

  test('takes a type that it knows nothing of, if FHIR does', async () => {
    expect(await put(system, '{"resourceType":"TestScript","id":"t","name":"A","_name":{"id":"x"}}')).toMatchObject({ version: 1 });
  });

  test('takes text that PostgreSQL could not search', async () => {
    const json = '{"resourceType":"Organization","id":"nul","name":"a\\u0000b\\ud800c","identifier":[{"system":"s\\u0000","value":"v\\u0000"}]}';
    expect(await put(system, json)).toMatchObject({ version: 1 });
    expect(JSON.parse((await act(system, (tx) => records.get(tx, 'Organization', 'nul')))!.json!)).toMatchObject({ name: 'a\u0000b\ud800c' });
  });
});

describe('identifiers', () => {
  test('follow the version that stands', async () => {
    const organisation = (value: string) => `{"resourceType":"Organization","id":"ident","identifier":[{"system":"urn:s","value":"${value}"}]}`;
    const find = (value: string, system?: string) => act(staff, (tx) => records.findByIdentifier(tx, 'Organization', { value, ...(system && { system }) }));
    await put(system, organisation('one'));
    expect(await find('one', 'urn:s')).toEqual(['ident']);
    expect(await find('one', 'urn:other')).toEqual([]);
    await put(system, organisation('two'));
    expect([await find('one'), await find('two')]).toEqual([[], ['ident']]);
    await act(system, (tx) => records.remove(tx, { type: 'Organization', id: 'ident' }));
    expect(await find('two')).toEqual([]);
  });

  test('of patients are not kept here', async () => {
    const id = await newPatient();
    await put(staff, `{"resourceType":"Patient","id":"${id}","identifier":[{"system":"http://hl7.org/fhir/sid/us-ssn","value":"999-12-3456"}]}`);
    expect(await testing.asSuperuser(`select * from records.identifier where value like '999%'`)).toEqual([]);
  });
});

describe('the database itself', () => {
  const refused = async (statement: string): Promise<string> =>
    act(staff, (tx) => attempt(tx, () => sql.raw(statement).execute(tx))).then(() => 'done', (error: unknown) => (error as { code: string }).code);

  test('lets nobody change, delete or number a version', async () => {
    const patient_id = await newPatient();
    await put(staff, observation(patient_id, 'guard-1', '1'));
    await put(staff, observation(patient_id, 'guard-1', '2'));
    expect(await refused(`update records.resource_history set body = null`)).toBe('42501');
    expect(await refused(`delete from records.resource_history`)).toBe('42501');
    expect(await refused(`insert into records.resource_history select * from records.resource_history`)).toBe('42501');
    expect(await refused(`delete from records.resource`)).toBe('42501');
    expect(await refused(`truncate records.resource`)).toBe('42501');
    expect(await refused(`update records.resource set version = 9`)).toBe('42501');
    expect(await refused(`update records.resource set last_updated = now()`)).toBe('42501');
    expect(await refused(`update records.resource set type = 'Basic'`)).toBe('42501');
    expect(await refused(`insert into records.compartment (patient_id) values (uuidv7())`)).toBe('42501');
    // Who writes past the door still leaves a version behind.
    expect(await refused(`update records.resource set body = '{}' where id = 'guard-1'`)).toBe('done');
    expect((await act(staff, (tx) => records.history(tx, 'Observation', 'guard-1'))).map((version) => version.version)).toEqual([3, 2, 1]);
  });

  test('shows nothing to a connection that said nothing', async () => {
    for (const table of ['resource', 'resource_history', 'compartment', 'alias', 'identifier']) {
      expect((await testing.database.pool.query(`select * from records.${table}`)).rows).toEqual([]);
    }
    await expect(testing.database.pool.query(`select records.set_compartment(uuidv7(), false)`)).rejects.toMatchObject({ code: '42501' });
  });

  test('has a comment on every column', async () => {
    expect(await testing.asSuperuser(`select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'records'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0
        and not a.attisdropped and col_description(c.oid, a.attnum) is null`)).toEqual([]);
  });
});

describe('a restricted patient', () => {
  test('is seen by those who are cleared, and the label follows to what is there and to what comes', async () => {
    const patient_id = await newPatient();
    await put(staff, observation(patient_id, 'vip-1', '1'));
    await put(staff, observation(patient_id, 'vip-1', '2'));
    const seen = (settings: Settings) => act(settings, async (tx) => [
      (await records.get(tx, 'Observation', 'vip-1')) !== undefined, (await records.history(tx, 'Observation', 'vip-1')).length,
      (await records.compartment(tx, [patient_id])).length, await records.labelOf(tx, patient_id),
    ]);
    expect(await seen(staff)).toEqual([true, 2, 1, { restricted: false }]);
    await act(cleared, (tx) => records.setCompartment(tx, patient_id, { restricted: true }));
    expect(await seen(staff)).toEqual([false, 0, 0, { restricted: true }]);
    expect(await seen(cleared)).toEqual([true, 2, 1, { restricted: true }]);
    await expect(put(staff, observation(patient_id, 'vip-2'))).rejects.toMatchObject({ code: '42501' });
    await put(cleared, observation(patient_id, 'vip-2'));
    expect(await act(staff, (tx) => records.get(tx, 'Observation', 'vip-2'))).toBeUndefined();
    // The label is no new version of anything.
    expect(await act(cleared, (tx) => records.get(tx, 'Observation', 'vip-1'))).toMatchObject({ version: 2 });
    await act(cleared, (tx) => records.setCompartment(tx, patient_id, { restricted: false }));
    expect(await seen(staff)).toEqual([true, 2, 2, { restricted: false }]);
  });

  test('does not leak while the label is being set', async () => {
    const patient_id = await newPatient();
    await Promise.allSettled([
      act(cleared, (tx) => records.setCompartment(tx, patient_id, { restricted: true })),
      ...Array.from({ length: 8 }, (_each, at) => put(staff, observation(patient_id, `leak-${at}`))),
    ]);
    const rows = await testing.asSuperuser<{ restricted: boolean }>(`select distinct restricted from records.resource where patient_id = $1`, [patient_id]);
    expect(rows.every((row) => row.restricted)).toBe(true);
    expect(await act(staff, (tx) => records.compartment(tx, [patient_id]))).toEqual([]);
  });

  test('a sensitive entry needs clearance of its own, in every version', async () => {
    const patient_id = await newPatient();
    const label = '"meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"PSY"}]},';
    await put(cleared, observation(patient_id, 'psy-1', '1').replace('"status"', `${label}"status"`));
    expect(await act(staff, (tx) => records.get(tx, 'Observation', 'psy-1'))).toBeUndefined();
    // It keeps its label until somebody lifts it.
    await put(cleared, observation(patient_id, 'psy-1', '1.5'));
    expect(await act(staff, (tx) => records.get(tx, 'Observation', 'psy-1'))).toBeUndefined();
    await put(cleared, observation(patient_id, 'psy-1', '2'), { lifts_labels: true });
    expect((await act(staff, (tx) => records.history(tx, 'Observation', 'psy-1'))).map((version) => version.version)).toEqual([3]);
    expect(await act(cleared, (tx) => records.history(tx, 'Observation', 'psy-1'))).toHaveLength(3);
  });
});

test('a letter that names nobody is shown to nobody until it is in somebody’s record', async () => {
  const patient_id = await newPatient();
  const letter = '{"resourceType":"Binary","id":"letter","contentType":"text/plain","data":"YQ=="}';
  await put(system, letter);
  const seen = (settings: Settings) => act(settings, async (tx) => (await records.get(tx, 'Binary', 'letter'))?.version);
  expect([await seen(staff), await seen(cleared), await seen(system)]).toEqual([undefined, undefined, 1]);
  await put(system, letter.replace('"data"', `"securityContext":{"reference":"Patient/${patient_id}"},"data"`), { moves: true });
  expect(await seen(staff)).toBe(2);
});

describe('a patient’s own account', () => {
  test('sees their record and what was merged into it, and nobody else’s', async () => {
    const [own, merged, other] = [await newPatient(), await newPatient(), await newPatient()];
    for (const patient_id of [own, merged, other]) await put(staff, observation(patient_id, `own-${patient_id}`));
    await put(staff, '{"resourceType":"Organization","id":"own-org","name":"x"}');
    const ids = () => act({ scope: 'patient', patient: own }, async (tx) =>
      (await sql<{ id: string }>`select id from records.resource where id like 'own-%' order by id`.execute(tx)).rows.map((row) => row.id));
    expect(await ids()).toEqual([`own-${own}`]);
    await act(staff, (tx) => records.addAlias(tx, merged, own));
    expect(await ids()).toEqual([`own-${own}`, `own-${merged}`].sort());
  });
});

describe('merged records', () => {
  test('are read as one, over several merges, and apart again after the undo', async () => {
    const [one, two, three] = [await newPatient(), await newPatient(), await newPatient()];
    await act(staff, (tx) => records.addAlias(tx, two, one));
    await act(staff, (tx) => records.addAlias(tx, one, three));
    for (const id of [one, two, three]) expect((await act(staff, (tx) => records.aliasSet(tx, id))).toSorted()).toEqual([one, two, three].toSorted());
    expect((await act(staff, (tx) => records.aliasSet(tx, two)))[0]).toBe(three);
    await expect(act(staff, (tx) => records.addAlias(tx, three, two))).rejects.toMatchObject({ code: 'records.merged_already' });
    await act(staff, (tx) => records.removeAlias(tx, one));
    expect(await act(staff, (tx) => records.aliasSet(tx, three))).toEqual([three]);
    expect((await act(staff, (tx) => records.aliasSet(tx, two))).toSorted()).toEqual([one, two].toSorted());
    await expect(act(staff, (tx) => records.removeAlias(tx, one))).rejects.toMatchObject({ code: 'records.not_merged' });
  });

  test('two opposite merges at once make no circle', async () => {
    const [one, two] = [await newPatient(), await newPatient()];
    const merges = await Promise.allSettled([act(staff, (tx) => records.addAlias(tx, one, two)), act(staff, (tx) => records.addAlias(tx, two, one))]);
    expect(merges.filter((merge) => merge.status === 'fulfilled')).toHaveLength(1);
  });

  test('what was written since is told with its author and time, and goes where a person says', async () => {
    const [surviving, merged] = [await newPatient(), await newPatient()];
    await put(staff, observation(merged, 'before-merge'));
    await act(staff, (tx) => records.addAlias(tx, merged, surviving));
    const [{ at }] = await testing.asSuperuser<{ at: Date }>(`select created_at as at from records.alias where patient_id = $1`, [merged]) as [{ at: Date }];
    await put(staff, observation(surviving, 'since-merge'), { author: { account_id: staff.actor, name: 'Nurse Reed' } });
    const since = await act(staff, (tx) => records.writtenSince(tx, [surviving, merged], at));
    expect(since).toMatchObject([{ type: 'Observation', id: 'since-merge', patient_id: surviving, title: 'Potassium', author: { name: 'Nurse Reed' } }]);
    await act(staff, async (tx) => {
      await records.removeAlias(tx, merged);
      await records.move(tx, { type: 'Observation', id: 'since-merge', patient_id: merged });
    });
    const ids = async (patient_id: string) => (await act(staff, (tx) => records.compartment(tx, [patient_id]))).map((each) => each.id);
    expect([await ids(surviving), (await ids(merged)).sort()]).toEqual([[], ['before-merge', 'since-merge']]);
  });
});

test('partitions of the months ahead are there, and versions fall into them', async () => {
  await act(system, (tx) => sql`select records.keep_partitions(5)`.execute(tx));
  const [{ count }] = await testing.asSuperuser<{ count: number }>(`select count(*)::int as count from pg_inherits where inhparent = 'records.resource_history'::regclass`) as [{ count: number }];
  expect(count).toBeGreaterThanOrEqual(7);
  expect(await testing.asSuperuser(`select * from only records.resource_history_default`)).toEqual([]);
});
