// Every endpoint, driven with what its schema takes and with what it does not: it answers in 4xx or better, names the
// field, and tells nothing of its inside. FUZZ_RUNS and FUZZ_SEED look further than a check-in can.
import fc, { type Arbitrary } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roleNames, roles, type RoleName } from '../platform/auth/roles.ts';
import { endpointsOf, type Served } from '@openward/platform/http';
import { type Answer, type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { routes } from '../app/departments.ts';
import { arbitraryOf } from './arbitrary.ts';
import { anyJson, brokenOf } from './breakage.ts';
import { placeOf } from './endpoints.ts';
import { type Stock, stockHospital } from './stock.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 8);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_101);
// The FHIR API has no schema of its own and answers in OperationOutcomes: departments/exchange/server/fhir/fuzz.http.test.ts.
const served = endpointsOf(routes).filter(({ declaration }) => declaration.base === undefined);

let hospital: TestHospital;
let stock: Stock;
const known = (field: string) => stock.get(field) ?? [];
const signedIn = new Map<RoleName, Client>();

beforeAll(async () => {
  hospital = await openHospital(routes);
  stock = await stockHospital(hospital);
});
afterAll(() => hospital.close());

/** Somebody whom the endpoint is open to. */
async function allowedClient({ declaration: { permission } }: Served): Promise<Client> {
  if (permission === 'public') return hospital.visitor();
  const role = permission === 'signed-in' ? 'nurse' : roleNames.find((each) => (roles[each].permissions as readonly string[]).includes(permission));
  if (role === undefined) throw new Error(`No role holds ${permission}`);
  const known = signedIn.get(role) ?? (await hospital.signIn(role));
  signedIn.set(role, known);
  return known;
}

/** As `send`, by somebody who may; anew where the call before it ended or locked the session. */
async function sendAllowed(each: Served, input: unknown): Promise<Answer> {
  const answer = await send(await allowedClient(each), each, input);
  if (!['access.not_signed_in', 'access.state'].includes(String(answer.body['code']))) return answer;
  signedIn.clear();
  return send(await allowedClient(each), each, input);
}

/** Sends any JSON as the endpoint's input: path parameters as text into the path, the rest as query or body. */
function send(client: Client, { declaration: { method, path } }: Served, input: unknown): Promise<Answer> {
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
  const rest: Record<string, unknown> = isObject ? { ...input } : {};
  const filled = path.replaceAll(/\{(\w+)\}/g, (_place, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value) ?? 'none').toWellFormed()).slice(0, 500) || '-';
  });
  if (method !== 'GET') return client.send(method, filled, isObject ? rest : JSON.stringify(input ?? null));
  const query = Object.entries(rest)
    .filter(([, value]) => value !== undefined && value !== null)
    .flatMap(([name, value]) => (Array.isArray(value) ? value.map((each) => [`${name}[]`, each]) : [[name, value]]))
    .map(([name, value]) => `${encodeURIComponent(String(name))}=${encodeURIComponent(textOf(value).toWellFormed()).slice(0, 2000)}`);
  return client.send(method, query.length === 0 ? filled : `${filled}?${query.join('&')}`);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value) ?? '');

const inside = /\bat .+:\d+:\d+\)?|node_modules|\.ts:\d+|\b(select|insert into|update|delete from)\b .+\b(from|where|values|set)\b|syntax error|violates|relation "|column "|SQLSTATE|ECONN/i;

/** What every answer must be, whatever was sent. */
function expectDecent({ status, headers, body, text }: Answer, input: unknown): void {
  const shown = `${JSON.stringify(input)?.slice(0, 600)} → ${status} ${text.slice(0, 600)}`;
  expect(status, shown).toBeLessThan(500);
  if (status < 400) return;
  expect(String(headers['content-type']), shown).toMatch(/^application\/problem\+json/);
  expect(body, shown).toMatchObject({ type: expect.any(String), title: expect.any(String), status, code: expect.stringMatching(/^[a-z0-9_.]+$/) });
  if (body['code'] === 'input.invalid') expect(body['errors'], shown).not.toEqual([]);
  for (const error of (body['errors'] ?? []) as unknown[]) {
    expect(error, shown).toMatchObject({ field: expect.stringMatching(/./), code: expect.stringMatching(/./), message: expect.stringMatching(/./) });
  }
  // What was sent may be quoted; the rest of the answer may not look like the inside.
  expect(JSON.stringify({ title: body['title'], detail: body['detail'], code: body['code'] }), shown).not.toMatch(inside);
}

describe.each(served.map((each) => [placeOf(each), each] as const))('%s', (_place, each) => {
  let made: Arbitrary<unknown> | undefined;
  const valid = () => (made ??= each.input === undefined ? fc.constant({}) : arbitraryOf(each.input, known));

  it('answers what its schema takes', async () => {
    await fc.assert(
      fc.asyncProperty(valid(), async (input) => {
        const answer = await sendAllowed(each, input);
        expectDecent(answer, input);
        // A list in a query cannot say everything that JSON can; a body can.
        if (each.declaration.method !== 'GET') expect(answer.body['errors'] ?? []).not.toContainEqual(expect.objectContaining({ code: 'input.unrecognized_keys' }));
      }),
      { numRuns, seed },
    );
  });

  it('refuses decently what is broken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 3, arbitrary: brokenOf(valid()) }, { weight: 1, arbitrary: anyJson }), async (input) => {
        expectDecent(await sendAllowed(each, input), input);
      }),
      { numRuns, seed },
    );
  });

  it('refuses a field that it does not know, by name', async () => {
    const [input] = fc.sample(valid(), { numRuns: 1, seed });
    const answer = await sendAllowed(each, { ...(input as object), field_of_nobody: 'x' });
    expect(answer.status, answer.text).toBe(400);
    expect(answer.body['errors'], answer.text).toContainEqual({
      field: 'field_of_nobody', code: 'input.unknown_field', message: expect.any(String) as string,
    });
  });
});

describe.each(served.filter(({ declaration }) => declaration.method !== 'GET').map((each) => [placeOf(each), each] as const))(
  'the body of %s', (_place, each) => {
    const { method, path, body_bytes_max = 262_144 } = each.declaration;
    const filled = path.replaceAll(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000');
    const expectRefused = async (status: number, body: string, headers: Record<string, string> = {}) => {
      const answer = await hospital.visitor().send(method, filled, body, headers);
      expect(answer.status, answer.text).toBe(status);
      expectDecent(answer, body.slice(0, 40));
      expect(answer.body['errors']).toMatchObject([{ field: 'body' }]);
    };

    it('is JSON, of its type and within its limit', async () => {
      await expectRefused(400, '{"a":');
      await expectRefused(400, '{"a":1}garbage');
      await expectRefused(415, 'a=1', { 'content-type': 'application/x-www-form-urlencoded' });
      await expectRefused(415, '<a/>', { 'content-type': 'application/xml' });
      await expectRefused(413, JSON.stringify({ a: 'x'.repeat(body_bytes_max) }));
    });
  },
);
