import { expect, test } from 'vitest';
import { describeConnection, readConnection } from './connection.ts';

test.each([
  ['postgres://dba:p%40ss%2Fword@db.example:5433/ward?sslmode=disable', { host: 'db.example', port: 5433, user: 'dba', password: 'p@ss/word', database: 'ward' }],
  ['postgresql://dba:secret@/ward?host=/run/postgresql', { host: '/run/postgresql', port: 5432, user: 'dba', password: 'secret', database: 'ward' }],
  ['postgres://dba:secret@[::1]:5/ward?sslmode=disable', { host: '::1', port: 5, ssl: false }],
  ['postgres://dba:secret@db/ward?sslmode=verify-full', { host: 'db', ssl: {} }],
])('reads %s', (url, parts) => {
  expect(readConnection(url)).toMatchObject(parts);
});

test('what cannot be read is refused without showing it', () => {
  expect(() => readConnection('postgres://dba:very-secret%@db:port/ward')).toThrow(/^DATABASE_URL cannot be read(?!.*secret)/);
});

test('another machine is not reached without saying whether by TLS; this one is', () => {
  expect(() => readConnection('postgres://dba:secret@db.hospital.example/ward')).toThrow(expect.objectContaining({ code: 'database.plain', message: expect.not.stringContaining('secret') as string }));
  for (const mode of ['no-verify', 'prefer', 'require', 'verify-ca']) expect(() => readConnection(`postgres://dba:secret@db/ward?sslmode=${mode}`), mode).toThrow(expect.objectContaining({ code: 'database.plain' }));
  expect(() => readConnection('postgres://dba:secret@127.db.example/ward')).toThrow(expect.objectContaining({ code: 'database.plain' }));
  for (const host of ['localhost', '127.0.0.1', '[::1]']) expect(() => readConnection(`postgres://dba:secret@${host}/ward`)).not.toThrow();
});

test('is shown without its password', () => {
  expect(describeConnection(readConnection('postgres://dba:secret@db/ward?sslmode=verify-full'))).toBe('db:5432/ward');
});
