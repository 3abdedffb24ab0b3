import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { dataKeyOf, openWith, SealBroken, sealWith } from './seal.ts';

const dataKey = { id: randomUUID(), key: randomBytes(32) };
const place = { table: 'patients.identifier', column: 'value_sealed', row: '7' };
const plain = Buffer.from('AB-123456 · Ñandú');

test('a sealed value opens at its own place and names its key', () => {
  const sealed = sealWith(dataKey, plain, place);
  expect(openWith(dataKey.key, sealed, place)).toEqual(plain);
  expect(dataKeyOf(sealed)).toBe(dataKey.id);
  expect(sealed.includes(plain)).toBe(false);
});

test('the same value is sealed differently each time', () => {
  expect(sealWith(dataKey, plain, place).equals(sealWith(dataKey, plain, place))).toBe(false);
});

test.each([
  ['row', { ...place, row: '8' }],
  ['column', { ...place, column: 'other' }],
  ['table', { ...place, table: 'auth.second_factor' }],
  ['boundary between column and row', { ...place, column: 'value_sealed","7', row: '' }],
])('a sealed value moved to another %s is refused', (_what, elsewhere) => {
  expect(() => openWith(dataKey.key, sealWith(dataKey, plain, place), elsewhere)).toThrow(SealBroken);
});

test('a change of any single byte is refused', () => {
  const sealed = sealWith(dataKey, plain, place);
  for (let at = 0; at < sealed.length; at += 1) {
    const altered = Buffer.from(sealed);
    altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
    expect(() => openWith(dataKey.key, altered, place), `byte ${at}`).toThrow(SealBroken);
  }
});

test('another key does not open it, nor does a truncated value', () => {
  const sealed = sealWith(dataKey, plain, place);
  expect(() => openWith(randomBytes(32), sealed, place)).toThrow(SealBroken);
  expect(() => openWith(dataKey.key, sealed.subarray(0, 20), place)).toThrow(SealBroken);
  expect(() => dataKeyOf(Buffer.alloc(3))).toThrow(SealBroken);
});
