import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { resourceTypes } from '@openward/records/api';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../rules/validation/path/values.ts';
import { officialExamples } from './official-examples.ts';
import { faults, sitesOf } from './seeded-faults.ts';
import type { Fault } from './seeded-faults.ts';
import { validateResource } from './validate.ts';

const perType = 6;

/** Sound official examples, a few of each type of resource. */
const samples: string[] = [];

beforeAll(() => {
  const files = officialExamples();
  for (const type of resourceTypes) {
    const sound = files.filter((file) => path.basename(file).startsWith(`${type}-`)).map((file) => readFileSync(file, 'utf8'))
      .filter((text) => text.length < 60_000 && validateResource(JSON.parse(text)).length === 0);
    samples.push(...sound.slice(0, perType));
  }
});

/** From a drawn resource and a drawn place in it on, the first place where this fault can be. */
function seed(plant: Fault, sample: number, place: number): { resource: Json; at: (string | number)[] } {
  for (let step = 0; step < samples.length; step += 1) {
    const resource = JSON.parse(samples[(sample + step) % samples.length]!) as Json;
    const sites = sitesOf(resource);
    for (let next = 0; next < sites.length; next += 1) {
      const at = plant(sites[(place + next) % sites.length]!);
      if (at !== undefined) return { resource, at };
    }
  }
  throw new Error('no example has a place for this fault');
}

test('there is something to plant faults in', () => {
  expect(samples.length).toBeGreaterThan(400);
  expect(new Set(samples.map((text) => (JSON.parse(text) as Json)['resourceType'])).size).toBeGreaterThan(130);
});

describe('each planted fault is found where it was planted', () => {
  test.each(Object.entries(faults))('%s', (_name, plant) => {
    fc.assert(fc.property(fc.nat(), fc.nat(), (sample, place) => {
      const seeded = seed(plant, sample, place);
      const found = validateResource(seeded.resource).filter(({ severity }) => severity === 'error').map((issue) => JSON.stringify(issue.path));
      expect(found).toContain(JSON.stringify(seeded.at));
    }), { numRuns: 50 });
  });
});
