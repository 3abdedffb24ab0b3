import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrationFiles } from './migration-files.ts';

let root: string;
beforeEach(() => { root = mkdtempSync(path.join(tmpdir(), 'openward-migration-files-')); });
afterEach(() => { rmSync(root, { recursive: true }); });

function write(file: string, text = 'select 1;'): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

test('all folders together have one order', () => {
  write('departments/wards/migrations/0040_beds.sql');
  write('platform/db/migrations/0001_first.sql');
  write('departments/records/migrations/0010_resource.sql');
  write('departments/records/migrations/notes.md');
  expect(migrationFiles(root).map((migration) => migration.file)).toEqual([
    'platform/db/migrations/0001_first.sql', 'departments/records/migrations/0010_resource.sql', 'departments/wards/migrations/0040_beds.sql',
  ]);
});

test('the hash is the same whatever line ends git made', () => {
  write('platform/db/migrations/0001_first.sql', 'select 1;\nselect 2;\n');
  const [unix] = migrationFiles(root);
  write('platform/db/migrations/0001_first.sql', 'select 1;\r\nselect 2;\r\n');
  expect(migrationFiles(root)[0]?.sha256).toBe(unix?.sha256);
});

test('one number twice is refused with both files', () => {
  write('platform/db/migrations/0007_a.sql');
  write('departments/wards/migrations/0007_b.sql');
  expect(() => migrationFiles(root)).toThrow(/0007_a\.sql and .*0007_b\.sql/);
});

test('a name that has no place in the order is refused', () => {
  write('platform/db/migrations/7-later.sql');
  expect(() => migrationFiles(root)).toThrow(/7-later\.sql must be called/);
});

test.each(['begin;', 'select 1;\n  COMMIT;', 'start transaction;', 'rollback work ;'])('%j would break the one transaction of a file', (text) => {
  write('platform/db/migrations/0001_first.sql', text);
  expect(() => migrationFiles(root)).toThrow(/must not begin or end a transaction/);
});

test('the begin of a function body is none', () => {
  write('platform/db/migrations/0001_first.sql', 'create function f() returns int language plpgsql as $$\nbegin\n  return 1;\nend;\n$$;');
  expect(migrationFiles(root)).toHaveLength(1);
});
