import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createHash } from 'node:crypto';

/** A UUID that is the same in each run. */
function uuid(...parts: (string | number)[]): string {
  const hex = createHash('sha256').update(parts.join('/')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const concept = (system: string, code: string, display: string) => ({ coding: [{ system, code, display }], text: display });
const vital = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs', display: 'vital-signs' }] };
const measured = [
  ['8302-2', 'Body Height', 'cm', 176.4], ['29463-7', 'Body Weight', 'kg', 81.25], ['39156-5', 'Body Mass Index', 'kg/m2', 26.1],
  ['8867-4', 'Heart rate', '/min', 72], ['2093-3', 'Total Cholesterol', 'mg/dL', 187.5], ['2339-0', 'Glucose', 'mg/dL', 91.1],
] as const;

/** The entries of one invented patient: visits, each with measurements, a problem and a claim; about 300 resources. */
export function* patientEntries(seed: string, visits = 30): Generator<object> {
  const patient = uuid(seed, 'patient');
  const subject = { reference: `urn:uuid:${patient}` };
  const entry = (resource: { resourceType: string; id: string }) => ({
    fullUrl: `urn:uuid:${resource.id}`, resource, request: { method: 'POST', url: resource.resourceType },
  });
  yield entry({ resourceType: 'Patient', id: patient, name: [{ use: 'official', family: `Bench${seed}`, given: ['Ada'] }], gender: 'female', birthDate: '1961-04-05' } as never);
  for (let visit = 0; visit < visits; visit += 1) {
    const at = new Date(Date.UTC(2000, visit * 4, 3, 9, 30)).toISOString().replace('.000Z', '+00:00');
    const encounter = { reference: `urn:uuid:${uuid(seed, 'visit', visit)}` };
    yield entry({
      resourceType: 'Encounter', id: uuid(seed, 'visit', visit), status: 'finished', class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      type: [concept('http://snomed.info/sct', '185349003', 'Encounter for check up (procedure)')], subject, period: { start: at, end: at },
    } as never);
    for (const [code, display, unit, value] of measured) {
      yield entry({
        resourceType: 'Observation', id: uuid(seed, visit, code), status: 'final', category: [vital], code: concept('http://loinc.org', code, display), subject,
        encounter, effectiveDateTime: at, issued: at, valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
      } as never);
    }
    yield entry({
      resourceType: 'Condition', id: uuid(seed, visit, 'condition'), clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/condition-clinical', 'resolved', 'Resolved'),
      code: concept('http://snomed.info/sct', '195662009', 'Acute viral pharyngitis (disorder)'), subject, encounter, onsetDateTime: at, abatementDateTime: at,
    } as never);
    yield entry({
      resourceType: 'Claim', id: uuid(seed, visit, 'claim'), status: 'active', type: concept('http://terminology.hl7.org/CodeSystem/claim-type', 'institutional', 'Institutional'),
      use: 'claim', patient: subject, created: at, provider: { display: 'Bench clinic' }, priority: concept('http://terminology.hl7.org/CodeSystem/processpriority', 'normal', 'Normal'),
      insurance: [{ sequence: 1, focal: true, coverage: { display: 'private' } }], total: { value: 129.16, currency: 'USD' },
      item: Array.from({ length: 6 }, (_each, at) => ({
        sequence: at + 1, productOrService: concept('http://snomed.info/sct', '185349003', 'Encounter for check up (procedure)'), encounter: [encounter], net: { value: 21.5, currency: 'USD' },
      })),
    } as never);
  }
}

/** Writes a transaction bundle of the patients, as senders do: with indentation. Gives how many resources it holds. */
export async function writeBundle(file: string, seeds: Iterable<string>, visits?: number): Promise<number> {
  const out = createWriteStream(file);
  let count = 0;
  out.write('{\n  "resourceType": "Bundle",\n  "type": "transaction",\n  "entry": [');
  for (const seed of seeds) {
    for (const entry of patientEntries(seed, visits)) {
      const text = `${count === 0 ? '' : ','}\n${JSON.stringify(entry, null, 4)}`;
      if (!out.write(text)) await once(out, 'drain');
      count += 1;
    }
  }
  out.end('\n  ]\n}\n');
  await once(out, 'finish');
  return count;
}
