import { expect, test } from 'vitest';
import { z } from 'zod';
import { formPath, issuesByField, problemsByField } from './field-errors.ts';

test('a field of the server is the field of the form', () => {
  expect(formPath('names[0].family')).toBe('names.0.family');
  expect(formPath('telecoms[12].value')).toBe('telecoms.12.value');
});

test('the schema names the field, and an entry of a plain list is shown at its list', () => {
  const schema = z.strictObject({ names: z.array(z.strictObject({ family: z.string(), given: z.array(z.string().min(1)) })) });
  const { error } = schema.safeParse({ names: [{ family: 4, given: ['Amina', ''] }] });
  expect(Object.keys(issuesByField(error?.issues ?? []))).toEqual(['names.0.family', 'names.0.given']);
});

test('a problem of the server lands on its field, the first of each', () => {
  const fields = [
    { field: 'changes.birth_date', code: 'a', message: 'Is not a date' },
    { field: 'changes.birth_date', code: 'b', message: 'Lies in the future' },
    { field: 'version', code: 'c', message: 'Is missing' },
  ];
  expect(problemsByField(fields, 'changes')).toEqual({ birth_date: 'Is not a date', version: 'Is missing' });
});
