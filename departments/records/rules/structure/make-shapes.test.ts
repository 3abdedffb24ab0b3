import { expect, test } from 'vitest';
import { resourceTypes } from '../fhir-types.ts';
import { makeShapes } from './make-shapes.ts';

test('shapes.json is what HL7’s definitions say', async () => {
  const lines = Object.entries(makeShapes()).map(([type, shape]) => `${JSON.stringify(type)}:${JSON.stringify(shape)}`);
  await expect(`{\n${lines.join(',\n')}\n}\n`).toMatchFileSnapshot('shapes.json');
});

test('the list of resource types is the whole of R4', () => {
  const defined = Object.entries(makeShapes()).filter(([name, shape]) => !name.includes('.') && 'implicitRules' in shape);
  expect([...resourceTypes].sort()).toEqual(defined.map(([name]) => name).sort());
  expect(resourceTypes).toHaveLength(146);
});
