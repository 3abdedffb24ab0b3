import { createServer, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { allowInside } from './allowed.ts';
import { connectToMail } from './mail.ts';
import { NotPosted } from './post.ts';

let came = 0;
const server = createServer((socket) => {
  came += 1;
  socket.destroy();
});
const to = (host: string) => connectToMail({ host, port: (server.address() as AddressInfo).port, timeout_ms: 2000 }).then((socket) => socket.destroy());
beforeAll(() => new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); }));
afterAll(() => new Promise((resolve) => { server.close(resolve); }));
afterEach(() => {
  allowInside([]);
  came = 0;
});

it('reaches a server for mail inside of the hospital where no network is named', async () => {
  await to('127.0.0.1');
  await to('localhost');
  await expect.poll(() => came).toBe(2);
});

it('obeys the networks that the operator opened', async () => {
  allowInside(['10.20.0.0/24']);
  for (const host of ['127.0.0.1', 'localhost', '::ffff:127.0.0.1']) await expect(to(host)).rejects.toBeInstanceOf(NotPosted);
  expect(came).toBe(0);
  allowInside(['10.20.0.0/24', '127.0.0.1', '::1']);
  await to('127.0.0.1');
});

it.each(['169.254.169.254', '0.0.0.0', '100.100.100.200', 'fe80::1'])('never goes to %s, whatever is opened', async (host) => {
  allowInside(['0.0.0.0/0', '::/0']);
  await expect(to(host)).rejects.toMatchObject({ code: 'inside' });
});
