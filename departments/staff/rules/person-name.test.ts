import { expect, it } from 'vitest';
import { displayName } from './person-name.ts';

it.each([
  [{ family_name: 'Yusuf', given_name: 'Amina', prefix: 'Dr' }, 'YUSUF, Amina (Dr)'],
  [{ family_name: 'Núñez', given_name: 'José María', prefix: null }, 'NÚÑEZ, José María'],
  [{ family_name: null, given_name: 'Sukarno', prefix: null }, 'Sukarno'],
  [{ family_name: '王', given_name: '小明', prefix: null }, '王, 小明'],
])('shows %j as %s', (parts, shown) => {
  expect(displayName(parts)).toBe(shown);
});
