import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHospital, type Answer, type Client, type TestHospital } from '@openward/platform/testing';
import { patientsContract } from '../../contract/index.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let clerk: Client;
let payers: string[];

beforeAll(async () => {
  hospital = await openHospital({ patients: routes });
  clerk = await hospital.signIn('medical-records', 'front-desk');
  const biller = await hospital.signIn('biller');
  payers = await Promise.all(['North', 'South'].map(async (name) =>
    (await biller.call(patientsContract.addPayer, { name, kind: 'insurer' })).body['id'] as string));
});
afterAll(() => hospital.close());

type Body = Answer['body'];

const registered = async (input: object): Promise<Body> => {
  const answer = await clerk.call(patientsContract.register, input);
  if (answer.status === 201) return answer.body;
  if (answer.body['code'] !== 'patients.likely_duplicate') throw new Error(JSON.stringify(answer.body));
  const duplicates_reviewed = answer.body['candidates'].map((each: Body) => each['patient_id']);
  return registered({ ...input, duplicates_reviewed });
};

const word = fc.string({ unit: fc.constantFrom(...'abcdefghijkéöşñк神م '), minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const some = <T>(value: fc.Arbitrary<T>) => fc.array(value, { maxLength: 3 });
const date = fc.constantFrom('1950', '1984-03', '1984-03-21', '2000-02-29');

/** Registrations as clerks make them, two of which often say the same. */
const anyRegistration = fc.record({
  names: fc.array(fc.record({ use: fc.constantFrom('official', 'maiden', 'nickname'), family: word, given: some(word) }), { minLength: 1, maxLength: 3 }),
  birth_date: maybe(date),
  sex: fc.constantFrom('male', 'female', 'other', 'unknown'),
  religion: maybe(word),
  occupation: maybe(word),
  language: maybe(fc.constantFrom('pt', 'ar', 'zh-Hant')),
  referrer: maybe(fc.record({ name: word, phone: maybe(word) })),
  multiple_birth_order: maybe(fc.constantFrom(1, 2)),
  telecoms: some(fc.record({ system: fc.constant('email'), value: fc.constantFrom('a@x.org', 'b@x.org', 'c@x.org') })),
  addresses: some(fc.record({ lines: fc.tuple(word), city: maybe(word) })),
  related_people: some(fc.record({ roles: fc.constantFrom(['next_of_kin'], ['guarantor', 'other']), name: word })),
  identifiers: some(fc.record({ kind: fc.constantFrom('national_id', 'passport', 'other'), value: fc.constantFrom('A1234567', 'B1234567', 'C7654321') })),
  contact_rule: maybe(fc.record({ consent: fc.constantFrom('given', 'refused'), channels: fc.subarray(['call', 'sms', 'letter']), instruction: maybe(word) })),
  coverages: fc.subarray([0, 1]).map((chosen) => chosen.map((index) => ({ payer_id: index, policy_number: 'P1', valid_from: '2026-01-01' }))),
});
const withPayers = (registration: Body) => ({
  ...registration,
  coverages: registration['coverages'].map((each: Body) => ({ ...each, payer_id: payers[each['payer_id']] })),
});

/** Everything that the database holds of a patient but for the counting of versions. */
async function stateOf(id: string): Promise<unknown> {
  const lists = ['name', 'identifier', 'telecom', 'address', 'related_person', 'contact_rule', 'coverage'];
  const rows = await Promise.all(lists.map((table) =>
    hospital.asSuperuser(`select * from patients.${table} where patient_id = $1
      ${table === 'identifier' ? 'and removed_in_version is null' : ''} order by 1`, [id])));
  const [patient] = await hospital.asSuperuser(`select to_jsonb(p) - 'version' - 'updated_at' as columns from patients.patient p where id = $1`, [id]);
  const [fhir] = await hospital.asSuperuser(`select body::jsonb as body from records.resource where type = 'Patient' and id = $1`, [id]);
  const aliases = await hospital.asSuperuser('select * from records.alias where patient_id = $1 or surviving_id = $1', [id]);
  return { rows, patient, fhir, aliases };
}

describe('merging and undoing', () => {
  it('leaves both records exactly as they were, whoever they are and whatever was chosen', async () => {
    const choice = fc.constantFrom('surviving', 'merged', 'both');
    await fc.assert(
      fc.asyncProperty(anyRegistration, anyRegistration, fc.array(choice, { minLength: 20, maxLength: 20 }), async (one, other, wanted) => {
        const [a, b] = [await registered(withPayers(one)), await registered(withPayers(other))];
        const before = [await stateOf(a['id']), await stateOf(b['id'])];
        const preview = await clerk.call(patientsContract.previewMerge, { patient_id: a['id'], merged_id: b['id'] });
        const choices = Object.fromEntries(preview.body['fields'].map(({ field, allowed }: Body, index: number) =>
          [field, allowed.includes(wanted[index]) ? wanted[index] : allowed[0]]));
        const merged = await clerk.call(patientsContract.merge, {
          patient_id: a['id'], version: 1, merged_id: b['id'], merged_version: 1, reason: 'x', choices });
        expect(merged.status, merged.text).toBe(201);
        const undone = await clerk.call(patientsContract.unmerge, {
          patient_id: a['id'], merge_id: merged.body['merge'].id, version: 2, reason: 'y' });
        expect(undone.status, undone.text).toBe(200);
        expect([await stateOf(a['id']), await stateOf(b['id'])]).toEqual(before);
        expect(undone.body['surviving']).toEqual({ ...a, version: 3, updated_at: undone.body['surviving'].updated_at });
        expect(undone.body['merged']).toEqual({ ...b, version: 3, updated_at: undone.body['merged'].updated_at });
      }),
      { numRuns: 25, seed: Number(process.env['FUZZ_SEED'] ?? 7) },
    );
  });
});

describe('people who work on the same records at once', () => {
  it('cannot merge two records into each other', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [a, b] = [await registered({ names: [{ family: crypto.randomUUID() }] }), await registered({ names: [{ family: crypto.randomUUID() }] })];
      const merge = (one: Body, other: Body) => clerk.call(patientsContract.merge, {
        patient_id: one['id'], version: 1, merged_id: other['id'], merged_version: 1, reason: 'x' });
      const answers = await Promise.all([merge(a, b), merge(b, a)]);
      expect(answers.map(({ status }) => status).toSorted((x, y) => x - y)).toEqual([201, 409]);
      await expectSound();
    }
  });

  it('keep every invariant, whatever they merge, undo and change in parallel', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => registered({ names: [{ family: crypto.randomUUID() }] })));
    const pick = (): Body => people[Math.floor(Math.random() * people.length)] as Body;
    const versionOf = async (id: string): Promise<number> => {
      const [row] = await hospital.asSuperuser<{ version: number }>('select version from patients.patient where id = $1', [id]);
      return row?.version ?? 0;
    };
    const work = {
      async merge() {
        const [a, b] = [pick(), pick()];
        return clerk.call(patientsContract.merge, {
          patient_id: a['id'], version: await versionOf(a['id']), merged_id: b['id'], merged_version: await versionOf(b['id']), reason: 'x' });
      },
      async undo() {
        const [merge] = await hospital.asSuperuser<{ id: string; surviving_id: string }>(
          `select id, surviving_id from patients.merge where undone_at is null and surviving_id = any ($1) order by random() limit 1`,
          [people.map(({ id }) => id)]);
        if (merge === undefined) return null;
        const { surviving_id: patient_id, id: merge_id } = merge;
        const preview = await clerk.call(patientsContract.previewUnmerge, { patient_id, merge_id });
        const assignments = Object.fromEntries((preview.body['written_since'] ?? []).map(({ key }: Body) => [key, Math.random() < 0.5 ? 'merged' : 'surviving']));
        return clerk.call(patientsContract.unmerge, { patient_id, merge_id, version: await versionOf(patient_id), reason: 'y', assignments });
      },
      async update() {
        const patient = pick();
        return clerk.call(patientsContract.update, {
          patient_id: patient['id'], version: await versionOf(patient['id']), changes: { occupation: `job ${Math.random()}` } });
      },
    };
    const kinds = Object.keys(work) as (keyof typeof work)[];
    const answers: { kind: string; status: number; text: string }[] = [];
    await Promise.all(Array.from({ length: 8 }, async () => {
      for (let turn = 0; turn < 12; turn += 1) {
        const kind = kinds[Math.floor(Math.random() * kinds.length)] ?? 'merge';
        const answer = await work[kind]();
        if (answer !== null) answers.push({ kind, status: answer.status, text: answer.text });
      }
    }));
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    for (const kind of kinds) expect(answers.filter((each) => each.kind === kind && each.status < 300).length, kind).toBeGreaterThan(0);
    await expectSound();
  });
});

