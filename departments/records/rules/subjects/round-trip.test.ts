import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { arbitraryOf } from '../../../../guards/arbitrary.ts';
import { checkStructure } from '../structure/check.ts';
import { changed, fieldsOf, resourceOf } from '../statement/subject.ts';
import { subjects } from './subjects.ts';

const circumstances = {
  id: 'a1', patient_id: '00000000-0000-7000-8000-000000000001', visit_id: 'v1', now: '2026-03-21T08:30:00.000Z',
  author: { reference: 'Practitioner/p1', display: 'Dr Stone' },
};

describe.each(Object.entries(subjects))('%s', (_name, subject) => {
  const fields = arbitraryOf(subject.schema as z.ZodType).map((value) => subject.schema.parse(value) as object);

  test('what is written down is FHIR, and is read back as it was written', () => {
    fc.assert(fc.property(fields, (written) => {
      const resource = resourceOf(subject as never, written as never, circumstances);
      expect(checkStructure(resource)).toEqual([]);
      expect(fieldsOf(subject as never, resource)).toEqual(written);
    }), { numRuns: 150, seed: 7 });
  });

  test('a change is what was asked for, and the rest stays as its sender wrote it', () => {
    fc.assert(fc.property(fields, fields, (before, after) => {
      const sent = { ...resourceOf(subject as never, before as never, circumstances), language: 'cy', identifier: [{ value: 'x' }] };
      const resource = changed(subject as never, sent, after as never);
      expect(fieldsOf(subject as never, resource)).toEqual(after);
      expect(resource).toMatchObject({ language: 'cy', identifier: [{ value: 'x' }] });
      expect(changed(subject as never, sent, before as never)).toEqual(sent);
    }), { numRuns: 100, seed: 8 });
  });
});
