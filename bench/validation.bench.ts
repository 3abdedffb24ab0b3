// Checking FHIR resources as every write through the FHIR API is checked: microseconds for one of each kind.
//   node app/openward.mjs run bench/validation.bench.ts
import { validateResource } from '@openward/exchange/api';
import { Report } from './report.ts';

const subject = { reference: 'Patient/0f0e0d0c-0b0a-4000-8000-000000000000' };
const quantity = { value: 176.4, unit: 'cm', system: 'http://unitsofmeasure.org', code: 'cm' };
const code = { coding: [{ system: 'http://loinc.org', code: '8302-2', display: 'Body height' }], text: 'Body height' };

const observation = {
  resourceType: 'Observation', status: 'final', code, subject, encounter: { reference: 'Encounter/1' }, effectiveDateTime: '2024-02-01T10:00:00+01:00',
  category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }],
  issued: '2024-02-01T10:00:00.000+01:00', valueQuantity: quantity,
};

const resources: Record<string, object> = {
  Observation: observation,
  'Observation that claims US Core': { ...observation, meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-body-height'] } },
  Patient: {
    resourceType: 'Patient', identifier: [{ system: 'urn:oid:1.2.3', value: '17' }], active: true, gender: 'female', birthDate: '1980-02-29',
    name: [{ use: 'official', family: 'Doe', given: ['Jane', 'M.'] }], telecom: [{ system: 'phone', value: '555', use: 'home' }],
    address: [{ use: 'home', line: ['1 High Street'], city: 'Ward', postalCode: '12345', country: 'GB' }],
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p><b>Jane Doe</b>, born 1980</p></div>' },
  },
  'Bundle of 100 Observations': { resourceType: 'Bundle', type: 'collection', entry: Array.from({ length: 100 }, () => ({ resource: observation })) },
};

/** Joins the run of bench.ts. */
export function run(report: Report): void {
  report.heading('Checking FHIR resources');
  for (const [name, resource] of Object.entries(resources)) {
    if (validateResource(resource).length > 0) throw new Error(`${name} is not sound: ${JSON.stringify(validateResource(resource))}`);
    const took = microseconds(() => validateResource(resource));
    report.add({
      name, value: took, unit: 'µs', note: 'structure, codes, references, invariants, units, narrative, claimed profiles',
      ...(name === 'Observation' && { target: '≤ 100 µs', met: took <= 100 }),
    });
  }
}

/** The median of several short runs, after one that warms up. */
function microseconds(work: () => void): number {
  const runs: number[] = [];
  for (let run = 0; run < 8; run += 1) {
    const began = performance.now();
    let done = 0;
    while (performance.now() - began < 50) {
      work();
      done += 1;
    }
    if (run > 0) runs.push(((performance.now() - began) * 1000) / done);
  }
  return runs.sort((one, other) => one - other)[3]!;
}

if (import.meta.main) {
  const report = new Report();
  run(report);
  process.exitCode = report.met ? 0 : 1;
}
