import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, expect, inject, test } from 'vitest';
import { readConnection } from './connection.ts';
import type { Connection } from './connection.ts';
import { checkExternal } from './external.ts';

const server = inject('testServer');
let old: Server | undefined;
afterEach(() => { old?.close(); });

/** Speaks as much of PostgreSQL's protocol as telling one's version takes. */
async function serverOfVersion(number: string, shown: string): Promise<Connection> {
  const message = (type: string, body: Buffer) => {
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const int = (value: number, bytes: 2 | 4) => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeIntBE(value, 0, bytes);
    return buffer;
  };
  const ready = message('Z', Buffer.from('I'));
  const column = (name: string) => Buffer.concat([Buffer.from(`${name}\0`), int(0, 4), int(0, 2), int(25, 4), int(-1, 2), int(-1, 4), int(0, 2)]);
  const value = (text: string) => Buffer.concat([int(text.length, 4), Buffer.from(text)]);
  const answer = Buffer.concat([
    message('T', Buffer.concat([int(2, 2), column('number'), column('shown')])),
    message('D', Buffer.concat([int(2, 2), value(number), value(shown)])),
    message('C', Buffer.from('SELECT 1\0')), ready,
  ]);
  const greet = (socket: Socket) => {
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', int(0, 4)), ready]));
      socket.on('data', (part) => { if (part[0] === 0x51) socket.write(answer); });
    });
  };
  old = createServer(greet);
  await new Promise<void>((resolve) => { old?.listen(0, '127.0.0.1', resolve); });
  return readConnection(`postgres://owner:very-secret@127.0.0.1:${(old.address() as AddressInfo).port}/ward`);
}

const lineOf = async (connection: Connection) => {
  const error = await checkExternal(connection).then(() => new Error('let in'), (reason: unknown) => reason as Error);
  expect(error.message).not.toMatch(/\n|secret/);
  return `${(error as { code?: string }).code}: ${error.message}`;
};

test('a PostgreSQL of this version is taken', async () => {
  await expect(checkExternal(server.superuser)).resolves.toBeUndefined();
  await expect(checkExternal(await serverOfVersion('190001', '19.1'))).resolves.toBeUndefined();
});

test('one that is too old is refused with its version', async () => {
  expect(await lineOf(await serverOfVersion('150012', '15.12 (Debian)'))).toMatch(/^database\.old: .* is version 15\.12 \(Debian\), and OpenWard needs 18 or newer/);
});

test('one that does not answer', async () => {
  const url = await serverOfVersion('180000', '18.0');
  await new Promise((resolve) => { old?.close(resolve); });
  expect(await lineOf(url)).toMatch(/^database\.unreachable: .*127\.0\.0\.1:\d+\/ward .*nothing listens there.* check DATABASE_URL/);
});

test('a wrong password and a missing database', async () => {
  expect(await lineOf({ ...server.superuser, password: 'secret' })).toMatch(/^database\.unreachable: .*password is not right/);
  expect(await lineOf({ ...server.superuser, database: 'nowhere' })).toMatch(/^database\.unreachable: .*no such database/);
});
