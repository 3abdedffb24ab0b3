import { afterAll, beforeAll, expect, test } from 'vitest';
import { resourceTypes } from '@openward/records/api';
import { openHospital, type Answer, type Client, type TestHospital } from '@openward/platform/testing';
import { validateResource } from '../validation/validate.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let somebody: Client;
let statement: Answer['body'];
beforeAll(async () => {
  hospital = await openHospital(routes);
  somebody = await hospital.signIn('doctor', 'medical-records', 'compliance');
  statement = (await hospital.visitor().send('GET', '/fhir/R4/metadata')).body;
});
afterAll(() => hospital.close());

const send = (method: string, path: string, body?: unknown) =>
  somebody.send(method, `/fhir/R4${path}`, body, body === undefined ? {} : { 'content-type': method === 'PATCH' ? 'application/json-patch+json' : 'application/fhir+json' });
const code = (answer: Answer) => answer.body['issue']?.[0]?.details.coding[0].code;

test('it is a sound CapabilityStatement, and says what software this is', () => {
  expect(validateResource(statement).filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(statement).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', software: { name: 'OpenWard' } });
  expect(statement['rest'][0].resource.length).toBeGreaterThan(130);
});

/** How each interaction is tried on a type; what is tried names nothing that exists, and changes nothing. */
const tries: Record<string, (type: string) => Promise<Answer>> = {
  read: (type) => send('GET', `/${type}/nobody`),
  vread: (type) => send('GET', `/${type}/nobody/_history/1`),
  'history-instance': (type) => send('GET', `/${type}/nobody/_history`),
  'history-type': (type) => send('GET', `/${type}/_history?_count=1`),
  create: (type) => send('POST', `/${type}`, { resourceType: type, nothing_of_fhir: true }),
  update: (type) => send('PUT', `/${type}/nobody`, { resourceType: type, id: 'nobody', nothing_of_fhir: true }),
  patch: (type) => send('PATCH', `/${type}/nobody`, [{ op: 'remove', path: '/x' }]),
  delete: (type) => send('DELETE', `/${type}/nobody`),
  'search-type': (type) => send('GET', `/${type}?_id=nobody&_count=1`),
};

const sample = [
  ...resourceTypes.filter((_type, at) => at % 12 === 0), 'Patient', 'Practitioner', 'Encounter', 'DocumentReference', 'Provenance', 'AuditEvent',
  'Bundle', 'Parameters', 'OperationOutcome', 'Subscription', 'Observation', 'Slot',
];

test.each(sample.map((type) => [type]))('%s: what it says works, and what it does not say does not', async (type) => {
  const said = new Set((statement['rest'][0].resource.find((each: { type: string }) => each.type === type)?.interaction ?? []).map(({ code: each }: { code: string }) => each));
  for (const [interaction, attempt] of Object.entries(tries)) {
    const answer = await attempt(type);
    expect(answer.status, `${interaction}: ${answer.text}`).toBeLessThan(500);
    const refused = answer.status === 405 || ['fhir.unknown_address', 'fhir.condition', 'fhir.not_kept', 'fhir.id'].includes(code(answer));
    // What is not kept at all is not found rather than refused.
    const absent = said.size === 0 && (answer.status === 404 || answer.body['total'] === 0 || answer.body['entry'] === undefined);
    expect({ interaction, works: !refused && !absent }, answer.text).toEqual({ interaction, works: said.has(interaction) });
  }
});

test('the base carries out what it says of the whole system', async () => {
  const said = statement['rest'][0].interaction.map(({ code: each }: { code: string }) => each).sort();
  expect(said).toEqual(['batch', 'history-system', 'transaction']);
  for (const type of ['batch', 'transaction']) expect((await send('POST', '', { resourceType: 'Bundle', type })).body).toMatchObject({ type: `${type}-response` });
  expect((await send('GET', '/_history?_count=1')).status).toBe(200);
});

test('operations are those that are mounted', async () => {
  const { operation } = statement['rest'][0].resource.find((each: { type: string }) => each.type === 'Observation');
  expect(operation.map(({ name }: { name: string }) => name)).toContain('validate');
  const answer = await send('POST', '/Observation/$validate', { resourceType: 'Observation', status: 'final' });
  expect(answer).toMatchObject({ status: 200, body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', expression: ['Observation.code'] }] } });
  const wrapped = await send('POST', '/Observation/$validate', {
    resourceType: 'Parameters', parameter: [{ name: 'mode', valueCode: 'create' }, { name: 'resource', resource: { resourceType: 'Observation', status: 'final', code: { text: 'x' } } }],
  });
  expect(wrapped.body['issue'].every(({ severity }: { severity: string }) => severity !== 'error')).toBe(true);
  expect(code(await send('POST', '/Observation/$nothing', {}))).toBe('fhir.unknown_address');
});
