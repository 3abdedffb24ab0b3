import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, type Answer, type Client, type TestHospital } from '@openward/platform/testing';
import { setCompartment } from '@openward/records/api';
import { routes } from '../mount.ts';

const patient_id = '0190f0f0-0000-7000-8000-0000000000e1';
const hidden_id = '0190f0f0-0000-7000-8000-0000000000e2';
const other_id = '0190f0f0-0000-7000-8000-0000000000e3';

let hospital: TestHospital;
let doctors: Client[];
beforeAll(async () => {
  hospital = await openHospital(routes);
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await setCompartment(tx, patient_id, { restricted: false });
    await setCompartment(tx, hidden_id, { restricted: true });
    await setCompartment(tx, other_id, { restricted: false });
  });
  doctors = await Promise.all(Array.from({ length: 4 }, () => hospital.signIn('doctor')));
  // Only a session that was opened before may act with others.
  for (const doctor of doctors) await create({}, doctor);
});
afterAll(() => hospital.close());

const observation = (more: object = {}) => ({
  resourceType: 'Observation', status: 'final', code: { text: 'weight' }, subject: { reference: `Patient/${patient_id}` }, ...more,
});
const of = (id: string) => ({ subject: { reference: `Patient/${id}` } });
const doctorAt = (at: number) => doctors[at % doctors.length]!;
const send = (method: string, path: string, body: object, client: Client, headers: Record<string, string> = {}) =>
  client.send(method, `/fhir/R4${path}`, body, { 'content-type': 'application/fhir+json', ...headers });
const create = (more: object, client = doctors[0]!, headers = {}) => send('POST', '/Observation', observation(more), client, headers);
const put = (id: string, more: object, client = doctors[0]!, headers = {}) => send('PUT', `/Observation/${id}`, observation({ id, ...more }), client, headers);
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status);
const times = <T>(count: number, make: (at: number) => Promise<T>) => Promise.all(Array.from({ length: count }, (_each, at) => make(at)));
const requests = (answers: readonly Answer[]) => answers.map(({ headers }) => headers['x-request-id']);

interface Trace {
  id: string;
  author: string;
  author_name: string;
  actor: string;
  transaction: string;
  events: string;
}

/** Of each request: who is the author of what it wrote, whose its event is, in which transaction it was written, and how many events there are. */
const traces = (answers: readonly Answer[]) => hospital.asSuperuser<Trace>(
  `select r.id, r.author, r.author_name, e.actor_id as actor, r.xmin::text as transaction, count(*) over (partition by e.request_id) as events
   from unnest($1::uuid[]) with ordinality as asked (request_id, place) join audit.event e using (request_id)
   join records.resource r on r.type = e.detail->>'type' and r.id = e.detail->>'id' order by asked.place`, [requests(answers)]);

test('what several create in the same moment shares transactions; each has one event, its own author and its own answer', async () => {
  const answers = await times(24, (at) => create({ valueString: `told ${at}` }, doctorAt(at)));
  expect(new Set(statuses(answers))).toEqual(new Set([201]));
  expect(answers.map(({ body }) => body['valueString'])).toEqual(answers.map((_answer, at) => `told ${at}`));
  const found = await traces(answers);
  expect(found).toHaveLength(24);
  found.forEach((trace, at) => {
    const by = doctorAt(at).account_id;
    expect(trace).toMatchObject({ id: answers[at]!.body['id'], author: by, actor: by, events: '1' });
  });
  expect(new Set(found.map(({ transaction }) => transaction)).size).toBeLessThan(24);
  for (const [at, { body }] of answers.slice(0, 3).entries()) {
    const read = await doctorAt(at).send('GET', `/fhir/R4/Observation/${body['id']}`);
    expect(read.text).toBe(answers[at]!.text);
    const provenance = await doctorAt(at).send('GET', `/fhir/R4/Observation?_id=${body['id']}&_revinclude=Provenance:target`);
    const said = provenance.body['entry'].find((entry: { resource: { resourceType: string } }) => entry.resource.resourceType === 'Provenance');
    expect(said.resource.agent[0].who.identifier.value).toBe(doctorAt(at).account_id);
  }
});

test('one that is refused harms none of the others, and is told and audited as ever', async () => {
  const wrong: [object, number][] = [
    [{}, 201], [{ status: 'frob' }, 422], [of(hidden_id), 403], [{}, 201], [of('0190f0f0-0000-7000-8000-00000000dead'), 422], [{ code: undefined }, 422], [{}, 201], [of(other_id), 201],
  ];
  const answers = await Promise.all(wrong.map(([more], at) => create(more, doctorAt(at))));
  expect(statuses(answers)).toEqual(wrong.map(([, status]) => status));
  const events = await hospital.asSuperuser<{ outcome: string; patient_id: string; place: number }>(
    `select a.place::int as place, e.outcome, e.patient_id from unnest($1::uuid[]) with ordinality as a (request_id, place) join audit.event e using (request_id) order by place`,
    [requests(answers)]);
  expect(events).toEqual([[1, 'success', patient_id], [3, 'denied', hidden_id], [4, 'success', patient_id], [7, 'success', patient_id], [8, 'success', other_id]]
    .map(([place, outcome, id]) => ({ place, outcome, patient_id: id })));
});

