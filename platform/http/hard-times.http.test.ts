// Over real sockets: too large, too many, too slow. IDLE_CONNECTIONS tries more; both ends are here, so each takes two of `ulimit -n`.
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openHospital, type Client, type TestHospital } from '../testing/index.ts';
import { endpoint } from './contract.ts';
import { serve } from './serve.ts';

const idle = Number(process.env['IDLE_CONNECTIONS'] ?? 200);
const large = 'x'.repeat(2_000_000);
const echo = serve(endpoint({ method: 'POST', path: '/echo', summary: 'What was said', permission: 'signed-in', patient: 'none', event: 'none' }).input(z.strictObject({ said: z.string() })).output(z.strictObject({ said: z.number() })), async ({ said }) => ({ said: said.length }));
const much = serve(endpoint({ method: 'GET', path: '/much', summary: 'Much', permission: 'signed-in', patient: 'none', event: 'none' }).output(z.strictObject({ much: z.string() })), async () => ({ much: large }));

let hospital: TestHospital;
let nurse: Client;
let port: number;
const sockets: net.Socket[] = [];

beforeAll(async () => {
  hospital = await openHospital({ echo, much });
  nurse = await hospital.signIn('nurse');
  await hospital.fastify.listen({ port: 0, host: '127.0.0.1' });
  port = (hospital.fastify.server.address() as AddressInfo).port;
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await hospital.close();
});

const headers = () => ({ cookie: `openward=${nurse.session_token}`, 'x-openward': '1', 'content-type': 'application/json' });
const say = (said: string): Promise<Response> => fetch(`http://127.0.0.1:${port}/api/echo`, { method: 'POST', headers: headers(), body: JSON.stringify({ said }) });
const connect = (): Promise<net.Socket> =>
  new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(socket)).on('error', reject);
    sockets.push(socket);
  });

test('a body that is too large is refused in words, also where it does not say how long it is; the next one is answered', async () => {
  const refused = await say(large);
  expect([refused.status, (await refused.json() as { code: string }).code]).toEqual([413, 'input.too_large']);
  const status = await new Promise<number>((resolve, reject) => {
    const sending = http.request({ port, host: '127.0.0.1', path: '/api/echo', method: 'POST', headers: headers() }, (answer) => resolve(answer.statusCode ?? 0));
    // The server may close while we still send: what it answered counts.
    sending.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') reject(error); });
    for (let at = 0; at < 20; at += 1) sending.write(large.slice(0, 100_000));
    sending.end();
  });
  expect(status).toBe(413);
  expect(await (await say('well')).json()).toEqual({ said: 4 });
});

test(`${idle} connections that say nothing keep nobody from work`, async () => {
  for (let at = 0; at < idle; at += 100) await Promise.all(Array.from({ length: Math.min(100, idle - at) }, connect));
  // What the machine has connected the server may still have to take.
  const open = () => new Promise<number>((resolve) => { hospital.fastify.server.getConnections((_error, count) => resolve(count)); });
  await expect.poll(open, { timeout: 60_000 }).toBeGreaterThanOrEqual(idle);
  const answers = await Promise.all(Array.from({ length: 20 }, () => say('well')));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
});

test('clients that read slowly or never hold up nobody else, and may go away in the middle', async () => {
  const slow = await Promise.all(Array.from({ length: 20 }, connect));
  for (const socket of slow) {
    socket.pause();
    socket.write(`GET /api/much HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: openward=${nurse.session_token}\r\n\r\n`);
  }
  expect((await say('well')).status).toBe(200);
  for (const socket of slow) socket.destroy();
  expect((await say('well')).status).toBe(200);
});

test('half a request, and what is no HTTP, is answered with 400 or an end', async () => {
  for (const text of ['\u0000\u0001\u0002\r\n\r\n', 'GET /api/echo HTTP/9.9\r\n\r\n', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 'POST /api/echo HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n']) {
    const socket = await connect();
    const heard = await new Promise<string>((resolve) => {
      let all = '';
      socket.on('data', (part) => { all += part.toString('latin1'); }).on('error', () => {}).on('close', () => resolve(all));
      socket.write(text, 'latin1');
    });
    expect(heard === '' || /^HTTP\/1\.1 4\d\d /.test(heard), heard.slice(0, 100)).toBe(true);
  }
  expect((await say('well')).status).toBe(200);
});
