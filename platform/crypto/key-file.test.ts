import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeKeyFile, readKeyEncryptionKeys, turnKeyFile } from './key-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'openward-key-'));
  file = path.join(folder, 'keys', 'key-encryption-key');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the file that is made holds the key, for its owner only', () => {
  expect(readKeyEncryptionKeys({ file })).toEqual([]);
  const key = makeKeyFile(file);
  expect(key).toHaveLength(32);
  expect(readKeyEncryptionKeys({ file })).toEqual([key]);
  expect(statSync(file).mode & 0o777).toBe(0o400);
  expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
});

test('a key that is there is never replaced', () => {
  const key = makeKeyFile(file);
  expect(() => makeKeyFile(file)).toThrow(/EEXIST/);
  expect(readKeyEncryptionKeys({ file })).toEqual([key]);
});

test.each([0o404, 0o440, 0o600 | 0o004])('a file of mode %o, open to others, is refused', (mode) => {
  makeKeyFile(file);
  chmodSync(file, mode);
  expect(() => readKeyEncryptionKeys({ file })).toThrow(/chmod 0400/);
});

test.each(['', 'short', 'A'.repeat(44), `${'A'.repeat(42)}==`])('a file that holds %j is refused', (text) => {
  file = path.join(folder, 'key');
  writeFileSync(file, text, { mode: 0o400 });
  expect(() => readKeyEncryptionKeys({ file })).toThrow(/does not hold a key/);
});

test('a link in place of the file is not followed', () => {
  const key = path.join(folder, 'real');
  makeKeyFile(key);
  const link = path.join(folder, 'link');
  symlinkSync(key, link);
  expect(() => readKeyEncryptionKeys({ file: link })).toThrow(/cannot be read/);
});

test('the environment speaks before the file', () => {
  makeKeyFile(file);
  const key = randomBytes(32);
  expect(readKeyEncryptionKeys({ environment: key.toString('base64'), file })).toEqual([key]);
  expect(() => readKeyEncryptionKeys({ environment: 'nonsense', file })).toThrow(/OPENWARD_KEY/);
});

test.each([Buffer.alloc(32), Buffer.alloc(32, 'changeme'), Buffer.from('0123456789abcdef0123456789abcdef')])('a key that is not random is refused, wherever it stands: %o', (key) => {
  const text = key.toString('base64');
  expect(() => readKeyEncryptionKeys({ environment: text, file })).toThrow(/not random/);
  file = path.join(folder, 'weak');
  writeFileSync(file, text, { mode: 0o400 });
  expect(() => readKeyEncryptionKeys({ file })).toThrow(/not random/);
});

test('a key that is turned stands first, the former one stays, and nobody else may read them', () => {
  const former = makeKeyFile(file);
  turnKeyFile(file);
  turnKeyFile(file);
  const keys = readKeyEncryptionKeys({ file });
  expect(keys).toHaveLength(3);
  expect(keys[2]).toEqual(former);
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(3);
  expect(statSync(file).mode & 0o777).toBe(0o400);
});

test('a former key in the environment only opens', () => {
  const [key, former] = [randomBytes(32), randomBytes(32)];
  expect(readKeyEncryptionKeys({ environment: key.toString('base64'), former: former.toString('base64'), file })).toEqual([key, former]);
  expect(() => readKeyEncryptionKeys({ environment: key.toString('base64'), former: 'x', file })).toThrow(/OPENWARD_KEY_FORMER/);
});
