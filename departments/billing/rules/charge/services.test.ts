import { expect, test } from 'vitest';
import { servicesFor, type ChargeRule, type EventFacts } from './services.ts';

const rule = (service_id: string, more: Partial<ChargeRule> = {}): ChargeRule => ({
  id: service_id, event_kind: 'consultation', part: 'main', visit_class: null, specialty: null, department_id: null, code: null, hours: null, minutes: null, per_minutes: null, service_id, quantity: '1', ...more,
});
const facts: EventFacts = { kind: 'consultation', visit_class: 'outpatient', specialties: [], department_id: null, codes: [], minute: 600, lasted: 12 };
const rules = [
  rule('general'), rule('long', { minutes: [30, null] }), rule('cardiology', { specialty: 'Cardiology' }), rule('night', { hours: [[0, 360]] }), rule('home', { visit_class: 'home' }),
  rule('dressing', { part: 'dressing', department_id: 'surgery' }), rule('stitch', { event_kind: 'procedure', code: 'http://snomed.info/sct|18949003' }), rule('time', { event_kind: 'treatment', per_minutes: 15, quantity: '0.5' }),
];

test.each([
  [facts, ['general']], [{ ...facts, lasted: 30 }, ['long']], [{ ...facts, lasted: null }, ['general']], [{ ...facts, specialties: ['cardiology'], lasted: 40 }, ['cardiology']], [{ ...facts, minute: 5 }, ['night']],
  [{ ...facts, visit_class: 'home', minute: 5 }, ['home']], [{ ...facts, department_id: 'surgery' }, ['general', 'dressing']], [{ ...facts, kind: 'bed-day' }, []],
  [{ ...facts, kind: 'procedure' }, []], [{ ...facts, kind: 'procedure', codes: ['http://snomed.info/sct|18949003'] }, ['stitch']],
])('%o charges %o', (given, services) => {
  expect(servicesFor(rules, given).map(({ service_id }) => service_id)).toEqual(services);
});

test.each([[15, '0.500'], [16, '1.000'], [0, '0.500'], [61, '2.500']])('%d minutes are charged %s times', (lasted, quantity) => {
  expect(servicesFor(rules, { ...facts, kind: 'treatment', lasted })).toEqual([{ part: 'main', service_id: 'time', quantity }]);
});
