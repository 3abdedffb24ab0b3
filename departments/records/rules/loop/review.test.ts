import { expect, test } from 'vitest';
import { asksForReview } from './review.ts';

const result = (more: object = {}) => JSON.stringify({ resourceType: 'Observation', status: 'final', basedOn: [{ reference: 'ServiceRequest/o1' }], ...more });

test.each([
  ['an abnormal value', 'Observation', result(), 'H', { orders: ['o1'], urgent: false }],
  ['a critical value', 'Observation', result(), 'HH', { orders: ['o1'], urgent: true }],
  ['a usual value', 'Observation', result(), 'N', null],
  ['a value that nobody judged', 'Observation', result(), undefined, null],
  ['a report', 'DiagnosticReport', result(), undefined, { orders: ['o1'], urgent: false }],
  ['a preliminary report', 'DiagnosticReport', result({ status: 'preliminary' }), undefined, null],
  ['a report that nobody ordered here', 'DiagnosticReport', result({ basedOn: [{ display: 'by telephone' }, null] }), undefined, null],
  ['a report of a care plan', 'DiagnosticReport', result({ basedOn: [{ reference: 'CarePlan/1' }] }), undefined, null],
] as const)('%s', (_what, type, json, flag, expected) => {
  expect(asksForReview(type, json, flag)).toEqual(expected);
});
