import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital } from '@openward/platform/testing';
import type { Client, TestHospital } from '@openward/platform/testing';
import { recordsContract } from '../../contract/index.ts';
import { importGrowth, records } from '../api.ts';
import { routes } from '../mount.ts';

let hospital: TestHospital;
let nurse: Client;
const folder = mkdtempSync(path.join(tmpdir(), 'openward-growth-'));

beforeAll(async () => {
  hospital = await openHospital({ records: routes });
  nurse = await hospital.signIn('nurse');
});
afterAll(() => hospital.close());

async function child(birthDate: string, gender = 'female'): Promise<string> {
  const id = randomUUID();
  await hospital.database.transaction({ scope: 'system' }, async (tx) => {
    await records.setCompartment(tx, id, { restricted: false });
    await records.put(tx, { resource: { resourceType: 'Patient', id, birthDate, gender }, patient_id: id });
  });
  return id;
}
const record = (patient_id: string, measured_at: string, values: object) =>
  nurse.call(recordsContract.recordVitals, { patient_id, measured_at, values, confirmed: ['weight', 'height', 'head_circumference'] });
const growth = async (patient_id: string) => (await nurse.call(recordsContract.growth, { patient_id })).body;

test('without a standard the child is plotted without bands, and after the import with them', async () => {
  const patient_id = await child('2025-01-01');
  await record(patient_id, '2025-04-11T08:00:00Z', { weight: 6 });
  expect(await growth(patient_id)).toMatchObject({ without: 'standard', bands: [], points: [{ indicator: 'weight_for_age', age_days: 100, value: 6, z: null, percentile: null }] });

  // Our own numbers, of no real child.
  writeFileSync(path.join(folder, 'wfa_girls_expanded.txt'), ['Day\tL\tM\tS', ...Array.from({ length: 400 }, (_each, day) => `${day}\t1\t${3 + day / 100}\t0.1`)].join('\n'));
  writeFileSync(path.join(folder, 'hcfa_girls.csv'), 'Day,L,M,S\n0,1,x,0.03\n');
  writeFileSync(path.join(folder, 'readme.md'), 'not a table');
  expect(await importGrowth(hospital.database, folder)).toEqual([
    { file: 'hcfa_girls.csv', line: 2, reason: expect.stringContaining('row of numbers') as string }, { file: 'wfa_girls_expanded.txt', rows: 400 },
  ]);
  const body = await growth(patient_id);
  expect(body['without']).toBeNull();
  // The median at 100 days is 4, a standard deviation 0.4; beyond three it is counted on by the same distance.
  expect(body['points']).toMatchObject([{ z: 5, percentile: 100 }]);
  expect(body['bands'][0].points[0]).toEqual({ x: 0, values: [2.1, 2.4, 2.7, 3, 3.3, 3.6, 3.9] });
  // Imported again, it replaces what stood.
  expect(await importGrowth(hospital.database, path.join(folder, 'wfa_girls_expanded.txt'))).toEqual([{ file: 'wfa_girls_expanded.txt', rows: 400 }]);
});

test('a child born before term is compared by its corrected age', async () => {
  const patient_id = await child('2025-01-01');
  await hospital.database.transaction({ scope: 'system' }, (tx) => records.put(tx, { resource: {
    resourceType: 'Observation', id: `ga-${patient_id}`, status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '76516-4' }] },
    subject: { reference: `Patient/${patient_id}` }, effectiveDateTime: '2025-01-01', valueQuantity: { value: 30, unit: 'weeks', system: 'http://unitsofmeasure.org', code: 'wk' },
  } }));
  await record(patient_id, '2025-04-11T08:00:00Z', { weight: 3.3 });
  expect(await growth(patient_id)).toMatchObject({ gestational_days: 210, points: [{ age_days: 30, corrected: true, z: 0, percentile: 50 }] });
});

test('weight is compared with length too where both were measured; a sex of neither has no standard', async () => {
  const patient_id = await child('2025-01-01', 'other');
  await record(patient_id, '2025-06-01T08:00:00Z', { weight: 7, height: 64 });
  const body = await growth(patient_id);
  expect(body['without']).toBe('sex');
  expect(body['points'].map(({ indicator, x }: Record<string, unknown>) => [indicator, x])).toEqual(expect.arrayContaining([['weight_for_length', 64], ['weight_for_age', 151], ['length_for_age', 151]]));
  expect((await growth(await child('2025')))['without']).toBe('birth_date');
});
