// The official examples of FHIR R4 (npm hl7.fhir.r4.examples): each is taken and given back as it was written, or refused
// for a reason that is true of it. Patients come first, under ids of the hospital; links to them are led there.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseExactly } from '@openward/platform/fhir';
import { openHospital, type Client, type TestHospital } from '@openward/platform/testing';
import { routes } from '../mount.ts';

const folder = path.resolve(import.meta.dirname, '../../../../node_modules/hl7.fhir.r4.examples');
const atOnce = 60;
/** Those that validation finds wrong, and what is no part of a record. */
const faults = readFileSync(path.resolve(import.meta.dirname, '../validation/official-examples.txt'), 'utf8');
const notWritten = ['AuditEvent', 'Bundle', 'OperationOutcome', 'Parameters', 'Subscription'];

interface Example {
  file: string;
  type: string;
  id: string;
  text: string;
}

let hospital: TestHospital;
let doctor: Client;
const patients = new Map<string, string>();
const refusals = new Map<string, string[]>();
let taken = 0;
beforeAll(async () => {
  hospital = await openHospital(routes);
  doctor = await hospital.signIn('doctor', 'compliance');
});
afterAll(() => hospital.close());

function examples(): Example[] {
  return readdirSync(folder).filter((file) => /^[A-Z].*\.json$/.test(file)).sort().flatMap((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8').replace(/^\uFEFF/, '');
    const { resourceType, id } = JSON.parse(text) as { resourceType: string; id?: string };
    return resourceType === undefined ? [] : [{ file, type: resourceType, id: id ?? '', text }];
  });
}

