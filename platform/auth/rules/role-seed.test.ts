import { expect, test } from 'vitest';
import { mergeSeed } from './role-seed.ts';

test('a new role is as shipped', () => expect(mergeSeed([], ['b', 'a'], [])).toEqual(['a', 'b']));

test('an untouched role follows the product', () => expect(mergeSeed(['a', 'b'], ['b', 'c'], ['a', 'b'])).toEqual(['b', 'c']));

test('an administrator’s edits stay through an upgrade', () => {
  const shippedThen = ['read', 'write'];
  const edited = ['read', 'print'];
  expect(mergeSeed(shippedThen, shippedThen, edited)).toEqual(['print', 'read']);
  expect(mergeSeed(shippedThen, ['read', 'write', 'merge'], edited)).toEqual(['merge', 'print', 'read']);
  expect(mergeSeed(shippedThen, ['write'], edited)).toEqual(['print']);
});