// Last: these merges go past the application, and leave the medical record knowing nothing of them.
describe('the database', () => {
  it('lets no merge close a circle, whoever writes it', async () => {
    const { sql } = await import('kysely');
    for (let round = 0; round < 8; round += 1) {
      const [a, b, c] = await Promise.all([1, 2, 3].map(() => registered({ names: [{ family: crypto.randomUUID() }] })));
      const insert = (one: Body, other: Body) => hospital.database.transaction({ scope: 'staff', actor: clerk.account_id }, async (tx) => {
        await sql`insert into patients.merge (surviving_id, merged_id, reason, surviving_version_before, merged_version_before)
          values (${one['id']}, ${other['id']}, 'x', 1, 1)`.execute(tx);
      }).then(() => true, (error: unknown) => {
        const { constraint, code } = error as { constraint?: string; code?: string };
        return constraint ?? code;
      });
      const pairs = [[a, b], [b, c], [c, a], [b, a], [a, c]] as [Body, Body][];
      const outcomes = await Promise.all(pairs.map(([one, other]) => insert(one, other)));
      expect(outcomes.filter((each) => each === true).length).toBeGreaterThanOrEqual(1);
      // A deadlock is broken by the database, and the application then tries again.
      const refusals = outcomes.filter((each) => each !== true);
      expect(refusals.filter((each) => each !== 'merge_of_roots' && each !== '40P01')).toEqual([]);
      const circles = await hospital.asSuperuser(`
        with recursive up as (
          select merged_id as start, surviving_id as at, 1 as steps from patients.merge where undone_at is null
          union all
          select up.start, m.surviving_id, steps + 1 from up join patients.merge m on m.merged_id = up.at and m.undone_at is null where steps < 10
        ) select * from up where start = at`);
      expect(circles).toEqual([]);
    }
  });
});

