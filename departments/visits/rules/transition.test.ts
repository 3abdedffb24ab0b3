import { expect, it } from 'vitest';
import { nextOf, transitions } from './transition.ts';

it('never goes back before the patient was seen, and never out of an error', () => {
  expect(transitions['in-progress']).not.toContain('arrived');
  expect(transitions['entered-in-error']).toEqual([]);
});

it('does not offer to open again what is over: that is an act of its own', () => {
  expect(transitions.finished).toContain('in-progress');
  expect(nextOf('finished')).toEqual(['entered-in-error']);
});
