// Every interaction, driven with what it takes and with what it does not: it answers below 500, and every refusal is an
// OperationOutcome that tells nothing of the inside. FUZZ_RUNS and FUZZ_SEED look further than a check-in can.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpointsOf } from '@openward/platform/http';
import type { Client } from '@openward/platform/testing';
import { routes } from '../mount.ts';
import { openFhirHospital, type FhirHospital } from '../test-hospital.ts';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 25);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_101);
const patient_id = '0190f0f0-0000-7000-8000-0000000000f1';
let hospital: FhirHospital;
let doctor: Client;
beforeAll(async () => {
  hospital = await openFhirHospital([patient_id]);
  ({ doctor } = hospital);
});
afterAll(() => hospital.close());

const word = fc.oneof(
  fc.constantFrom('a', 'A-1.b', patient_id, '_history', '$validate', '_search', '1', 'x'.repeat(64), 'x'.repeat(65), 'ü', '..', '%00', '', ' ', '\u0000', '\ud800', "';--"),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const type = fc.oneof({ weight: 5, arbitrary: fc.constantFrom('Observation', 'Patient', 'Location', 'Provenance', 'DocumentReference', 'Binary', 'Bundle') }, { weight: 1, arbitrary: word });
const resource = fc.oneof(
  fc.record({
    resourceType: type, id: word, status: fc.constantFrom<unknown>('final', 1, null), code: fc.oneof(fc.record({ text: word }), fc.jsonValue()),
    subject: fc.oneof(fc.record({ reference: fc.oneof(fc.constant(`Patient/${patient_id}`), word) }), fc.jsonValue()), meta: fc.jsonValue(),
  }, { requiredKeys: [] }),
  fc.jsonValue(),
);
const entry = fc.record({
  fullUrl: word, resource,
  request: fc.record({ method: fc.constantFrom<unknown>('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'X', 1), url: fc.tuple(type, word).map(([a, b]) => `${a}/${b}`), ifMatch: word, ifNoneExist: word }, { requiredKeys: [] }),
}, { requiredKeys: [] });
const bundle = fc.record({ resourceType: fc.constant('Bundle'), type: fc.constantFrom('batch', 'transaction', 'x'), entry: fc.oneof(fc.array(entry, { maxLength: 4 }), fc.jsonValue()) });
const body = fc.oneof(resource.map((value) => JSON.stringify(value)), bundle.map((value) => JSON.stringify(value)), word, fc.constant('{"a":1,"a":2}'),
  fc.array(fc.record({ op: fc.constantFrom('add', 'remove', 'test', 'x'), path: fc.constantFrom('/status', '/code/text', '', '/x/0/y', 'z'), value: fc.jsonValue() }), { maxLength: 3 }).map((value) => JSON.stringify(value)));
const headers = fc.record({
  'content-type': fc.constantFrom('application/fhir+json', 'application/json', 'application/json-patch+json', 'application/x-www-form-urlencoded', 'text/plain'),
  'if-match': fc.constantFrom('W/"1"', '"x"', '', '*'), 'if-none-match': fc.constantFrom('W/"1"', '*', 'x'), 'if-none-exist': fc.constantFrom('identifier=a|b', 'x=y', '', '_id=a'),
  accept: fc.constantFrom('application/fhir+json', '*/*', 'text/xml', ''), prefer: fc.constantFrom('return=minimal', 'handling=lenient', 'x'),
}, { requiredKeys: [] });
const query = fc.array(fc.tuple(fc.constantFrom('_format', '_count', '_since', '_after', '_id', '_pretty', 'identifier', 'x', ''), word), { maxLength: 2 })
  .map((pairs) => pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&'));

const inside = /\bat .+:\d+:\d+\)?|node_modules|\.ts:\d+|syntax error at or near|violates|relation "|column "|SQLSTATE|ECONN/i;

test.each(endpointsOf(routes).map(({ declaration: { method, path } }) => [`${method} ${path}`, method, path] as const))('%s', async (_place, method, path) => {
  await fc.assert(
    fc.asyncProperty(type, word, word, body, headers, query, async (a, id, version, sent, head, asked) => {
      const filled = path.replace('{type}', encodeURIComponent(a.toWellFormed())).replace('{id}', encodeURIComponent(id.toWellFormed())).replace('{version}', encodeURIComponent(version.toWellFormed()));
      const answer = await doctor.send(method, `/fhir/R4${filled}${asked === '' ? '' : `?${asked}`}`, method === 'GET' ? undefined : sent, method === 'GET' ? { ...head, 'content-type': '' } : head);
      const shown = `${method} ${filled}?${asked} ${JSON.stringify(head)} ${sent.slice(0, 400)} → ${answer.status} ${answer.text.slice(0, 400)}`;
      expect(answer.status, shown).toBeLessThan(500);
      expect(answer.text, shown).not.toMatch(inside);
      if (answer.status < 400 || answer.text === '') return;
      expect(answer.body, shown).toMatchObject({ resourceType: 'OperationOutcome' });
      expect(answer.body['issue'][0].details.coding[0].code, shown).toMatch(/^[a-z0-9_.]+$/);
    }),
    { numRuns, seed },
  );
});
