import { expect, test } from 'vitest';
import { z } from 'zod';
import { coerceText, fieldPath, readQuery, validate } from './input.ts';
import type { Problem } from './problem.ts';

const schema = z.strictObject({
  limit: z.int().max(100).optional(),
  restricted: z.boolean().optional(),
  kind: z.array(z.string()).optional(),
  name: z.strictObject({ family: z.string() }).optional(),
});

const errorsOf = async (values: unknown): Promise<unknown> =>
  validate(schema, values).then(
    () => [],
    (problem: unknown) => (problem as Problem).extras.errors?.map(({ field, code }) => [field, code]),
  );

test('text of a query becomes what its schema asks for, and nothing else', async () => {
  const query = readQuery('limit=20&restricted=true&kind[]=a&kind[]=b');
  expect(await validate(schema, coerceText(schema, query))).toEqual({ limit: 20, restricted: true, kind: ['a', 'b'] });
  expect(coerceText(schema, readQuery('kind=a'))).toEqual({ kind: ['a'] });
  expect(coerceText(schema, readQuery('limit=12x'))).toEqual({ limit: '12x' });
});

test('a field that does not fit is named by its path', async () => {
  expect(await errorsOf({ limit: 1000 })).toEqual([['limit', 'input.too_big']]);
  expect(await errorsOf({ name: { family: 3 } })).toEqual([['name.family', 'input.invalid_type']]);
  expect(fieldPath(['names', 0, 'family'])).toBe('names[0].family');
});

test('unknown fields are refused by name', async () => {
  expect(await errorsOf({ colour: 'red', name: { family: 'A', giben: 'B' } })).toEqual([
    ['name.giben', 'input.unknown_field'],
    ['colour', 'input.unknown_field'],
  ]);
});

test('a name that every object knows is no field, and one without a character is named too', async () => {
  const strange = coerceText(schema, readQuery('toString=1&constructor=2&=3'));
  expect(await errorsOf(strange)).toEqual(['toString', 'constructor', '""'].map((field) => [field, 'input.unknown_field']));
});

test('text that PostgreSQL cannot store is refused before it gets there', async () => {
  expect(await errorsOf({ name: { family: 'a\u0000b' } })).toEqual([['name.family', 'input.unstorable_text']]);
  expect(await errorsOf({ name: { family: '\ud800' } })).toEqual([['name.family', 'input.unstorable_text']]);
  expect(await errorsOf({ ['a\u0000']: 1 })).toEqual([['a\u0000', 'input.unstorable_text']]);
});
