import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { AnyJson, Answer, Client, TestHospital } from '@openward/platform/testing';
import { addAlias, putMany, setCompartment } from '@openward/records/api';
import { routes } from '../../mount.ts';
import { validateResource } from '../../validation/validate.ts';

let hospital: TestHospital;
let staff: Client;
let amina: string;
let former: string;
let hidden: string;

const post = (path: string, body: unknown, client = staff) => client.send('POST', `/fhir/R4${path}`, body, { 'content-type': 'application/fhir+json' });
const get = (path: string, client = staff) => client.send('GET', `/fhir/R4${path}`);
const parameters = (...parameter: object[]) => ({ resourceType: 'Parameters', parameter });
const code = (answer: Answer) => answer.body['issue'][0].details.coding[0].code as string;
const named = (answer: Answer, mode = 'match'): string[] => {
  expect(answer.status, answer.text.slice(0, 500)).toBe(200);
  expect(validateResource(answer.body).filter(({ severity }) => severity === 'error')).toEqual([]);
  return (answer.body['entry'] ?? []).filter((entry: AnyJson) => entry['search'].mode === mode).map(({ resource }: AnyJson) => `${resource['resourceType']}/${resource['id']}`);
};
const events = (answer: Answer) => hospital.asSuperuser<{ name: string; outcome: string; patient_id: string | null }>(
  'select name, outcome, patient_id from audit.event where request_id = $1::uuid', [answer.headers['x-request-id']]);
const person = { resourceType: 'Patient', name: [{ family: 'Okafor', given: ['Amina'] }], gender: 'female', birthDate: '1968-03-12' };
const national = (value: string) => ({ type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'NI' }] }, system: 'urn:national', value });

async function register(patient: object): Promise<string> {
  const answer = await post('/Patient', patient);
  expect(answer.status, answer.text).toBe(201);
  return answer.body['id'];
}

beforeAll(async () => {
  hospital = await openHospital(routes);
  staff = await hospital.signIn('doctor', 'medical-records', 'front-desk');
  amina = await register({ ...person, identifier: [national('A-1')] });
  former = await register({ ...person, name: [{ family: 'Eze', given: ['Zuri'] }], birthDate: '1991-01-01' });
  hidden = await register({ ...person, birthDate: '1968-03-13', identifier: [national('H-1')] });
  const of = (patient: string) => ({ subject: { reference: `Patient/${patient}` } });
  const observation = (id: string, at: string, patient = amina) => ({
    resourceType: 'Observation', id, status: 'final', code: { text: id }, effectiveDateTime: at, performer: [{ reference: 'Practitioner/nurse' }], ...of(patient) });
  const document = (id: string, date: string, more: object = {}) => ({
    resourceType: 'DocumentReference', id, status: 'current', date, content: [{ attachment: { contentType: 'text/plain' } }], ...of(amina), ...more });
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await setCompartment(tx, hidden, { restricted: true });
    await addAlias(tx, former, amina);
    await putMany(tx, [
      { resourceType: 'Practitioner', id: 'nurse', name: [{ family: 'Nkosi' }] },
      observation('o-2020', '2020-05-05'), observation('o-2024', '2024-05-05'), observation('o-former', '2022-01-01', former), observation('o-hidden', '2024-05-05', hidden),
      { ...observation('o-secret', '2024-05-05'), meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }] } },
      { resourceType: 'Condition', id: 'c-timeless', code: { text: 'x' }, ...of(amina) },
      document('d-2020', '2020-02-02T10:00:00Z', { type: { coding: [{ system: 'http://loinc.org', code: '34133-9' }] } }),
      document('d-2024', '2024-02-02T10:00:00Z', { type: { coding: [{ system: 'http://loinc.org', code: '11488-4' }] } }),
      // Written late of an early time.
      document('d-late', '2024-03-03T10:00:00Z', { context: { period: { start: '2019-01-01', end: '2019-01-05' } } }),
    ].map((resource) => ({ resource })));
  });
  await hospital.asSuperuser(`update records.resource set sensitivity = 'psychiatry' where id = 'o-secret'`);
});
afterAll(() => hospital.close());

