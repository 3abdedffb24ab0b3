import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf, parseExactly, type Element } from '@openward/platform/fhir';
import { factsOf, patientResource, revealed, sealedRowsOf, withoutNarrative, type PatientFacts } from './patient.ts';

const standing = { id: '0198f2aa-0000-7000-8000-000000000001', hospital_number: '10000004', number_system: 'urn:test:numbers' };
const own = { number_system: standing.number_system, hospital_number: null };

// FHIR Patients as senders make them: most members absent, some with extensions, codes known and unknown to us.

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((each) => each.replaceAll('\u0000', '0'));
const uri = fc.constantFrom('urn:oid:1.2.3', 'http://example.org/a', 'http://hl7.org/fhir/sid/us-ssn', 'https://github.com/synthetichealth/synthea');
const date = fc.constantFrom('1984', '1984-03', '1984-03-21', '2024-02-29', '0001');
const instant = fc.oneof(date, fc.constantFrom('2020-01-01T10:20:30Z', '2020-06-30T23:59:60.123+05:30', '1999-12-31T00:00:00-03:00'));
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

/** A record without the members that are undefined: FHIR has no empty members. */
const element = (members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Element> =>
  fc
    .record(Object.fromEntries(Object.entries(members).map(([name, value]) => [name, sometimes(value)])))
    .map((each) => Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)));

const listOf = (value: fc.Arbitrary<unknown>) => fc.array(value, { minLength: 1, maxLength: 3 });