/** Links to patients lead to those that the hospital made of them. */
const led = (text: string): string =>
  text.replaceAll(/("reference"\s*:\s*"(?:[^"]*\/)?Patient\/)([A-Za-z0-9\-.]+)(?=["/])/g, (_all, head: string, id: string) => head + patientOf(id));

const patientOf = (id: string): string => patients.get(id) ?? id;

interface Entry {
  resource?: unknown;
  response: { status: string; outcome: { issue: { details: { coding: { code: string }[] } }[] } };
}
interface WithIdentifier {
  identifier?: unknown[];
}

async function send(type: 'batch' | 'transaction', entries: readonly string[]): Promise<{ status: number; text: string; entry: Entry[] }> {
  const answer = await doctor.send('POST', '/fhir/R4', `{"resourceType":"Bundle","type":"${type}","entry":[${entries.join(',')}]}`, {
    'content-type': 'application/fhir+json', prefer: 'return=representation',
  });
  return { status: answer.status, text: answer.text, entry: answer.status < 300 ? (parseExactly(answer.text) as { entry: Entry[] }).entry : [] };
}

const entryOf = ({ type, id }: Example, text: string): string => `{"resource":${text},"request":{"method":"PUT","url":"${type}/${id}"}}`;

/** The resource without what the server gives, as text in which numbers stand as they were written. */
function bare(value: unknown): string {
  const { meta = {}, ...rest } = value as { meta?: Record<string, unknown> };
  const { versionId: _version, lastUpdated: _updated, ...kept } = meta;
  return JSON.stringify(Object.keys(kept).length === 0 ? rest : { ...rest, meta: kept }, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each) && !(JSON as unknown as { isRawJSON(of: unknown): boolean }).isRawJSON(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each);
}

function refused(example: Example, code: string): void {
  refusals.set(code, [...(refusals.get(code) ?? []), example.file]);
}

/** So many, and so much text, as one bundle holds. */
function* chunks(all: readonly Example[]): Generator<Example[]> {
  let chunk: Example[] = [];
  let length = 0;
  for (const example of all) {
    if (chunk.length === atOnce || (chunk.length > 0 && length + example.text.length > 8_000_000)) {
      yield chunk;
      chunk = [];
      length = 0;
    }
    chunk.push(example);
    length += example.text.length;
  }
  yield chunk;
}

/** One that is refused refuses its whole transaction: those of which that is known go one by one. */
const isDoubtful = ({ file, type, id }: Example): boolean => faults.includes(`${file}:`) || notWritten.includes(type) || id.length > 64;

async function take(all: readonly Example[], how: 'batch' | 'transaction' = 'transaction'): Promise<void> {
  const texts = all.map(({ text }) => led(text));
  const together = await send(how, all.map((each, at) => entryOf(each, texts[at]!)));
  if (together.status === 413 && all.length === 1) return refused(all[0]!, 'input.too_large');
  const answer = together.status === 200 || how === 'batch' ? together : await send('batch', all.map((each, at) => entryOf(each, texts[at]!)));
  expect(answer.status, answer.text.slice(0, 500)).toBe(200);
  for (const [at, example] of all.entries()) {
    const { resource, response } = answer.entry[at]!;
    if (!String(response.status).startsWith('2')) {
      expect(Number(response.status), example.file).toBeLessThan(500);
      refused(example, response.outcome.issue[0]!.details.coding[0]!.code);
      continue;
    }
    taken += 1;
    expect(bare(resource), example.file).toBe(bare(parseExactly(texts[at]!)));
  }
}

/** Why examples are refused, and how many: each is true of the example itself, or of the law of the record. */
const reasons: Record<string, [why: string, count: number]> = {
  'fhir.id': ['its id has more than 64 characters', 1],
  'fhir.names_nobody': ['it tells of a person whom it does not name', 4],
  'fhir.not_written': ['it is no part of a record: bundles, parameters, outcomes, the audit log, subscriptions', 61],
  'structure.missing': ['an element that FHIR requires is missing', 12],
  'structure.value': ['a value is not of its type', 1],
  'validation.narrative': ['the narrative holds what no narrative may', 4],
  'validation.reference_target': ['a reference leads to a type that it may not lead to', 4],
  'validation.sdf-4': ['it breaks the invariant sdf-4 of its own definition', 4],
  'validation.unit': ['it says that a unit is of UCUM, and UCUM does not have it', 20],
};

test('every official example is taken and given back as it was written, or refused for a true reason', { timeout: 240_000 }, async () => {
  const all = examples();
  expect(all.length).toBeGreaterThan(5000);
  const of = (type: string) => all.filter((each) => each.type === type);
  for (const patient of of('Patient')) {
    const answer = await doctor.send('POST', '/fhir/R4/Patient', led(patient.text), { 'content-type': 'application/fhir+json' });
    if (answer.status === 201) {
      patients.set(patient.id, answer.body['id']);
      taken += 1;
      // The hospital adds its number, and masks secret ones: identifiers are counted, everything else is compared.
      const [{ identifier: own, ...given }, { identifier: sent = [], ...rest }] = [parseExactly(answer.text), parseExactly(led(patient.text))] as [WithIdentifier, WithIdentifier];
      expect(bare({ ...given, id: patient.id }), patient.file).toBe(bare(rest));
      expect(own, patient.file).toHaveLength(sent.length + 1);
    } else refused(patient, answer.body['issue'][0].details.coding[0].code);
  }
  const others = all.filter(({ type }) => type !== 'Patient');
  // Who is spoken of, and is no example, is registered: it is the example that is tried.
  const spoken = new Set(others.flatMap(({ text }) => [...text.matchAll(/"reference"\s*:\s*"(?:[^"]*\/)?Patient\/([A-Za-z0-9\-.]+)(?=["/])/g)].map(([, id]) => id!)));
  for (const id of spoken) {
    if (patients.has(id)) continue;
    const answer = await doctor.send('POST', '/fhir/R4/Patient', { resourceType: 'Patient', name: [{ family: `Example ${id}` }] }, { 'content-type': 'application/fhir+json' });
    patients.set(id, answer.body['id']);
  }
  const first = others.filter(({ type }) => type !== 'Provenance');
  for (const chunk of chunks(first.filter((each) => !isDoubtful(each)))) await take(chunk);
  for (const chunk of chunks(first.filter(isDoubtful))) await take(chunk, 'batch');
  await take(others.filter(({ type }) => type === 'Provenance'));
  const counted = Object.fromEntries([...refusals].map(([code, files]) => [code, files.length]));
  expect(counted, JSON.stringify(Object.fromEntries(refusals))).toEqual(Object.fromEntries(Object.entries(reasons).map(([code, [, count]]) => [code, count])));
  expect(taken + [...refusals.values()].flat().length).toBe(all.length);
});
