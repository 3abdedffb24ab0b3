import { expect, test } from 'vitest';
import { isMany, many_min, staffNames, unusualOf, type Access } from './unusual.ts';

const actor = { family: 'okafor', given: 'ada' };
const staff = staffNames([actor, { family: 'chen', given: 'wei' }, { family: 'nobody', given: null }]);
const access = (given: Partial<Access>): Access => ({ actor, names: [{ family: 'stranger', given: 'kim' }], restricted: false, night_acts: 0, ...given });

test.each([
  ['nothing unusual', {}, []],
  ['their own record, which is no relative’s', { names: [{ family: 'other', given: 'x' }, actor] }, ['own']],
  ['a colleague', { names: [{ family: 'chen', given: 'wei' }] }, ['colleague']],
  ['a relative', { names: [{ family: 'okafor', given: 'ben' }] }, ['surname']],
  ['a restricted patient at night', { restricted: true, night_acts: 2 }, ['restricted', 'night']],
  ['somebody without an entry in the directory, and a patient without a name', { actor: null, names: [{ family: null, given: null }] }, []],
  ['half a name is nobody’s', { actor: { family: 'okafor', given: null }, names: [{ family: 'nobody', given: null }] }, []],
])('%s', (_what, given, rules) => {
  expect(unusualOf(access(given), staff)).toEqual(rules);
});

test('many are many from a number on', () => {
  expect([many_min - 1, many_min].map(isMany)).toEqual([false, true]);
});