/** What must never be false of merges, seen past the application. */
async function expectSound(): Promise<void> {
  const faults = await hospital.asSuperuser(`
    select 'merged twice' as fault from patients.merge where undone_at is null group by merged_id having count(*) > 1
    union all
    select 'survivor is merged away' from patients.patient p join patients.patient s on s.id = p.survivor_id where s.survivor_id is not null
    union all
    select 'alias without merge, or merge without alias' from records.alias a
      full join (select * from patients.merge where undone_at is null) m
        on m.merged_id = a.patient_id and m.surviving_id = a.surviving_id where a.patient_id is null or m.id is null
    union all
    select 'survivor differs from the record' from patients.patient p
      where coalesce(p.survivor_id, p.id) <> records.surviving(p.id)
    union all
    select 'version without its document' from patients.patient p
      left join patients.version v on v.patient_id = p.id and v.version = p.version where v.version is null
    union all
    select 'document differs from the rows' from patients.patient p
      join patients.version v on v.patient_id = p.id and v.version = p.version
      where (v.document::jsonb - 'coverages') <> (patients.document_of(p.id)::jsonb - 'coverages')
    union all
    select 'FHIR says otherwise than the merge' from patients.patient p join records.resource r on r.type = 'Patient' and r.id = p.id::text
      where (p.survivor_id is null) <> (coalesce((r.body->>'active')::boolean, true))`);
  expect(faults).toEqual([]);
}