test('a record that was merged with a restricted one is restricted among others, too', async () => {
  const merged = '0190f0f0-0000-7000-8000-0000000000e4';
  await hospital.database.transaction({ scope: 'system' }, (tx) => setCompartment(tx, merged, { restricted: false }));
  await hospital.asSuperuser('insert into records.alias (patient_id, surviving_id) values ($1, $2)', [merged, hidden_id]);
  const answers = await times(6, (at) => create(at === 3 ? of(merged) : {}, doctorAt(at)));
  expect(statuses(answers)).toEqual([201, 201, 201, 403, 201, 201]);
});

test('nobody whose session has ended writes with the others', async () => {
  const gone = await hospital.signIn('doctor');
  await create({}, gone);
  await hospital.asSuperuser(`update auth.session set ended_at = now(), ended_because = 'disabled' where account_id = $1`, [gone.account_id]);
  const answers = await Promise.all([doctors[0]!, doctors[1]!, gone, doctors[2]!, gone].map((client) => create({ valueString: 'after the end' }, client)));
  expect(statuses(answers)).toEqual([201, 201, 401, 201, 401]);
  expect(await hospital.asSuperuser(`select from records.resource where author = $1 and body->>'valueString' = 'after the end'`, [gone.account_id])).toHaveLength(0);
});

test('of many who saw the same version one wins, among others who change something else', async () => {
  await times(4, (at) => put(`seen-${at}`, {}));
  const answers = await times(16, (at) => put(`seen-${at % 4}`, { valueString: `by ${at}` }, doctorAt(Math.floor(at / 4)), { 'if-match': 'W/"1"' }));
  for (let at = 0; at < 4; at += 1) {
    const ofOne = answers.filter((_answer, each) => each % 4 === at);
    expect(statuses(ofOne).toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412]);
    const { body } = await doctors[0]!.send('GET', `/fhir/R4/Observation/seen-${at}`);
    expect(body).toMatchObject({ meta: { versionId: '2' }, valueString: ofOne.find(({ status }) => status === 200)!.body['valueString'] });
  }
});

test('changes of one resource in the same moment are each a version of its own', async () => {
  await put('often', {});
  const answers = await times(12, (at) => put('often', { valueString: `change ${at}` }, doctorAt(at)));
  expect(new Set(statuses(answers))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ headers }) => headers['etag']))).toEqual(new Set(Array.from({ length: 12 }, (_each, at) => `W/"${at + 2}"`)));
  for (const { body } of answers) {
    const { body: version } = await doctors[0]!.send('GET', `/fhir/R4/Observation/often/_history/${body['meta'].versionId}`);
    expect(version).toEqual(body);
  }
});

test('the same content again is no version, also among others', async () => {
  await times(3, (at) => put(`same-${at}`, {}));
  const answers = await times(9, (at) => put(`same-${at % 3}`, at < 6 ? {} : { valueString: 'new' }));
  expect(statuses(answers)).toEqual(Array(9).fill(200));
  expect((await times(3, (at) => doctors[0]!.send('GET', `/fhir/R4/Observation/same-${at}`))).map(({ headers }) => String(headers['etag']))).toEqual([
    expect.stringMatching(/"[23]"/), expect.stringMatching(/"[23]"/), expect.stringMatching(/"[23]"/)]);
});

test('who waits for a lock lets the others pass', async () => {
  await put('locked', {});
  let free: () => void = () => {};
  const held = hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await tx.selectFrom('records.resource').select('version').where('type', '=', 'Observation').where('id', '=', 'locked').forUpdate().execute();
    await new Promise<void>((resolve) => { free = resolve; });
  });
  const waiting = put('locked', { valueString: 'after' });
  const others = await times(8, (at) => put(`passing-${at}`, {}, doctorAt(at)));
  expect(statuses(others)).toEqual(Array(8).fill(201));
  free();
  await held;
  expect((await waiting).status).toBe(200);
});

test('an Idempotency-Key holds among others', async () => {
  const answers = await times(8, (at) => create({}, doctors[0]!, at % 2 === 0 ? { 'idempotency-key': 'fhir-together-1' } : {}));
  expect(new Set(statuses(answers))).toEqual(new Set([201]));
  expect(new Set(answers.filter((_answer, at) => at % 2 === 0).map(({ body }) => body['id'])).size).toBe(1);
  expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(5);
});

test('what exists and is hidden is not replaced by a creation under its id', async () => {
  await hospital.asSuperuser(`insert into records.resource (type, id, patient_id, restricted, body, digest, source) values ('Observation', 'hidden', $1, true, '{}', sha256('x'), 'test')`, [hidden_id]);
  const answers = await times(4, (at) => put(at === 2 ? 'hidden' : `plain-${at}`, {}, doctorAt(at)));
  expect(statuses(answers)).toEqual([201, 201, 409, 201]);
});
