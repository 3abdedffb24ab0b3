import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Client } from '@openward/platform/testing';
import { openFhirHospital, type FhirHospital } from '../test-hospital.ts';

const patient_id = '0190f0f0-0000-7000-8000-0000000000e1';
const hidden_id = '0190f0f0-0000-7000-8000-0000000000e2';
let hospital: FhirHospital;
let doctor: Client;
const send = (method: string, path: string, body?: unknown, client = doctor) => client.send(method, `/fhir/R4${path}`, body, { 'content-type': 'application/fhir+json' });
const put = (id: string, text: string, patient = patient_id, client = doctor) =>
  send('PUT', `/Observation/${id}`, { resourceType: 'Observation', id, status: 'final', code: { text }, subject: { reference: `Patient/${patient}` } }, client);

let between: string;
beforeAll(async () => {
  hospital = await openFhirHospital([patient_id], [hidden_id]);
  ({ doctor } = hospital);
  await put('h1', 'a');
  await put('h1', 'b');
  between = (await put('h2', 'x')).body['meta'].lastUpdated;
  await send('DELETE', '/Observation/h1');
  await put('h3', 'hidden', hidden_id, await hospital.signIn('doctor', 'compliance'));
});
afterAll(() => hospital.close());

interface Entry {
  request: { method: string; url: string };
  response: { etag: string };
}
const told = (body: Answer['body']): string[] => ((body['entry'] ?? []) as Entry[]).map((entry) => `${entry.request.method} ${entry.request.url} ${entry.response.etag}`);

/** Follows `next` to the end. */
async function pages(path: string): Promise<string[][]> {
  const all: string[][] = [];
  for (let next: string | undefined = path; next !== undefined && all.length < 20;) {
    const { body, status, text } = await send('GET', next);
    expect(status, text).toBe(200);
    all.push(told(body));
    next = body['link'].find(({ relation }: { relation: string }) => relation === 'next')?.url.replace(/^.*\/fhir\/R4/, '');
  }
  return all;
}

const h1 = ['DELETE Observation/h1 W/"3"', 'PUT Observation/h1 W/"2"', 'POST Observation W/"1"'];

test('the versions of a resource, newest first; a deletion is one of them', async () => {
  const answer = await send('GET', '/Observation/h1/_history');
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body).toMatchObject({ resourceType: 'Bundle', type: 'history' });
  expect(told(answer.body)).toEqual(h1);
  expect(answer.body['entry'][0]).not.toHaveProperty('resource');
  expect(answer.body['entry'][1].resource).toMatchObject({ code: { text: 'b' }, meta: { versionId: '2' } });
});

test('page by page each version comes once', async () => {
  expect(await pages('/Observation/h1/_history?_count=2')).toEqual([h1.slice(0, 2), h1.slice(2)]);
  const all = (await pages('/Observation/_history?_count=2')).flat();
  expect(all).toHaveLength(4);
  expect(all).toEqual(told((await send('GET', '/Observation/_history')).body));
  expect(all[0]).toBe('DELETE Observation/h1 W/"3"');
});

test('of all types, and since a moment', async () => {
  const system = (await send('GET', '/_history')).body;
  expect(told(system)).toHaveLength(4);
  expect(told((await send('GET', `/Observation/_history?_since=${between}`)).body)).toEqual(['DELETE Observation/h1 W/"3"', 'POST Observation W/"1"']);
});

test('what may not be seen is in nobody else’s history; a list is one event that names whom it showed', async () => {
  const answer = await send('GET', '/_history');
  expect(answer.text).not.toContain('hidden');
  expect(await hospital.asSuperuser('select name, patient_id, shown from audit.event where request_id = $1::uuid', [answer.headers['x-request-id']]))
    .toEqual([{ name: 'exchange.fhir.history', patient_id: null, shown: [patient_id] }]);
  expect((await send('GET', '/Observation/h3/_history')).status).toBe(403);
  expect((await send('GET', '/Observation/none/_history')).status).toBe(404);
});

test.each(['_count=0', '_count=x', '_since=yesterday', '_after=x', 'colour=red', '_after=WyIyMDI2LTAxLTAxVDAwOjAwOjAwWiIsIkEiLCIxIiwxLjVd'])('refuses %s', async (query) => {
  for (const path of ['/Observation/h1/_history', '/Observation/_history', '/_history']) {
    const answer = await send('GET', `${path}?${query}`);
    expect(answer.status, answer.text).toBe(400);
    expect(answer.body['issue'][0].expression).toEqual([query.split('=')[0]]);
  }
});