describe('$everything', () => {
  const whole = () => [`Patient/${[amina, former].sort()[0]}`, `Patient/${[amina, former].sort()[1]}`, 'Condition/c-timeless', 'DocumentReference/d-2020', 'DocumentReference/d-2024',
    'DocumentReference/d-late', 'Observation/o-2020', 'Observation/o-2024', 'Observation/o-former'];

  test('gives the whole record, the patient first, with who is named in it; one event names the patient', async () => {
    const answer = await get(`/Patient/${amina}/$everything`);
    expect(named(answer)).toEqual(whole());
    expect(named(answer, 'include')).toEqual(['Practitioner/nurse']);
    expect(answer.body['total']).toBe(9);
    expect(await events(answer)).toEqual([{ name: 'exchange.fhir.everything', outcome: 'success', patient_id: amina }]);
    expect(named(await post(`/Patient/${amina}/$everything`, undefined))).toEqual(whole());
  });

  test('comes in pages, each thing once', async () => {
    const found: string[] = [];
    let url = `/Patient/${amina}/$everything?_count=2`;
    for (let page = 0; url !== ''; page += 1) {
      expect(page).toBeLessThan(6);
      const answer = await get(url);
      found.push(...named(answer));
      const next = answer.body['link'].find((link: AnyJson) => link['relation'] === 'next')?.url as string | undefined;
      url = next?.slice(next.indexOf('/Patient')) ?? '';
      if (page === 0) {
        expect((await get(url.replace(amina, former))).status).toBe(400);
        expect(code(await get(`${url}x`))).toBe('exchange.search_page');
        expect(code(await get(url.replace('$everything?', '$everything?_type=Observation&')))).toBe('exchange.search_page');
      }
    }
    expect(found).toEqual(whole());
  });

  test('of a time of care, of types, and of what was changed since', async () => {
    const clinical = (answer: Answer) => named(answer).filter((each) => !each.startsWith('Patient/'));
    expect(clinical(await get(`/Patient/${amina}/$everything?start=2024&_type=Observation,Condition`))).toEqual(['Condition/c-timeless', 'Observation/o-2024']);
    expect(clinical(await post(`/Patient/${amina}/$everything`, parameters(
      { name: 'start', valueDate: '2020' }, { name: 'end', valueDate: '2022-01-01' }, { name: '_type', valueCode: 'Observation' }, { name: '_type', valueCode: 'Practitioner' },
    )))).toEqual(['Observation/o-2020', 'Observation/o-former']);
    expect(named(await get(`/Patient/${amina}/$everything?_type=Observation,Practitioner`), 'include')).toEqual(['Practitioner/nurse']);
    const { body } = await get('/Observation/o-2020');
    expect(named(await get(`/Patient/${amina}/$everything?start=2031`)).filter((each) => each.startsWith('Patient/'))).toHaveLength(2);
    expect(named(await get(`/Patient/${amina}/$everything?_since=2099-01-01T00:00:00Z`))).toEqual([]);
    expect(named(await get(`/Patient/${amina}/$everything?_since=${encodeURIComponent(body['meta'].lastUpdated)}`))).toContain('Observation/o-2020');
  });

  test.each([['_type=Nothing', 'exchange.search_value'], ['start=ge2020', 'exchange.search_value'], ['end=2020-02-31', 'exchange.search_value'], ['_count=0', 'exchange.search_value'],
    ['_page=x', 'exchange.search_page'], ['colour=red', 'fhir.unknown_parameter']])('refuses %s and names it', async (query, expected) => {
    const answer = await get(`/Patient/${amina}/$everything?${query}`);
    expect({ status: answer.status, code: code(answer) }, answer.text).toEqual({ status: 400, code: expected });
    expect(answer.text).toContain(query.split('=')[0]);
  });

  test('a restricted patient is refused, and the refusal is audited; nobody is not found', async () => {
    const answer = await get(`/Patient/${hidden}/$everything`);
    expect(answer.status).toBe(403);
    expect(await events(answer)).toEqual([{ name: 'exchange.fhir.everything', outcome: 'denied', patient_id: hidden }]);
    expect((await get('/Patient/nobody/$everything')).status).toBe(404);
    expect((await get(`/Patient/${amina}/$everything`, await hospital.signIn('front-desk'))).status).toBe(403);
    // A bundle asks for it as a request does.
    const batch = await post('', { resourceType: 'Bundle', type: 'batch', entry: [{ request: { method: 'GET', url: `Patient/${hidden}/$everything` } }, { request: { method: 'GET', url: `Patient/${amina}/$everything?_type=Condition` } }] });
    expect(batch.body['entry'].map((entry: AnyJson) => entry['response'].status)).toEqual(['403', '200']);
  });

  test('a record that was merged with a restricted one is refused', async () => {
    const other = await register({ ...person, name: [{ family: 'Adeyemi' }], birthDate: '1950-01-01' });
    await hospital.database.transaction({ scope: 'system' }, (tx) => addAlias(tx, other, hidden));
    expect((await get(`/Patient/${other}/$everything`)).status).toBe(403);
  });
});

