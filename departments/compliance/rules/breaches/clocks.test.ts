import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BreachFacts, clocksOf, stillToTell } from './clocks.ts';

const aware_at = new Date('2026-03-10T08:00:00Z');
const facts = (more: Partial<BreachFacts> = {}): BreachFacts =>
  ({ aware_at, risk: null, persons_about: null, hipaa: false, persons_exempt: '', authority_at: null, persons_at: null, secretary_at: null, media_at: null, ...more });
const at = (text: string) => new Date(text);
const brief = (breach: BreachFacts, now = aware_at) => clocksOf(breach, now).map(({ duty, due_at, state }) => [duty, due_at, state]);

test('the authority hears within 72 hours, also while nobody has said what it means; to the second', () => {
  expect(brief(facts())).toEqual([['authority', '2026-03-13T08:00:00.000Z', 'due']]);
  expect(brief(facts({ risk: 'risk' }), at('2026-03-13T08:00:00Z'))).toEqual([['authority', '2026-03-13T08:00:00.000Z', 'due']]);
  expect(brief(facts({ risk: 'risk' }), at('2026-03-13T08:00:01Z'))).toEqual([['authority', '2026-03-13T08:00:00.000Z', 'late']]);
  expect(brief(facts({ risk: 'risk', authority_at: at('2026-03-13T08:00:00Z') }), at('2027-01-01T00:00:00Z'))[0]?.[2]).toBe('done');
  expect(brief(facts({ risk: 'risk', authority_at: at('2026-03-13T09:00:00Z') }))[0]?.[2]).toBe('done-late');
  expect(brief(facts({ risk: 'none' }), at('2030-01-01T00:00:00Z'))).toEqual([]);
});

test('the persons hear where the risk is high, unless the law exempts them', () => {
  expect(brief(facts({ risk: 'high' }))).toEqual([['authority', '2026-03-13T08:00:00.000Z', 'due'], ['persons', null, 'due']]);
  expect(brief(facts({ risk: 'high', persons_exempt: 'They were encrypted' })).map(([duty]) => duty)).toEqual(['authority']);
});

test('where HIPAA holds, persons hear within sixty days, and the Secretary with them or after the year; over five hundred the media too', () => {
  expect(brief(facts({ risk: 'risk', hipaa: true, persons_about: 499 }))).toEqual([
    ['authority', '2026-03-13T08:00:00.000Z', 'due'], ['persons', '2026-05-09T08:00:00.000Z', 'due'], ['secretary', '2027-03-01T23:59:59.999Z', 'due'],
  ]);
  expect(brief(facts({ risk: 'high', hipaa: true, persons_about: 500 })).map(([duty, due]) => [duty, due])).toEqual([
    ['authority', '2026-03-13T08:00:00.000Z'], ['persons', '2026-05-09T08:00:00.000Z'], ['secretary', '2026-05-09T08:00:00.000Z'],
  ]);
  expect(brief(facts({ risk: 'high', hipaa: true, persons_about: 501 })).map(([duty]) => duty)).toEqual(['authority', 'persons', 'secretary', 'media']);
});

test('what is told is never to tell, and time alone turns due into late and never back', () => {
  const any = fc.record({
    risk: fc.constantFrom('none', 'risk', 'high', null), hipaa: fc.boolean(), persons_about: fc.option(fc.nat(2000)), persons_exempt: fc.constantFrom('', 'Encrypted'),
    authority_at: fc.option(fc.date({ min: aware_at, noInvalidDate: true })), persons_at: fc.option(fc.date({ min: aware_at, noInvalidDate: true })),
  });
  fc.assert(fc.property(any, fc.date({ min: aware_at, max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true }), fc.nat(10 ** 11), (more, now, later) => {
    const [sooner, then] = [now, new Date(now.getTime() + later)].map((when) => clocksOf(facts(more), when));
    expect(then!.map(({ duty }) => duty)).toEqual(sooner!.map(({ duty }) => duty));
    for (const [place, { state }] of sooner!.entries()) if (state !== 'due') expect(then![place]!.state).toBe(state);
    for (const duty of stillToTell(sooner!)) expect(more[`${duty}_at` as 'authority_at'] ?? null).toBeNull();
  }));
});
