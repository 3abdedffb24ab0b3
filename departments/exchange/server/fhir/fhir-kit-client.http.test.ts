// An outside client, as others write them, against a server that listens, with the token of a service account.
import { Client } from 'fhir-kit-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeMachineToken } from '@openward/platform/auth';
import { openHospital, type Answer, type TestHospital } from '@openward/platform/testing';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let client: Client;
beforeAll(async () => {
  hospital = await openHospital(routes);
  const { secret } = await makeMachineToken(hospital.database, {
    name: 'outside', roles: ['machine'], expires_at: null,
    scopes: ['fhir.read', 'fhir.write', 'records.read', 'records.write', 'patients.read', 'patients.search', 'patients.register', 'patients.update'],
  });
  const address = await hospital.fastify.listen({ host: '127.0.0.1', port: 0 });
  client = new Client({ baseUrl: `${address}/fhir/R4`, bearerToken: secret });
});
afterAll(() => hospital.close());

const answerOf = async (asked: Promise<unknown>) => (await asked) as Answer['body'];

test('reads what the server does, and writes, reads, changes and deletes', async () => {
  const statement = await client.capabilityStatement();
  expect(statement.resourceType).toBe('CapabilityStatement');
  const patient = await answerOf(client.create({ resourceType: 'Patient', body: { resourceType: 'Patient', name: [{ family: 'Outside' }] } as never }));
  const subject = { reference: `Patient/${patient['id']}` };
  const made = await answerOf(client.create({ resourceType: 'Observation', body: { resourceType: 'Observation', status: 'preliminary', code: { text: 'x' }, subject } as never }));
  expect(await client.read({ resourceType: 'Observation', id: made['id'] })).toEqual(made);
  const updated = await answerOf(client.update({ resourceType: 'Observation', id: made['id'], body: { ...made, status: 'final' } as never }));
  expect(updated).toMatchObject({ status: 'final', meta: { versionId: '2' } });
  const patched = await answerOf(client.patch({ resourceType: 'Observation', id: made['id'], jsonPatch: [{ op: 'replace', path: '/code/text', value: 'y' }] as never }));
  expect(patched).toMatchObject({ code: { text: 'y' }, meta: { versionId: '3' } });
  expect(await client.vread({ resourceType: 'Observation', id: made['id'], version: '1' })).toEqual(made);
  expect(await client.history({ resourceType: 'Observation', id: made['id'] })).toMatchObject({ type: 'history', entry: { length: 3 } });
  await client.delete({ resourceType: 'Observation', id: made['id'] });
  await expect(client.read({ resourceType: 'Observation', id: made['id'] })).rejects.toMatchObject({ response: { status: 410, data: { resourceType: 'OperationOutcome' } } });
});

test('carries out a transaction', async () => {
  const answer = await answerOf(client.transaction({
    body: {
      resourceType: 'Bundle', type: 'transaction',
      entry: [
        { fullUrl: 'urn:uuid:0190f0f0-0000-4000-8000-000000000001', resource: { resourceType: 'Patient', name: [{ family: 'Bundled' }] }, request: { method: 'POST', url: 'Patient' } },
        { resource: { resourceType: 'Observation', status: 'final', code: { text: 'x' }, subject: { reference: 'urn:uuid:0190f0f0-0000-4000-8000-000000000001' } }, request: { method: 'POST', url: 'Observation' } },
      ],
    } as never,
  }));
  expect((answer['entry'] as { response: { status: string } }[]).map((entry) => entry.response.status)).toEqual(['201', '201']);
});

test('calls the operations', async () => {
  const person = { resourceType: 'Patient', name: [{ family: 'Operated', given: ['Zora'] }], birthDate: '1977-07-07', gender: 'female' };
  const { id } = await answerOf(client.create({ resourceType: 'Patient', body: person as never }));
  const everything = await answerOf(client.operation({ name: '$everything', resourceType: 'Patient', id, method: 'GET' } as never));
  expect(everything).toMatchObject({ type: 'searchset', total: 1, entry: [{ resource: { id } }] });
  const input = { resourceType: 'Parameters', parameter: [{ name: 'resource', resource: person }] };
  const matched = await answerOf(client.operation({ name: '$match', resourceType: 'Patient', method: 'POST', input } as never));
  expect(matched['entry'][0]).toMatchObject({ resource: { id }, search: { mode: 'match', extension: [{ valueCode: 'probable' }] } });
  const documents = await answerOf(client.operation({ name: '$docref', resourceType: 'DocumentReference', method: 'GET', input: { patient: id } } as never));
  expect(documents).toMatchObject({ type: 'searchset', total: 0 });
});

test('a token that is not known is refused', async () => {
  const stranger = new Client({ baseUrl: client.baseUrl, bearerToken: 'owt_not-a-token-of-this-hospital' });
  await expect(stranger.read({ resourceType: 'Observation', id: 'x' })).rejects.toMatchObject({ response: { status: 401 } });
});