describe('$docref', () => {
  const ids = async (query: string) => named(await get(`/DocumentReference/$docref?patient=${amina}${query}`)).map((each) => each.split('/')[1]!);

  test('gives the documents of a patient, of a kind and of a time of care', async () => {
    expect((await ids('')).sort()).toEqual(['d-2020', 'd-2024', 'd-late']);
    expect(await ids('&type=http://loinc.org|34133-9')).toEqual(['d-2020']);
    expect(await ids('&start=2024')).toEqual(['d-2024']);
    expect((await ids('&end=2020')).sort()).toEqual(['d-2020', 'd-late']);
    expect(await ids('&start=2019-01-05&end=2019-02')).toEqual(['d-late']);
    expect(await ids('&on-demand=true')).toEqual([]);
    const sent = await post('/DocumentReference/$docref', parameters(
      { name: 'patient', valueId: amina }, { name: 'type', valueCodeableConcept: { coding: [{ system: 'http://loinc.org', code: '11488-4' }] } }, { name: 'start', valueDateTime: '2020-01-01T00:00:00Z' }));
    expect(named(sent)).toEqual(['DocumentReference/d-2024']);
    expect(await events(sent)).toEqual([{ name: 'exchange.fhir.docref', outcome: 'success', patient_id: amina }]);
  });

  test('comes in pages', async () => {
    const first = await get(`/DocumentReference/$docref?patient=${amina}&_count=2`);
    const next = first.body['link'].find((link: AnyJson) => link['relation'] === 'next').url as string;
    const second = await get(next.slice(next.indexOf('/DocumentReference')));
    expect([...named(first), ...named(second)].sort()).toEqual(['DocumentReference/d-2020', 'DocumentReference/d-2024', 'DocumentReference/d-late']);
    expect((await get(next.slice(next.indexOf('/DocumentReference')).replace('_count=2', '_count=2&type=x'))).status).toBe(400);
  });

  test.each([['', 'patient'], ['patient=', 'patient'], ['patient=AMINA&patient=AMINA', 'patient'], ['patient=AMINA&start=le2020', 'start'], ['patient=AMINA&on-demand=perhaps', 'on-demand'],
    ['patient=AMINA&colour=red', 'colour'], ['patient=AMINA&_count=many', '_count'], ['patient=AMINA&_count=0', '_count']])('refuses %s and names it', async (query, field) => {
    const answer = await get(`/DocumentReference/$docref?${query.replaceAll('AMINA', amina)}`);
    expect(answer.status, answer.text).toBe(400);
    expect(answer.text).toContain(field);
  });

  test('a restricted patient is refused, somebody unknown not found', async () => {
    expect((await get(`/DocumentReference/$docref?patient=${hidden}`)).status).toBe(403);
    expect((await get('/DocumentReference/$docref?patient=nobody')).status).toBe(404);
  });
});

