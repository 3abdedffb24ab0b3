import { expect, it } from 'vitest';
import { Registration } from '../contract/registration.ts';
import { demoPatients } from './patients.ts';
import { healthCheckDigit } from './person.ts';

const options = { today: '2026-11-22', count: 600, payer_ids: ['01a204ad-9e1a-7fc6-b282-133da06cfa5a'] };
const { patients, duplicates, lookalikes } = demoPatients({ seed: 'demo', ...options });

it('are the same for the same seed and day, and others for another seed', () => {
  expect(demoPatients({ seed: 'demo', ...options }).patients).toEqual(patients);
  expect(demoPatients({ seed: 'other', ...options }).patients).not.toEqual(patients);
});

it('are as many as were asked for, and each would be taken at the front desk', () => {
  expect(patients).toHaveLength(600);
  for (const { registration, key } of patients) {
    expect(Registration.safeParse(registration).error?.issues ?? [], key).toEqual([]);
    expect((registration.birth_date ?? '') <= options.today).toBe(true);
  }
});

it('are called in many scripts, by one name or several', () => {
  const scripts = new Set(patients.flatMap(({ registration }) => registration.names?.map(({ script }) => script) ?? []));
  for (const script of ['Arab', 'Cyrl', 'Deva', 'Hani', 'Ethi', 'Grek']) expect(scripts).toContain(script);
  expect(patients.some(({ registration }) => registration.names?.[0]?.family === null)).toBe(true);
});

it('have health numbers with true check digits', () => {
  const numbers = patients.flatMap(({ registration }) =>
    registration.identifiers?.filter(({ kind }) => kind === 'national_id').map(({ value }) => (value ?? '').replaceAll(' ', '')) ?? []);
  expect(numbers.length).toBeGreaterThan(200);
  for (const number of numbers) expect(healthCheckDigit(number.slice(0, 9))).toBe(number[9]);
});

it('name every planted pair, each of two who are there', () => {
  const keys = new Set(patients.map(({ key }) => key));
  expect(duplicates.length).toBeGreaterThan(60);
  expect(lookalikes.length).toBeGreaterThan(20);
  for (const { one, other } of [...duplicates, ...lookalikes]) {
    expect(keys).toContain(one);
    expect(keys).toContain(other);
    expect(one).not.toBe(other);
  }
});

it('put mothers before their children', () => {
  const order = new Map(patients.map(({ key }, at) => [key, at]));
  const children = patients.filter(({ mother }) => mother !== null);
  expect(children.length).toBeGreaterThanOrEqual(60);
  for (const { key, mother } of children) expect(order.get(mother ?? '')).toBeLessThan(order.get(key) ?? 0);
});
