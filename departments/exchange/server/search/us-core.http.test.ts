import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { AnyJson, Client, TestHospital } from '@openward/platform/testing';
import { putMany } from '@openward/records/api';
import { routes } from '../mount.ts';
import { people, records } from './us-core.fixture.ts';

// Every search that US Core 6.1 asks for (SHALL and SHOULD), driven with values that stand in resources: what is found is what a plain
// reading of all of them finds. Each type has resources that differ in every value, and one of somebody else that differs in none.

type Json = AnyJson;
let hospital: TestHospital;
let doctor: Client;
let all: Json[] = [];

beforeAll(async () => {
  hospital = await openHospital(routes);
  doctor = await hospital.signIn('doctor', 'front-desk');
  const ids: string[] = [];
  for (const person of people) {
    const answer = await doctor.send<Json>('POST', '/fhir/R4/Patient', person, { 'content-type': 'application/fhir+json' });
    expect(answer.status, answer.text).toBe(201);
    ids.push(answer.body['id']);
  }
  await hospital.database.transaction({ scope: 'system' }, (tx) => putMany(tx, records(ids).map((resource) => ({ resource }))));
  const rows = await hospital.asSuperuser<{ body: Json }>('select body from records.resource where not deleted');
  all = rows.map(({ body }) => body);
});
afterAll(() => hospital.close());

const search = (query: string) => doctor.send<Json>('GET', `/fhir/R4/${query}`);

/** The values by which a resource is searched, read the plain way. */
const readers: Record<string, (resource: Json) => string | undefined> = {
  _id: (resource) => resource['id'],
  identifier: ({ identifier }) => identifier?.[0] && `${identifier.at(-1).system ?? ''}|${identifier.at(-1).value}`,
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
  'target-date': ({ target }) => target?.[0]?.dueDate,
  questionnaire: ({ questionnaire }) => questionnaire,
  authoredon: ({ authoredOn }) => authoredOn,
  authored: (resource) => resource['authored'] ?? resource['authoredOn'],
  specialty: ({ specialty }) => token(specialty?.[0]),
  practitioner: ({ practitioner }) => practitioner?.reference,
};
const token = (concept: Json | undefined): string | undefined => concept?.['coding']?.[0]?.code && `${concept['coding'][0].system ?? ''}|${concept['coding'][0].code}`;
const periodText = (period: Json | undefined): string | undefined => period?.['start']?.slice(0, 10);

const searches: [type: string, ...combinations: string[]][] = [
  ['Patient', '_id', 'identifier', 'name', 'birthdate name', 'gender name', 'birthdate family', 'family gender', 'death-date family'],
  ['AllergyIntolerance', 'patient', 'patient clinical-status'],
  ['CarePlan', 'patient category', 'patient category status', 'patient category date', 'patient category status date'],
  ['CareTeam', 'patient status', 'role', 'patient role'],
  ['Condition', 'patient', 'patient category', 'patient code', 'patient clinical-status', 'patient onset-date', 'patient recorded-date', 'patient abatement-date',
    'patient category clinical-status', 'patient category encounter'],
  ['Coverage', 'patient'],
  ['Device', 'patient', 'patient type', 'patient status'],
  ['DiagnosticReport', 'patient', 'patient category', 'patient category date', 'patient code', 'patient code date', 'patient status'],
  ['DocumentReference', '_id', 'patient', 'patient category', 'patient category date', 'patient type', 'patient status', 'patient type period'],
  ['Encounter', '_id', 'patient', 'date patient', 'identifier', 'patient type', 'patient class', 'patient status', 'patient location', 'patient discharge-disposition'],
  ['Goal', 'patient', 'patient lifecycle-status', 'patient target-date', 'patient description'],
  ['Immunization', 'patient', 'patient date', 'patient status'],
  ['Location', 'name', 'address', 'address-city', 'address-state', 'address-postalcode'],
  ['MedicationDispense', 'patient', 'patient status', 'patient status type'],
  ['MedicationRequest', 'patient intent', 'patient intent status', 'patient intent encounter', 'patient intent authoredon'],
  ['Observation', 'patient category', 'patient code', 'patient category date', 'patient code date', 'patient category status'],
  ['Organization', 'name', 'address'],
  ['Practitioner', 'name', 'identifier', '_id'],
  ['PractitionerRole', 'specialty', 'practitioner'],
  ['Procedure', 'patient', 'patient date', 'patient status', 'patient code date'],
  ['QuestionnaireResponse', '_id', 'patient', 'patient status', 'patient authored', 'patient questionnaire'],
  ['RelatedPerson', '_id', 'patient', 'patient name'],
  ['ServiceRequest', '_id', 'patient', 'patient status', 'patient category', 'patient code', 'patient category authored', 'patient code authored'],
  ['Specimen', '_id', 'patient'],
];

test.each(searches.flatMap(([type, ...combinations]) => combinations.map((combination) => [type, combination] as const)))('%s by %s', async (type, combination) => {
  const names = combination.split(' ');
  const ofType = all.filter((resource) => resource['resourceType'] === type);
  const told = (resource: Json): (string | undefined)[] => names.map((name) => readers[name]!(resource));
  const subjects = ofType.filter((resource) => told(resource).every((value) => value !== undefined));
  expect(subjects.length).toBeGreaterThan(1);
  for (const subject of subjects) {
    const values = told(subject) as string[];
    const expected = ofType.filter((resource) => told(resource).every((value, at) => value === values[at])).map(({ id }) => id as string).sort();
    if (type !== 'Coverage' && type !== 'Specimen') expect(expected.length).toBeLessThan(ofType.length);
    const query = names.map((name, at) => `${name}=${encodeURIComponent(values[at]!)}`).join('&');
    const { status, body, text } = await search(`${type}?${query}&_revinclude=Provenance:target`);
    expect(status, text.slice(0, 500)).toBe(200);
    const entries: Json[] = body['entry'] ?? [];
    expect(entries.filter(({ search: found }) => found.mode === 'match').map(({ resource }) => resource.id as string).sort(), query).toEqual(expected);
    expect(entries.filter(({ resource }) => resource.resourceType === 'Provenance')).toHaveLength(expected.length);
  }
});
