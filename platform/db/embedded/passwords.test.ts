import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPasswords, passwordsOf } from './passwords.ts';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'openward-passwords-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

test('are made once, kept for the owner of the folder alone, and leave no other file', () => {
  const passwords = passwordsOf(folder);
  expect(new Set(Object.values(passwords)).size).toBe(4);
  expect(passwords.owner).toMatch(/^[\w-]{32}$/);
  expect(passwordsOf(folder)).toEqual(passwords);
  expect(readdirSync(folder)).toEqual(['database-passwords.json']);
  expect(statSync(path.join(folder, 'database-passwords.json')).mode & 0o777).toBe(0o600);
});

test('of a start that was faster are not replaced', () => {
  const passwords = passwordsOf(folder);
  createPasswords(path.join(folder, 'database-passwords.json'));
  expect(passwordsOf(folder)).toEqual(passwords);
});