describe('$match', () => {
  const graded = (answer: Answer) => {
    named(answer);
    return (answer.body['entry'] ?? []).map(({ resource, search }: AnyJson) => ({ id: resource.id, grade: search.extension[0].valueCode, score: search.score }));
  };

  test('says who it may be, how sure, and whom it showed', async () => {
    const answer = await post('/Patient/$match', parameters({ name: 'resource', resource: person }));
    const [first] = graded(answer);
    expect(first).toMatchObject({ id: amina, grade: 'probable' });
    expect(first.score).toBeLessThan(1);
    expect(graded(answer).map(({ id }: { id: string }) => id)).not.toContain(hidden);
    expect(await events(answer)).toEqual([{ name: 'exchange.fhir.match', outcome: 'success', patient_id: null }]);
    const [event] = await hospital.asSuperuser<{ text: string }>(`select to_jsonb(e)::text as text from audit.event e where request_id = $1::uuid`, [answer.headers['x-request-id']]);
    expect(event!.text).toContain(amina);
    expect(event!.text).not.toContain('Okafor');
  });

  test('only the same national number is certain, and only that is given to who asks for certainty', async () => {
    const certain = (resource: object) => post('/Patient/$match', parameters({ name: 'resource', resource }, { name: 'onlyCertainMatches', valueBoolean: true }));
    expect(graded(await certain({ ...person, identifier: [national('A-1')] }))).toEqual([{ id: amina, grade: 'certain', score: 1 }]);
    expect(graded(await certain(person))).toEqual([]);
    // What belongs to somebody restricted finds nobody.
    expect(graded(await certain({ ...person, identifier: [national('H-1')] }))).toEqual([]);
    expect(graded(await post('/Patient/$match', parameters({ name: 'resource', resource: person }, { name: 'count', valueInteger: 1 })))).toHaveLength(1);
    expect(graded(await post('/Patient/$match', { ...person, name: [{ family: 'Zzyzx' }], birthDate: '1900-01-01' }))).toEqual([]);
  });

  test.each<[string, unknown, number, string]>([
    ['nobody', parameters(), 400, 'fhir.operation_parameter'],
    ['another resource', parameters({ name: 'resource', resource: { resourceType: 'Group' } }), 400, 'fhir.operation_parameter'],
    ['a count of nothing', parameters({ name: 'resource', resource: person }, { name: 'count', valueInteger: 0 }), 400, 'fhir.operation_parameter'],
    ['a word for yes', parameters({ name: 'resource', resource: person }, { name: 'onlyCertainMatches', valueString: 'yes' }), 400, 'fhir.operation_parameter'],
    ['an unknown parameter', parameters({ name: 'resource', resource: person }, { name: 'colour', valueString: 'red' }), 400, 'fhir.unknown_parameter'],
    ['parameters that are no list', { resourceType: 'Parameters', parameter: 'x' }, 400, 'fhir.operation_parameter'],
    ['somebody without anything', parameters({ name: 'resource', resource: { resourceType: 'Patient' } }), 422, 'fhir.match_too_little'],
    ['a person who does not fit FHIR', parameters({ name: 'resource', resource: { resourceType: 'Patient', name: 'Amina' } }), 422, ''],
  ])('refuses %s', async (_what, body, status, expected) => {
    const answer = await post('/Patient/$match', body);
    expect(answer.status, answer.text).toBe(status);
    if (expected !== '') expect(code(answer)).toBe(expected);
  });

  test('needs the right to search for patients', async () => {
    expect((await post('/Patient/$match', person, hospital.visitor())).status).toBe(401);
    expect((await post('/Patient/$match', person, await hospital.signIn('accountant'))).status).toBe(403);
  });
});

test('the operations are in the CapabilityStatement, each at its type', async () => {
  const { body } = await get('/metadata');
  const of = (type: string) => body['rest'][0].resource.find((each: AnyJson) => each['type'] === type).operation.map(({ name }: AnyJson) => name).sort();
  expect({ patient: of('Patient'), document: of('DocumentReference'), other: of('Observation') })
    .toEqual({ patient: ['everything', 'match', 'validate'], document: ['docref', 'validate'], other: ['validate'] });
});
