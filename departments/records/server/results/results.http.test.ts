import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { TestHospital } from '@openward/platform/testing';
import { recordsContract } from '../../contract/index.ts';
import { records } from '../api.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
const patient_id = randomUUID();
const subject = { reference: `Patient/${patient_id}` };
const laboratory = [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] }];
const potassium = (id: string, day: string, value: number, more: object = {}) => ({
  resourceType: 'Observation', id, status: 'final', category: laboratory, subject, effectiveDateTime: day, code: { coding: [{ system: 'http://loinc.org', code: '2823-3', display: 'Potassium' }] },
  valueQuantity: { value, unit: 'mmol/L' }, referenceRange: [{ low: { value: 3.5 }, high: { value: 5.1 } }], ...more,
});

beforeAll(async () => {
  hospital = await openHospital({ records: routes });
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await records.setCompartment(tx, patient_id, { restricted: false });
    await records.putMany(tx, [
      potassium('k1', '2024-01-01', 4.1), potassium('k2', '2024-03-01', 6.2, { interpretation: [{ coding: [{ code: 'HH' }] }] }), potassium('k3', '2024-02-01', 3.1, { status: 'preliminary' }),
      potassium('k4', '2024-04-01', 9, { status: 'entered-in-error' }), potassium('k5', '2024-01-01', 16, { valueQuantity: { value: 16, unit: 'mg/dL' } }),
      { resourceType: 'Observation', id: 'c1', status: 'final', category: laboratory, subject, effectiveDateTime: '2024-03-01', code: { text: 'Culture' }, valueString: 'No growth' },
      { resourceType: 'DiagnosticReport', id: 'r1', status: 'final', subject, effectiveDateTime: '2024-03-01', code: { text: 'Electrolytes' }, result: [{ reference: 'Observation/k2' }, { reference: 'Observation/k1' }] },
    ].map((resource) => ({ resource })));
  });
});
afterAll(() => hospital.close());

test('results stand by panel and test, newest first, each with its range, flag and status; what was in error is not among them', async () => {
  const doctor = await hospital.signIn('doctor');
  const { status, body } = await doctor.call(recordsContract.results, { patient_id });
  expect(status).toBe(200);
  const panels = body['panels'] as { title: string; tests: { title: string; unit: string | null; range: string | null; results: { id: string; flag: string | null; status: string; value: number | null }[] }[] }[];
  expect(panels.map(({ title, tests }) => [title, tests.map((each) => `${each.title} ${each.unit}`)])).toEqual(
    expect.arrayContaining([['Electrolytes', ['Potassium mmol/L']], ['', expect.arrayContaining(['Culture null', 'Potassium mg/dL']) as string[]]]));
  const [electrolytes] = panels.filter(({ title }) => title === 'Electrolytes');
  expect(electrolytes!.tests[0]).toMatchObject({
    range: '3.5–5.1',
    results: [{ id: 'k2', flag: 'HH', value: 6.2 }, { id: 'k3', flag: 'L', status: 'preliminary' }, { id: 'k1', flag: null, value: 4.1 }],
  });
  expect(await hospital.asSuperuser('select from audit.event where name = $1 and patient_id = $2', ['records.results.read', patient_id])).toHaveLength(1);
});
