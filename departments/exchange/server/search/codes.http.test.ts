import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { AnyJson, Client, TestHospital } from '@openward/platform/testing';
import { importFhir } from '../import.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let doctor: Client;
const icd = 'http://hl7.org/fhir/sid/icd-10-cm';
const atc = 'http://www.whocc.no/atc';

const condition = (id: string, system: string, code: string) => ({
  resourceType: 'Condition', id, subject: { reference: 'Patient/p1' },
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
  code: { coding: [{ system, code }] },
});

beforeAll(async () => {
  hospital = await openHospital(routes);
  doctor = await hospital.signIn('doctor');
  const entry = [
    { resourceType: 'Patient', id: 'p1', name: [{ family: 'Codes', given: ['Ida'] }], gender: 'female', birthDate: '1980-01-01' },
    condition('diabetes', icd, 'E11.9'), condition('kidneys', icd, 'E11.22'), condition('family', icd, 'E11'), condition('pressure', icd, 'I10'),
    condition('own', 'urn:own', 'E11.9'),
    { resourceType: 'MedicationRequest', id: 'm1', status: 'active', intent: 'order', subject: { reference: 'Patient/p1' },
      medicationCodeableConcept: { coding: [{ system: atc, code: 'J01CA04' }] } },
  ].map((resource) => ({ fullUrl: `urn:test:${resource.resourceType}/${resource.id}`, resource }));
  await importFhir(hospital.database, [await file({ resourceType: 'Bundle', type: 'collection', entry })], { source: 'test' });
});
afterAll(() => hospital.close());

async function file(bundle: object): Promise<string> {
  const { mkdtemp, writeFile } = await import('node:fs/promises');
  const folder = await mkdtemp(`${(await import('node:os')).tmpdir()}/openward-codes-`);
  await writeFile(`${folder}/bundle.json`, JSON.stringify(bundle));
  return `${folder}/bundle.json`;
}

async function found(query: string): Promise<string[]> {
  const { status, body } = await doctor.send<AnyJson>('GET', `/fhir/R4/${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return (body['entry'] ?? []).map(({ resource }: AnyJson) => (resource['code'] ?? resource['medicationCodeableConcept']).coding[0].code).toSorted();
}

async function refused(query: string): Promise<string> {
  const { status, body } = await doctor.send<AnyJson>('GET', `/fhir/R4/${query}`);
  expect(status, JSON.stringify(body)).toBe(400);
  return JSON.stringify(body);
}

it('finds what is narrower and wider, of the same system only', async () => {
  expect(await found(`Condition?code:below=${icd}|E11`)).toEqual(['E11', 'E11.22', 'E11.9']);
  expect(await found(`Condition?code:above=${icd}|E11.9`)).toEqual(['E11', 'E11.9']);
  expect(await found(`MedicationRequest?code:below=${atc}|J01C`)).toEqual(['J01CA04']);
  expect(await found(`MedicationRequest?code:below=${atc}|J01D`)).toEqual([]);
});

it('finds what is in a value set of ours, and what is not', async () => {
  expect(await found('Condition?code:in=https://openward.org/fhir/ValueSet/problem')).toEqual(['E11.22', 'E11.9', 'I10']);
  expect(await found('Condition?code:not-in=https://openward.org/fhir/ValueSet/problem')).toEqual(['E11', 'E11.9']);
});

it('says in plain words what it cannot tell', async () => {
  expect(await refused('Condition?code:below=E11')).toContain('Write it as system|code');
  expect(await refused('Condition?code:below=urn:own|E11')).toContain('is not loaded here');
  expect(await refused('Condition?code:above=urn:own|E11')).toContain('is not loaded here');
  expect(await refused('Condition?code:in=http://example.org/vs')).toContain('is not a value set that is known here');
  expect(await refused('Patient?gender:below=male')).toContain('is not answered for gender');
  expect(await refused('Patient?identifier:in=x')).toContain('is not answered for identifier');
});
