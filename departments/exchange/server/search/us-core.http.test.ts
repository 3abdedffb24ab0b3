import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHospital, samplesOf } from '@openward/platform/testing';
import type { AnyJson, Client, TestHospital } from '@openward/platform/testing';
import { importFhir } from '../import.ts';
import { routes } from '../mount.ts';

// Every search that US Core 6.1 asks for, driven with values that stand in resources of a sample that we did not write.

type Json = AnyJson;
const samples = samplesOf('synthea');
let hospital: TestHospital;
let doctor: Client;
let all: Json[] = [];

beforeAll(async () => {
  hospital = await openHospital(routes);
  if (samples.missing !== '') return;
  doctor = await hospital.signIn('doctor');
  await importFhir(hospital.database, samples.files.filter((file) => file.endsWith('.json')).slice(0, 3), { source: 'test' });
  const rows = await hospital.asSuperuser<{ body: Json }>('select body from records.resource where not deleted');
  all = rows.map(({ body }) => body);
}, 120_000);
afterAll(() => hospital.close());

const search = (query: string) => doctor.send<Json>('GET', `/fhir/R4/${query}`);

/** The values by which a resource is searched, read the plain way. */
const readers: Record<string, (resource: Json) => string | undefined> = {
  _id: (resource) => resource['id'],
  identifier: ({ identifier }) => identifier?.[0] && `${identifier[0].system ?? ''}|${identifier[0].value}`,
  name: ({ name }) => (typeof name === 'string' ? name : name?.[0]?.given?.[0] ?? name?.[0]?.family),
  family: ({ name }) => name?.[0]?.family,
  birthdate: ({ birthDate }) => birthDate,
  gender: ({ gender }) => gender,
  'death-date': ({ deceasedDateTime }) => deceasedDateTime,
  patient: (resource) => (resource['patient'] ?? resource['subject'] ?? resource['beneficiary'])?.reference,
  'clinical-status': ({ clinicalStatus }) => clinicalStatus?.coding?.[0]?.code,
  category: ({ category }) => (typeof category?.[0] === 'string' ? category[0] : token(category?.[0])),
  status: ({ status }) => status,
  role: ({ participant }) => token(participant?.find((each: Json) => each['role'])?.role?.[0]),
  code: ({ code }) => token(code),
  'onset-date': ({ onsetDateTime }) => onsetDateTime,
  'recorded-date': ({ recordedDate }) => recordedDate,
  'abatement-date': ({ abatementDateTime }) => abatementDateTime,
  encounter: (resource) => (resource['encounter'] ?? resource['context'])?.reference,
  type: ({ type }) => token(Array.isArray(type) ? type[0] : type),
  date: (resource) => resource['effectiveDateTime'] ?? resource['occurrenceDateTime'] ?? resource['performedDateTime'] ?? resource['date']
    ?? periodText(resource['period'] ?? resource['performedPeriod']),
  period: ({ context }) => periodText(context?.period),
  class: (resource) => token({ coding: [resource['class']] }),
  location: ({ location }) => location?.[0]?.location?.reference,
  'discharge-disposition': ({ hospitalization }) => token(hospitalization?.dischargeDisposition),
  'lifecycle-status': ({ lifecycleStatus }) => lifecycleStatus,
  description: ({ description }) => token(description),
  address: ({ address }) => (Array.isArray(address) ? address[0] : address)?.city,
  'address-city': ({ address }) => (Array.isArray(address) ? address[0] : address)?.city,
  'address-state': ({ address }) => (Array.isArray(address) ? address[0] : address)?.state,
  'address-postalcode': ({ address }) => (Array.isArray(address) ? address[0] : address)?.postalCode,
  intent: ({ intent }) => intent,
  authoredon: ({ authoredOn }) => authoredOn,
  authored: (resource) => resource['authored'] ?? resource['authoredOn'],
  specialty: ({ specialty }) => token(specialty?.[0]),
  practitioner: ({ practitioner }) => practitioner?.reference,
};
const token = (concept: Json | undefined): string | undefined => concept?.['coding']?.[0]?.code && `${concept['coding'][0].system ?? ''}|${concept['coding'][0].code}`;
const periodText = (period: Json | undefined): string | undefined => period?.['start'] && `ge${period['start'].slice(0, 10)}`;

