import { expect, test } from 'vitest';
import { sectionsOf, textOf } from './section-text.ts';

test('sections are written and read back alike', () => {
  const sections = [{ heading: 'Subjective', text: '' }, { heading: 'Plan', text: 'Rest\n\nFluids' }];
  expect(textOf(sections)).toBe('# Subjective\n# Plan\nRest\n\nFluids');
  expect(sectionsOf(textOf(sections))).toEqual(sections);
});

test('text without a heading is kept for the schema to refuse', () => {
  expect(sectionsOf('Rest\n#Plan')).toEqual([{ heading: '', text: 'Rest' }, { heading: 'Plan', text: '' }]);
});
