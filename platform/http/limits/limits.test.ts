import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import type { Authenticator } from '../authenticate.ts';
import { answerErrors } from '../errors.ts';
import { limitRequests } from './limits.ts';

let server: FastifyInstance;
let let_go: () => void = () => {};
afterEach(() => server.close());

/** Each account has its name as its session. */
function open(limits = { account_per_second: 5, account_at_once: 2, address_per_second: 1 }): void {
  const authenticator = { remembered: (token: string) => (token.startsWith('known-') ? { actor: { account_id: token } } : null) } as unknown as Authenticator;
  server = fastify();
  answerErrors(server);
  limitRequests(server, authenticator, limits);
  const held = new Promise<void>((resolve) => { let_go = resolve; });
  server.get('/api/now', () => ({ ok: true }));
  server.get('/api/slow', async () => { await held; return { ok: true }; });
  server.get('/api/live/topics', async () => { await held; return { ok: true }; });
  server.get('/icon.svg', () => 'icon');
}
const ask = async (path: string, { who, from = '203.0.113.7' }: { who?: string; from?: string } = {}) => {
  const answer = await server.inject({ url: path, remoteAddress: from, ...(who !== undefined && { headers: { cookie: `openward=${who.padEnd(43, '0')}` } }) });
  return answer;
};
const statuses = (answers: readonly { statusCode: number }[]) => answers.map(({ statusCode }) => statusCode);

test('an account that asks too fast is told when to come again; others at the same address are not touched', async () => {
  open();
  const own = await Promise.all(Array.from({ length: 14 }, () => ask('/api/now', { who: 'known-script' })));
  expect(statuses(own).filter((status) => status === 429).length).toBeGreaterThan(0);
  const refused = own.find(({ statusCode }) => statusCode === 429)!;
  expect([refused.headers['retry-after'], refused.json<{ code: string }>().code]).toEqual(['1', 'http.too_many']);
  expect((await ask('/api/now', { who: 'known-nurse' })).statusCode).toBe(200);
});

test('who is not signed in counts by address, also with sessions that are made up; whoever is signed in there goes on', async () => {
  open();
  const tries = [];
  for (let at = 0; at < 25; at += 1) tries.push(await ask('/api/now', at % 2 === 0 ? { who: `guess-${at}-` } : {}));
  expect(statuses(tries)).toEqual([...Array.from({ length: 20 }, () => 200), ...Array.from({ length: 5 }, () => 429)]);
  const staff = [];
  for (let at = 0; at < 8; at += 1) staff.push(await ask('/api/now', { who: `known-${at}` }));
  expect(statuses(staff)).toEqual(Array.from({ length: 8 }, () => 200));
  expect((await ask('/api/now', { from: '203.0.113.8' })).statusCode).toBe(200);
  expect((await ask('/icon.svg')).statusCode).toBe(200);
});

test('a network of IPv6 counts as one address', async () => {
  open();
  for (let at = 0; at < 20; at += 1) await ask('/api/now', { from: `2001:db8:1:2::${at.toString(16)}` });
  expect((await ask('/api/now', { from: '2001:db8:1:2:ffff::1' })).statusCode).toBe(429);
  expect((await ask('/api/now', { from: '2001:db8:1:3::1' })).statusCode).toBe(200);
});

test('an account has so many requests open and no more; what hears of changes is not counted; what has ended makes room', async () => {
  open({ account_per_second: 1000, account_at_once: 2, address_per_second: 1 });
  const who = 'known-desk';
  const streams = [ask('/api/live/topics', { who }), ask('/api/live/topics', { who }), ask('/api/live/topics', { who })];
  const slow = [ask('/api/slow', { who }), ask('/api/slow', { who })];
  await expect.poll(async () => (await ask('/api/now', { who })).statusCode).toBe(429);
  expect((await ask('/api/now', { who: 'known-other' })).statusCode).toBe(200);
  let_go();
  expect(statuses(await Promise.all([...slow, ...streams]))).toEqual([200, 200, 200, 200, 200]);
  await expect.poll(async () => (await ask('/api/now', { who })).statusCode).toBe(200);
});

test('who goes away before the answer makes room as well', async () => {
  open({ account_per_second: 1000, account_at_once: 2, address_per_second: 1 });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  const headers = { cookie: `openward=${'known-desk'.padEnd(43, '0')}` };
  const status = async () => (await fetch(`http://127.0.0.1:${port}/api/now`, { headers })).status;
  const gone = new AbortController();
  const slow = [1, 2].map(() => fetch(`http://127.0.0.1:${port}/api/slow`, { headers, signal: gone.signal }));
  await expect.poll(status).toBe(429);
  gone.abort();
  for (const each of slow) await expect(each).rejects.toThrow(/abort/i);
  await expect.poll(status).toBe(200);
  let_go();
  server.server.closeAllConnections();
});