const searches: [type: string, ...combinations: string[]][] = [
  ['Patient', '_id', 'identifier', 'name', 'birthdate name', 'gender name', 'birthdate family', 'family gender', 'death-date family'],
  ['AllergyIntolerance', 'patient', 'patient clinical-status'],
  ['CarePlan', 'patient category', 'patient category status', 'patient category date', 'patient category status date'],
  ['CareTeam', 'patient status', 'role', 'patient role'],
  ['Condition', 'patient', 'patient category', 'patient code', 'patient clinical-status', 'patient onset-date', 'patient recorded-date', 'patient abatement-date',
    'patient category clinical-status', 'patient category encounter'],
  ['Device', 'patient', 'patient type', 'patient status'],
  ['DiagnosticReport', 'patient', 'patient category', 'patient category date', 'patient code', 'patient code date', 'patient status'],
  ['DocumentReference', '_id', 'patient', 'patient category', 'patient category date', 'patient type', 'patient status', 'patient type period'],
  ['Encounter', '_id', 'patient', 'date patient', 'identifier', 'patient type', 'patient class', 'patient status', 'patient location', 'patient discharge-disposition'],
  ['Goal', 'patient', 'patient lifecycle-status', 'patient description'],
  ['Immunization', 'patient', 'patient date', 'patient status'],
  ['Location', 'name', 'address', 'address-city', 'address-state', 'address-postalcode'],
  ['MedicationRequest', 'patient intent', 'patient intent status', 'patient intent encounter', 'patient intent authoredon'],
  ['Observation', 'patient category', 'patient code', 'patient category date', 'patient code date', 'patient category status'],
  ['Organization', 'name', 'address'],
  ['Practitioner', 'name', 'identifier', '_id'],
  ['PractitionerRole', 'specialty', 'practitioner'],
  ['Procedure', 'patient', 'patient date', 'patient status', 'patient code date'],
];

describe.skipIf(samples.missing !== '')(`the searches of US Core over sample records ${samples.missing}`, () => {
  test.each(searches.flatMap(([type, ...combinations]) => combinations.map((combination) => [type, combination] as const)))('%s by %s', async (type, combination) => {
    const names = combination.split(' ');
    const subject = all.find((resource) => resource['resourceType'] === type && names.every((name) => readers[name]!(resource) !== undefined));
    // A sample has no value of every kind; what it lacks is asked for all the same, and must be understood.
    const values = names.map((name) => [name, subject === undefined ? fallback(name) : readers[name]!(subject)!] as const);
    const { status, body, text } = await search(`${type}?${values.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}&_count=1000&_revinclude=Provenance:target`);
    expect(status, text.slice(0, 500)).toBe(200);
    const matches: Json[] = (body['entry'] ?? []).filter((entry: Json) => entry['search'].mode === 'match').map((entry: Json) => entry['resource']);
    if (subject === undefined) return;
    expect(matches.map(({ id }) => id)).toContain(subject['id']);
    expect(body['entry'].some((entry: Json) => entry['resource'].resourceType === 'Provenance')).toBe(true);
    // Plain tokens and references are counted by hand.
    const plain = values.filter(([name]) => !/date|period|authored|name|family|address|identifier|^patient$/.test(name));
    const patient = values.find(([name]) => name === 'patient')?.[1];
    if (plain.length + (patient === undefined ? 0 : 1) !== values.length || names.includes('role')) return;
    const expected = all.filter((resource) => resource['resourceType'] === type && (patient === undefined || readers['patient']!(resource) === patient)
      && plain.every(([, value]) => JSON.stringify(resource).includes(JSON.stringify(value.split('|').at(-1)))));
    for (const { id } of matches) expect(expected.map((resource) => resource['id'])).toContain(id);
    if (plain.every(([name]) => name === '_id' || name === 'status' || name === 'intent' || name === 'gender')) expect(matches).toHaveLength(expected.length);
  });
});

function fallback(name: string): string {
  if (name === 'patient') return 'Patient/0190f0f0-0000-7000-8000-0000000000a1';
  return /date|period|authored/.test(name) ? 'ge2020-01-01' : 'x';
}
