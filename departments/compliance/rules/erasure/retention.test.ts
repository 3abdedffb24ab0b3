import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountsUntil, clinicalUntil, type ErasureFacts, judge, mayGo, yearsLater } from './retention.ts';

const rule = { clinical_years: 10, minor_until_age: 28, accounts_years: 10 };
const facts = (more: Partial<ErasureFacts> = {}): ErasureFacts => ({ born: '1980-05-06', treated: '2015-03-01', booked: '2015-03-02', open: [], erased: false, ...more });
const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

test('years after the last treatment; who was a child is kept until an age; the books to the end of the year', () => {
  expect(clinicalUntil(facts(), rule)).toBe('2025-03-01');
  expect(clinicalUntil(facts({ born: '2014-02-28' }), rule)).toBe('2042-02-28');
  expect(clinicalUntil(facts({ born: '1997-03-02', treated: '2015-03-01' }), rule)).toBe('2025-03-02');
  expect(clinicalUntil(facts({ born: '1997-03-01', treated: '2015-03-01' }), rule)).toBe('2025-03-01');
  expect(accountsUntil(facts(), rule)).toBe('2025-12-31');
  expect(yearsLater('2024-02-29', 1)).toBe('2025-02-28');
  expect(yearsLater('2024-02-29', 4)).toBe('2028-02-29');
});

test('the last day of keeping is a day of keeping', () => {
  expect(mayGo(judge(facts(), '2025-03-01', rule))).toEqual(['contact']);
  expect(mayGo(judge(facts(), '2025-03-02', rule))).toEqual(['contact', 'clinical']);
  expect(mayGo(judge(facts(), '2025-12-31', rule))).toEqual(['contact', 'clinical']);
  expect(mayGo(judge(facts(), '2026-01-01', rule))).toEqual(['contact', 'clinical', 'accounts', 'identity']);
});

test('what is under way keeps all of it; a name goes only with all that it names', () => {
  fc.assert(fc.property(fc.option(day, { nil: null }), fc.option(day, { nil: null }), fc.option(day, { nil: null }), day, fc.boolean(), (born, treated, booked, today, open) => {
    const verdicts = judge(facts({ born, treated, booked, open: open ? [{ kind: 'visit', count: 1 }] : [] }), today, rule);
    const goes = mayGo(verdicts);
    expect(verdicts.map(({ category }) => category)).toEqual(['contact', 'clinical', 'accounts', 'identity', 'kept']);
    expect(goes.length === 0).toBe(open);
    if (goes.includes('identity')) expect(goes).toHaveLength(4);
    for (const { may_go, kept_until, law } of verdicts) {
      expect(law).not.toBe('');
      if (kept_until !== null) expect([may_go, kept_until >= today]).toEqual([false, true]);
    }
    if (treated !== null && goes.includes('clinical')) expect(yearsLater(treated, 10) < today).toBe(true);
  }));
});
