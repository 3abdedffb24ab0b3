import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { authenticatorOf } from '@openward/platform/auth';
import { announce } from '@openward/platform/db';
import { createHttpServer, liveTopics } from '@openward/platform/http';
import { openHospital } from '@openward/platform/testing';
import type { Client, TestHospital } from '@openward/platform/testing';
import { type News, newsOf } from './live-news.ts';
import { mountLiveTopics } from './live-topic.ts';

let hospital: TestHospital;
let server: FastifyInstance;
let news: News;
let address: string;

beforeAll(async () => {
  hospital = await openHospital({});
  liveTopics({ schedule: 'scheduling.read' });
  const services = { database: hospital.database, authenticator: authenticatorOf(hospital.database) };
  server = createHttpServer(services, {});
  news = newsOf(hospital.database);
  mountLiveTopics(server, services, news);
  await server.listen({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  news.close();
  await server.close();
  await hospital.close();
});

async function follow(client: Client, query: string): Promise<{ status: number; times: () => number; stop: () => void }> {
  const stop = new AbortController();
  const answer = await fetch(`${address}/api/live/topics${query}`, { headers: { cookie: `openward=${client.session_token}` }, signal: stop.signal });
  let said = '';
  const reading = async () => { for await (const part of answer.body ?? []) said += Buffer.from(part as Uint8Array).toString(); };
  reading().catch(() => {});
  return { status: answer.status, times: () => said.split('event: changed').length - 1, stop: () => stop.abort() };
}
const tell = (subject: string) => hospital.database.transaction({ scope: 'system' }, async (tx) => announce(tx, subject));

test('whoever may read the schedule hears that it changed, of the day that they look at', async () => {
  const [one, other] = [await follow(await hospital.signIn('front-desk'), '?of=schedule/2026-11-23'), await follow(await hospital.signIn('doctor'), '?of=schedule/2026-11-24,schedule/2026-11-25')];
  expect([one.status, other.status]).toEqual([200, 200]);
  // Whoever begins to listen is told once, as something may have been missed.
  await vi.waitFor(() => expect(one.times()).toBeGreaterThan(0), { timeout: 30_000 });
  const before = [one.times(), other.times()] as const;
  await tell('schedule');
  await vi.waitFor(() => expect([one.times(), other.times()]).toEqual(before.map((times) => times + 1)), { timeout: 30_000 });
  const [first, second] = [one.times(), other.times()];
  await tell('schedule/2026-11-23');
  await vi.waitFor(() => expect(one.times()).toBe(first + 1), { timeout: 30_000 });
  await tell('schedule/2026-11-25');
  await vi.waitFor(() => expect(other.times()).toBe(second + 1), { timeout: 30_000 });
  expect(one.times()).toBe(first + 1);
  one.stop();
  other.stop();
});

test('nobody follows without the permission, or what is no topic', async () => {
  const desk = await hospital.signIn('front-desk');
  expect((await follow(hospital.visitor(), '?of=schedule')).status).toBe(204);
  expect((await follow(await hospital.signIn('accountant'), '?of=schedule')).status).toBe(204);
  for (const query of ['', '?of=', '?of=nothing', '?of=schedule,nothing', '?of=schedule/../x', `?of=${Array.from({ length: 41 }, () => 'schedule').join()}`]) {
    expect((await follow(desk, query)).status, query).toBe(204);
  }
});
