import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, type Answer, type Client, type TestHospital } from '@openward/platform/testing';
import { patientsContract } from '../contract/index.ts';
import { routes } from './mount.ts';

let hospital: TestHospital;
let desks: Client[];

beforeAll(async () => {
  hospital = await openHospital({ patients: routes });
  desks = await Promise.all(Array.from({ length: 4 }, () => hospital.signIn('front-desk')));
  // Only a session that was opened before may act with others.
  for (const desk of desks) await register(desk, { names: [{ text: `First ${crypto.randomUUID()}` }] });
});
afterAll(() => hospital.close());

const register = (desk: Client, person: object, idempotency_key?: string) =>
  desk.call(patientsContract.register, person, idempotency_key === undefined ? {} : { idempotency_key });

const somebody = () => ({ names: [{ text: crypto.randomUUID() }] });
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status);

/** How each was registered: by whom in the three places that say so, and in which transaction. */
const traces = (ids: readonly string[]) =>
  hospital.asSuperuser<{ id: string; registered_by: string; versions: string[]; authors: string[]; events: string[]; transaction: string }>(
    `select p.id, p.registered_by, p.xmin::text as transaction,
      array(select actor_id::text from patients.version v where v.patient_id = p.id) as versions,
      array(select author::text from records.resource r where r.type = 'Patient' and r.id = p.id::text) as authors,
      array(select actor_id::text from audit.event e where e.patient_id = p.id and e.name = 'patients.patient.create') as events
     from patients.patient p where p.id = any ($1::uuid[])`, [ids]);

test('who register in the same moment share a transaction, and each patient has the one author, version, resource and event of its own', async () => {
  const answers = await Promise.all(Array.from({ length: 24 }, (_each, at) => register(desks[at % 4]!, somebody())));
  expect(new Set(statuses(answers))).toEqual(new Set([201]));
  const found = new Map((await traces(answers.map(({ body }) => body['id']))).map((trace) => [trace.id, trace]));
  answers.forEach(({ body }, at) => {
    const by = desks[at % 4]!.account_id;
    expect(found.get(body['id'])).toMatchObject({ registered_by: by, versions: [by], authors: [by], events: [by] });
  });
  expect(new Set([...found.values()].map(({ transaction }) => transaction)).size).toBeLessThan(24);
});

test('one who is refused harms nobody, and leaves nothing', async () => {
  const known = { names: [{ family: 'Okonkwo', given: ['Adaeze'] }], birth_date: '1988-04-12', sex: 'female' };
  expect((await register(desks[0]!, known)).status).toBe(201);
  const people = [somebody(), known, somebody(), { names: [{ text: 'Motherless' }], mother_id: crypto.randomUUID() }, somebody(), somebody()];
  const answers = await Promise.all(people.map((person, at) => register(desks[at % 4]!, person, `refused-among-${at}`)));
  expect(statuses(answers)).toEqual([201, 409, 201, 409, 201, 201]);
  expect(answers[1]!.body).toMatchObject({ code: 'patients.likely_duplicate', candidates: [{ display_name: 'OKONKWO, Adaeze' }] });
  expect(answers[3]!.body).toMatchObject({ errors: [{ field: 'mother_id' }] });
  const kept = await hospital.asSuperuser<{ key: string }>(`select key from platform.idempotency where key like 'refused-among-%' order by key`);
  expect(kept.map(({ key }) => key)).toEqual([0, 2, 4, 5].map((at) => `refused-among-${at}`));
  expect(await hospital.asSuperuser(`select from patients.patient where display_name = 'Motherless'`)).toHaveLength(0);
});

test('calls with one key make one patient, however they come together, and a key belongs to its caller', async () => {
  const person = somebody();
  const others = Array.from({ length: 6 }, (_each, at) => register(desks[at % 4]!, somebody()));
  const same = await Promise.all(Array.from({ length: 5 }, () => register(desks[0]!, person, 'the-same-key')));
  expect(statuses(await Promise.all(others))).toEqual([201, 201, 201, 201, 201, 201]);
  expect(new Set(same.map(({ status, body }) => `${status} ${body['id']}`)).size).toBe(1);
  expect(await hospital.asSuperuser('select from patients.name where text = $1', [person.names[0]!.text])).toHaveLength(1);
  const elsewhere = await Promise.all([register(desks[1]!, somebody(), 'the-same-key'), register(desks[2]!, somebody(), 'the-same-key')]);
  expect(statuses(elsewhere)).toEqual([201, 201]);
});

test('who arrives in the same moment as somebody of the same name and birth date is asked', async () => {
  const twice = { names: [{ family: 'Castellanos', given: ['Ximena'] }], birth_date: '1991-07-23', sex: 'female' };
  const answers = await Promise.all([somebody(), somebody(), twice, twice].map((person, at) => register(desks[at % 4]!, person)));
  expect(statuses(answers).toSorted((one, other) => one - other)).toEqual([201, 201, 201, 409]);
});

test('nobody whose session has ended registers with the others', async () => {
  const gone = await hospital.signIn('front-desk');
  await register(gone, somebody());
  await hospital.asSuperuser(`update auth.session set ended_at = now(), ended_because = 'disabled' where account_id = $1`, [gone.account_id]);
  const answers = await Promise.all([desks[0]!, desks[1]!, gone, desks[2]!, gone].map((desk) => register(desk, somebody())));
  expect(statuses(answers)).toEqual([201, 201, 401, 201, 401]);
});

test('unknown people who come together get a number each', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, (_each, at) => register(desks[at % 4]!, { unknown: true, sex: at % 2 === 0 ? 'female' : 'male' })));
  expect(new Set(statuses(answers))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ body }) => body['display_name'])).size).toBe(12);
});
