import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from '@openward/platform/testing';
import { openFhirHospital, type FhirHospital } from '../test-hospital.ts';

const patient_id = '0190f0f0-0000-7000-8000-0000000000b1';
const observation = { resourceType: 'Observation', status: 'final', code: { text: 'Weight' }, subject: { reference: `Patient/${patient_id}` }, valueQuantity: { value: 70, unit: 'kg' } };
const weight = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-body-weight';

let hospital: FhirHospital;
let sender: Client;
beforeAll(async () => {
  hospital = await openFhirHospital([patient_id]);
  sender = hospital.doctor;
});
afterAll(() => hospital.close());

const post = (path: string, body: object) => sender.send('POST', `/fhir/R4${path}`, JSON.stringify(body), { 'content-type': 'application/fhir+json' });
const issuesOf = ({ body }: { body: Record<string, unknown> }) =>
  (body['issue'] as { severity: string; code: string; expression?: string[] }[]).map(({ severity, code, expression }) => `${severity} ${code} ${expression?.[0] ?? ''}`.trim());

test('says what is wrong, and keeps nothing', async () => {
  const answer = await post('/Observation/$validate', { ...observation, status: 'done' });
  expect([answer.status, issuesOf(answer)]).toEqual([200, ['error code-invalid Observation.status']]);
  expect(issuesOf(await post('/Observation/$validate', observation))).toEqual(['information informational']);
  expect(await hospital.asSuperuser(`select 1 from records.resource where type = 'Observation'`)).toEqual([]);
});

test('holds it to the profile that is asked for, in the address or in the parameters', async () => {
  const wrong = ['error required Observation.category', 'error required Observation.effective[x]'];
  expect(issuesOf(await post(`/Observation/$validate?profile=${weight}`, observation))).toEqual(expect.arrayContaining(wrong));
  const parameters = { resourceType: 'Parameters', parameter: [{ name: 'profile', valueUri: weight }, { name: 'resource', resource: observation }] };
  expect(issuesOf(await post('/Observation/$validate', parameters))).toEqual(expect.arrayContaining(wrong));
});

test('what it finds is refused when it is written, and a warning is not', async () => {
  const refused = await post('/Observation', { ...observation, meta: { profile: [weight] } });
  expect([refused.status, issuesOf(refused)]).toEqual([422, expect.arrayContaining(['error required Observation.category'])]);
  const taken = await post('/Observation', { ...observation, meta: { profile: ['http://example.org/our-own'] } });
  expect(taken.status, taken.text).toBe(201);
});
