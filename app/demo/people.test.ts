import { random } from '@openward/patients/demo';
import { expect, it } from 'vitest';
import { demoColleagues } from './people.ts';

it('draws the same forty-two people each time, each with a username of their own', () => {
  const [one, other] = [1, 2].map(() => demoColleagues(random('x'), '2026-11-22'));
  expect(one).toEqual(other);
  expect(new Set(one?.map(({ username }) => username)).size).toBe(42);
  for (const { username } of one ?? []) expect(username).toMatch(/^[a-z]+\.[a-z]+$/);
});
