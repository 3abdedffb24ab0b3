import { expect, test } from 'vitest';
import { gradeOf } from './match-grade.ts';

test.each([[100, 'certain'], [99, 'probable'], [50, 'probable'], [49, 'possible'], [15, 'possible'], [14, 'certainly-not'], [0, 'certainly-not']])('%i is %s', (score, grade) => {
  expect(gradeOf(score)).toBe(grade);
});
