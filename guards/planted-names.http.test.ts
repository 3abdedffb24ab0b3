// Names that nobody has are planted, a tour is made that meets answers and errors, and then it is looked where they must not be.
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authenticatorOf } from '@openward/platform/auth';
import { createHttpServer, Problem, sendProblem } from '@openward/platform/http';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { routes } from '../app/departments.ts';

const planted = ['Zyxwane', 'Qvornby-Xul', 'PLANT-77812', 'plantedword', '+35799123987'];
const [family = '', second = '', number = '', note = '', phone = ''] = planted;
const found = (text: string) => planted.filter((each) => text.toLowerCase().includes(each.toLowerCase()));

let hospital: TestHospital;
let clerk: Client;
let doctor: Client;
const lines: string[] = [];
const answers: { status: number; url: string; text: string; headers: Record<string, unknown> }[] = [];
let server: ReturnType<typeof createHttpServer>;

beforeAll(async () => {
  hospital = await openHospital(routes);
  clerk = await hospital.signIn('front-desk');
  doctor = await hospital.signIn('doctor');
  const log = pino({ level: 'trace' }, { write: (line: string) => { lines.push(line); } });
  server = createHttpServer({ database: hospital.database, authenticator: authenticatorOf(hospital.database) }, routes, { log });
  // As app/server.ts has it.
  server.setNotFoundHandler((_request, reply) => sendProblem(reply, new Problem(404, 'unknown_address', 'There is nothing at this address')));
  server.get('/api/planted-fault', () => { throw new Error(`${family} could not be saved: Key (value)=(${number}) already exists`); });
  await server.ready();
});
afterAll(async () => {
  await server.close();
  await hospital.close();
});

async function ask(client: Client, method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  const answer = await server.inject({
    method: method as 'GET', url, headers: { cookie: `openward=${client.session_token}`, 'x-openward': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  answers.push({ status: answer.statusCode, url, text: answer.body, headers: answer.headers });
  return { status: answer.statusCode, text: answer.body };
}

test('a tour meets the names, in answers and in errors', async () => {
  const person = { names: [{ family, given: [second] }], birth_date: '1980-02-03', sex: 'female', identifiers: [{ kind: 'national_id', issuer: 'GB', value: number }] };
  const made = await ask(clerk, 'POST', '/api/patients', person);
  expect(made.status, made.text).toBe(201);
  const { id } = JSON.parse(made.text) as { id: string };
  expect((await ask(clerk, 'GET', `/api/patients/${id}`)).text).toContain(family);
  for (const client of [clerk, doctor, hospital.visitor()]) {
    for (const url of [`/api/patients?q=${family}`, `/api/patients/${id}`, `/api/patients/${id}/allergies`, `/fhir/R4/Patient?family=${family}`, `/fhir/R4/Patient/${id}`, `/fhir/R4/Patient?_sort=${note}`, `/api/${note}/${family}`, '/api/planted-fault']) await ask(client, 'GET', url);
  }
  // What is broken, twice the same, stale, too large, of another kind, of another site.
  await ask(clerk, 'POST', '/api/patients', person);
  await ask(clerk, 'POST', '/api/patients', { ...person, birth_date: note, [family]: phone });
  await ask(clerk, 'POST', '/api/patients', `{"names": [{"family": "${family}"`);
  await ask(clerk, 'PUT', `/api/patients/${id}`, { ...person, version: 99 });
  await ask(clerk, 'POST', '/api/patients', { names: [{ family: family.repeat(60_000) }] });
  await ask(clerk, 'POST', '/api/patients', family, { 'content-type': 'text/plain' });
  await ask(clerk, 'POST', '/api/patients', person, { origin: `https://${note}.example` });
  await ask(doctor, 'POST', '/fhir/R4/Patient', { resourceType: 'Patient', name: [{ family }], gender: note }, { 'content-type': 'application/fhir+json' });
  await ask(clerk, 'POST', '/api/session/password', { username: family, password: note });
  const statuses = new Set(answers.map(({ status }) => status));
  for (const status of [200, 201, 400, 401, 403, 404, 413, 415, 500]) expect([...statuses]).toContain(status);
});

test('the log of the server has none of them, not even where it tells of a fault', () => {
  const all = lines.join('');
  expect(all).toContain('fault');
  expect(found(all)).toEqual([]);
});

test('no answer that has one is kept by a cache, and none leads to an address with one', () => {
  const named = answers.filter(({ text }) => found(text).length > 0);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter(({ headers }) => !String(headers['cache-control']).includes('no-store')).map(({ url }) => url)).toEqual([]);
  expect(answers.flatMap(({ headers }) => found(JSON.stringify(headers)))).toEqual([]);
});
