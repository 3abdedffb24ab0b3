import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeKeyFile, readKeyEncryptionKey } from './key-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'openward-key-'));
  file = path.join(folder, 'keys', 'key-encryption-key');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the file that is made holds the key, for its owner only', () => {
  expect(readKeyEncryptionKey({ file })).toBeNull();
  const key = makeKeyFile(file);
  expect(key).toHaveLength(32);
  expect(readKeyEncryptionKey({ file })).toEqual(key);
  expect(statSync(file).mode & 0o777).toBe(0o400);
  expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
});

test('a key that is there is never replaced', () => {
  const key = makeKeyFile(file);
  expect(() => makeKeyFile(file)).toThrow(/EEXIST/);
  expect(readKeyEncryptionKey({ file })).toEqual(key);
});

test.each([0o404, 0o440, 0o600 | 0o004])('a file of mode %o, open to others, is refused', (mode) => {
  makeKeyFile(file);
  chmodSync(file, mode);
  expect(() => readKeyEncryptionKey({ file })).toThrow(/chmod 0400/);
});

test.each(['', 'short', 'A'.repeat(44), `${'A'.repeat(42)}==`])('a file that holds %j is refused', (text) => {
  file = path.join(folder, 'key');
  writeFileSync(file, text, { mode: 0o400 });
  expect(() => readKeyEncryptionKey({ file })).toThrow(/does not hold a key/);
});

test('a link in place of the file is not followed', () => {
  const key = path.join(folder, 'real');
  makeKeyFile(key);
  const link = path.join(folder, 'link');
  symlinkSync(key, link);
  expect(() => readKeyEncryptionKey({ file: link })).toThrow(/cannot be read/);
});

test('the environment speaks before the file', () => {
  makeKeyFile(file);
  const key = randomBytes(32);
  expect(readKeyEncryptionKey({ environment: key.toString('base64'), file })).toEqual(key);
  expect(() => readKeyEncryptionKey({ environment: 'nonsense', file })).toThrow(/OPENWARD_KEY/);
});

test.each([Buffer.alloc(32), Buffer.alloc(32, 'changeme'), Buffer.from('0123456789abcdef0123456789abcdef')])('a key that is not random is refused, wherever it stands: %o', (key) => {
  const text = key.toString('base64');
  expect(() => readKeyEncryptionKey({ environment: text, file })).toThrow(/not random/);
  file = path.join(folder, 'weak');
  writeFileSync(file, text, { mode: 0o400 });
  expect(() => readKeyEncryptionKey({ file })).toThrow(/not random/);
});