const extension = fc.oneof(
  fc.record({ url: uri, valueString: text }),
  fc.record({ url: uri, valueDecimal: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((n) => n + 0) }),
  fc.record({ url: fc.constant('http://hl7.org/fhir/StructureDefinition/language'), valueCode: fc.constantFrom('und-Arab', 'fr', 'und-x') }),
  fc.record({
    url: fc.constant('http://hl7.org/fhir/StructureDefinition/patient-religion'),
    valueCodeableConcept: fc.constantFrom<Element>({ text: 'x' }, { coding: [{ system: 's', code: '1013' }] }, {}),
  }),
  fc.record({ url: fc.constant('http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired'), valueBoolean: fc.boolean() }),
  fc.record({
    url: fc.constant('http://hl7.org/fhir/StructureDefinition/patient-genderIdentity'),
    valueCodeableConcept: fc.constantFrom<Element>(
      { coding: [{ system: 'http://hl7.org/fhir/gender-identity', code: 'non-binary' }] }, { text: 'agender' }),
  }),
  fc.record({ url: uri, extension: fc.array(fc.record({ url: fc.constant('ombCategory'), valueCode: text }), { minLength: 1, maxLength: 2 }) }),
  fc.record({ url: fc.constant('https://openward.org/fhir/StructureDefinition/patient-occupation'), valueString: text }),
);
const extensions = listOf(extension);
const period = element({ start: instant, end: instant, extension: extensions });
const coding = element({ system: uri, code: fc.constantFrom('N', 'C', 'GUARD', 'M', 'en-US', 'MR', 'SS', 'PPN', 'x'), display: text });
const knownCoding = fc.constantFrom(
  { system: 'http://terminology.hl7.org/CodeSystem/v2-0131', code: 'N' },
  { system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'GUARD' },
  { system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', code: 'M' },
  { system: 'urn:ietf:bcp:47', code: 'pt-BR' },
  { system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'PPN' },
);
const concept = element({ coding: listOf(fc.oneof(coding, knownCoding)), text });

const name = element({
  use: fc.constantFrom('official', 'usual', 'maiden', 'old'), text, family: text, _family: element({ extension: extensions }),
  given: listOf(text), prefix: listOf(text), suffix: listOf(text), period, extension: extensions, id: fc.constant('n1'),
});
const givenWithGap = fc.constant({ given: ['A', null], _given: [null, { extension: [{ url: 'urn:x', valueString: 'y' }] }] });
const telecom = element({
  system: fc.constantFrom('phone', 'email', 'sms'), value: text, use: fc.constantFrom('home', 'mobile'),
  rank: fc.integer({ min: 1, max: 9 }), period, extension: extensions,
});
const address = element({
  use: fc.constantFrom('home', 'billing'), type: fc.constantFrom('postal', 'both'), text, line: listOf(text), city: text,
  district: text, state: text, postalCode: text, country: text, period, extension: extensions,
});
const reference = element({ reference: fc.constantFrom('Organization/1', 'urn:uuid:2', 'Patient/3'), display: text });

/** Any FHIR Patient. */
const anyPatient: fc.Arbitrary<Element> = element({
  id: fc.constantFrom('a', 'example', '1'),
  meta: element({
    profile: listOf(uri),
    security: listOf(fc.oneof(coding, fc.constant({ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }))),
    tag: listOf(coding),
  }).filter((meta) => Object.keys(meta).length > 0),
  text: fc.record({ status: fc.constantFrom('generated', 'additional'), div: text }),
  extension: extensions,
  modifierExtension: extensions,
  identifier: listOf(element({ use: fc.constantFrom('usual', 'old'), type: concept, system: uri, value: text, period, assigner: reference, extension: extensions })),
  active: fc.boolean(),
  name: listOf(fc.oneof(name, name, givenWithGap)),
  telecom: listOf(telecom),
  gender: fc.constantFrom('male', 'female', 'other', 'unknown'),
  birthDate: date,
  _birthDate: element({ extension: extensions, id: fc.constant('b') }).filter((each) => Object.keys(each).length > 0),
  address: listOf(address),
  maritalStatus: concept,
  photo: listOf(element({ contentType: fc.constant('image/png'), url: uri })),
  contact: listOf(element({ relationship: listOf(concept), name, telecom: listOf(telecom), address, gender: fc.constantFrom('male', 'other'), organization: reference, period, extension: extensions })),
  communication: listOf(element({ language: concept, preferred: fc.boolean() })),
  generalPractitioner: listOf(reference),
  managingOrganization: reference,
  link: listOf(element({ other: reference, type: fc.constantFrom('seealso', 'refer') })),
})
  .chain((patient) =>
    fc.oneof(
      fc.constant(patient),
      fc.boolean().map((deceasedBoolean) => ({ ...patient, deceasedBoolean })),
      instant.map((deceasedDateTime) => ({ ...patient, deceasedDateTime })),
      fc.integer({ min: 0, max: 20 }).map((multipleBirthInteger) => ({ ...patient, multipleBirthInteger })),
      fc.boolean().map((multipleBirthBoolean) => ({ ...patient, multipleBirthBoolean })),
    ),
  )
  .map((patient) => ({ resourceType: 'Patient', ...patient }));

/** As the database does it: the values of secret identifiers are sealed in their rows, apart from the rest. */
function sealed(facts: PatientFacts): { facts: PatientFacts; values: Map<string, string> } {
  const values = new Map<string, string>();
  const identifiers = facts.identifiers.map((row, index) => {
    if ((row.kind !== 'national_id' && row.kind !== 'passport') || row.value === null) return row;
    const sealed = `row-${index}`;
    values.set(sealed, row.value);
    return { ...row, value: null, sealed };
  });
  return { facts: { ...facts, identifiers }, values };
}

/** What comes back of a resource that went through the tables, without what the hospital adds. */
function roundTrip(resource: Element): Element {
  const { facts, values } = sealed(factsOf(resource, own));
  const masked = patientResource(facts, standing);
  const back = revealed(masked, values);
  const identifier = elementsOf(back['identifier']).filter(({ system }) => system !== standing.number_system);
  const { identifier: _all, ...rest } = back;
  return { ...rest, ...(identifier.length > 0 ? { identifier } : {}) };
}

/** As sent, under the id that it has here. */
const asKept = (resource: Element): Element => ({ ...resource, id: standing.id });

describe('a FHIR Patient that goes through the tables', () => {
  it('comes back without loss, whatever it holds', () => {
    fc.assert(
      fc.property(anyPatient, (resource) => {
        expect(roundTrip(resource)).toEqual(asKept(resource));
      }),
      { numRuns: 2000 },
    );
  });

  it('comes back without loss when nothing but one field was changed', () => {
    fc.assert(
      fc.property(anyPatient, fc.string({ minLength: 1, maxLength: 20 }), (resource, religion) => {
        const facts = { ...factsOf(resource, own), religion };
        const back = patientResource(facts, standing);
        expect(factsOf(back, { ...own, hospital_number: standing.hospital_number })).toMatchObject({ religion });
        const unchanged = Object.keys(resource).filter((name) => !['extension', 'id', 'identifier', 'text', 'link'].includes(name));
        for (const name of unchanged) expect(back[name]).toEqual(resource[name]);
      }),
    );
  });

  it('never shows a secret number in the projection', () => {
    const resource = {
      resourceType: 'Patient',
      identifier: [
        { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-11-2222', extension: [{ url: 'urn:x', valueString: 'y' }] },
        { type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'PPN' }] }, value: 'X999112222' },
      ],
    };
    const { facts } = sealed(factsOf(resource, own));
    const projected = JSON.stringify(patientResource(facts, standing));
    expect(projected).not.toContain('999');
    expect(sealedRowsOf(patientResource(facts, standing))).toEqual(['row-0', 'row-1']);
    expect(roundTrip(resource)).toEqual(asKept(resource));
  });

  it('keeps each number as it was written', () => {
    const text = '{"resourceType":"Patient","extension":[{"url":"urn:geo","valueDecimal":1.50}],"address":[{"city":"Lyon","extension":[{"url":"urn:lat","valueDecimal":45.7600}]}]}';
    const facts = factsOf(parseExactly(text) as Element, own);
    const back = JSON.stringify(patientResource(facts, standing));
    expect(back).toContain('"valueDecimal":1.50}');
    expect(back).toContain('"valueDecimal":45.7600}');
  });

  it('drops a generated narrative that would tell the old story, and keeps what a person wrote', () => {
    const generated = JSON.stringify({ active: true, text: { status: 'generated', div: '<div>Born 1984</div>' } });
    expect(withoutNarrative(generated)).toBe('{"active":true}');
    const written = JSON.stringify({ text: { status: 'additional', div: '<div>Prefers mornings</div>' } });
    expect(withoutNarrative(written)).toBe(written);
    expect(withoutNarrative(null)).toBeNull();
  });

  it('says that a merged record is replaced, and by whom', () => {
    const back = patientResource(factsOf({ resourceType: 'Patient', active: true }, own), { ...standing, replaced_by: 'b' });
    expect(back).toMatchObject({ active: false, link: [{ other: { reference: 'Patient/b' }, type: 'replaced-by' }] });
  });

  // OPENWARD_SAMPLES names a folder of FHIR bundles, such as Synthea's.
  const samples = process.env['OPENWARD_SAMPLES'] ?? '';
  const files = samples === '' ? [] : readdirSync(samples).filter((name) => name.endsWith('.json'));
  it.skipIf(files.length === 0)('brings back the patients of real files', () => {
    for (const file of files) {
      const bundle = parseExactly(readFileSync(join(samples, file), 'utf8')) as Element;
      const patients = elementsOf(bundle['entry']).map(({ resource }) => resource as Element).filter((each) => each['resourceType'] === 'Patient');
      expect(patients.length).toBeGreaterThan(0);
      for (const patient of patients) expect(JSON.stringify(sorted(roundTrip(patient)))).toBe(JSON.stringify(sorted(asKept(patient))));
    }
  });
});

/** The same JSON with members in order, so that text can be compared: it alone tells 1.50 from 1.5. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, sorted(each)]));
}
