import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { arbitraryOf } from './arbitrary.ts';
import { anyJson, brokenOf } from './breakage.ts';

const schema = z.strictObject({
  id: z.uuid(),
  name: z.string().trim().min(1).max(40),
  born: z.iso.date().optional(),
  kind: z.enum(['a', 'b']).default('a'),
  count: z.int().min(1).max(9),
  tags: z.array(z.union([z.literal('x'), z.object({ deep: z.boolean().nullable() })])).max(2),
  more: z.record(z.string(), z.json()),
}).refine((value) => value.kind !== 'b' || value.count > 2);

describe('inputs made from a schema', () => {
  it('are all taken by it', () => {
    fc.assert(fc.property(arbitraryOf(schema), (value) => schema.safeParse(value).success));
  });

  it('use keys that exist', () => {
    const known = '01910000-0000-7000-8000-000000000001';
    const ids = fc.sample(arbitraryOf(z.object({ id: z.uuid() }), (field) => (field === 'id' ? [known] : [])), 100).map((value) => (value as { id: string }).id);
    expect(ids).toContain(known);
  });

  it('are refused a guess for a format that nobody gave it a word of', () => {
    expect(() => arbitraryOf(z.object({ secret: z.string().regex(/^open sesame [0-9]{12}$/) }))).toThrow('input.secret');
  });

  it('are for the most part refused once they are broken', () => {
    const broken = fc.sample(brokenOf(arbitraryOf(schema)), 300);
    expect(broken.filter((value) => !schema.safeParse(value).success).length).toBeGreaterThan(150);
    expect(fc.sample(anyJson, 100).some((value) => schema.safeParse(value).success)).toBe(false);
  });
});
