import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLookedAt, openFirst } from './looked-at.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
const span = fc.tuple(fc.nat(50), fc.nat(50)).map(([one, other]) => ({ first: Math.min(one, other), last: Math.max(one, other) }));
const shown = ({ first, last }: { first: number; last: number }) => ({ first_at: at(first), last_at: at(last) });

test('it is looked at where one look saw its first act and its last', () => {
  fc.assert(fc.property(span, fc.array(span, { maxLength: 4 }), (access, looks) => {
    expect(isLookedAt(shown(access), looks.map(shown))).toBe(looks.some(({ first, last }) => first <= access.first && last >= access.last));
  }));
});

test('two looks at its parts are none at the whole', () => {
  expect(isLookedAt(shown({ first: 0, last: 10 }), [shown({ first: 0, last: 5 }), shown({ first: 6, last: 10 })])).toBe(false);
});

test('what is open stands first, and the rest stays in its order', () => {
  fc.assert(fc.property(fc.array(fc.record({ open: fc.boolean(), order: fc.nat() })), (all) => {
    const sorted = openFirst(all);
    expect(sorted).toEqual([...all].map((each, index) => ({ each, index })).toSorted((one, other) => Number(other.each.open) - Number(one.each.open) || one.index - other.index).map(({ each }) => each));
  }));
});
