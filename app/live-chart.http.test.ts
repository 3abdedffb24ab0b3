import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { authenticatorOf } from '@openward/platform/auth';
import { createHttpServer } from '@openward/platform/http';
import { openHospital } from '@openward/platform/testing';
import type { Client, TestHospital } from '@openward/platform/testing';
import { records } from '@openward/records/api';
import { mountLiveChart } from './live-chart.ts';
import { type News, newsOf } from './live-news.ts';

let hospital: TestHospital;
let server: FastifyInstance;
let news: News;
let address: string;
const [patient_id, merged_id, restricted_id] = [randomUUID(), randomUUID(), randomUUID()];
const system = { scope: 'system' } as const;

beforeAll(async () => {
  hospital = await openHospital({});
  const services = { database: hospital.database, authenticator: authenticatorOf(hospital.database) };
  server = createHttpServer(services, {});
  news = newsOf(hospital.database);
  mountLiveChart(server, services, news);
  await server.listen({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  await hospital.database.transaction(system, async (tx) => {
    await records.setCompartments(tx, [
      { patient_id, restricted: false }, { patient_id: merged_id, restricted: false }, { patient_id: restricted_id, restricted: true },
    ]);
    await records.addAlias(tx, merged_id, patient_id);
  });
});
afterAll(async () => {
  news.close();
  await server.close();
  await hospital.close();
});

const flag = (patient: string, id = randomUUID()) => ({ resourceType: 'Flag', id, status: 'active', code: { text: 'Falls' }, subject: { reference: `Patient/${patient}` } });
const put = (resource: object) => hospital.database.transaction(system, (tx) => records.put(tx, { resource }));

/** Opens the stream of a chart as somebody, and gathers what it says. */
async function follow(client: Client, id: string): Promise<{ status: number; said: () => string; stop: () => void }> {
  const stop = new AbortController();
  const answer = await fetch(`${address}/api/live/charts/${id}`, { headers: { cookie: `openward=${client.session_token}` }, signal: stop.signal });
  let said = '';
  const reading = async () => { for await (const part of answer.body ?? []) said += Buffer.from(part as Uint8Array).toString(); };
  reading().catch(() => {});
  return { status: answer.status, said: () => said, stop: () => stop.abort() };
}

test('whoever has a chart open hears that it changed, also in a record merged into it, and hears nothing of what it says', async () => {
  const stream = await follow(await hospital.signIn('doctor'), patient_id);
  expect(stream.status).toBe(200);
  await vi.waitFor(() => expect(stream.said()).toContain('event: changed'), { timeout: 30_000 });
  const times = () => stream.said().split('event: changed').length - 1;
  const before = times();
  await put(flag(patient_id));
  await vi.waitFor(() => expect(times()).toBe(before + 1), { timeout: 30_000 });
  await put(flag(merged_id));
  await vi.waitFor(() => expect(times()).toBe(before + 2), { timeout: 30_000 });
  await put(flag(restricted_id));
  await put(flag(patient_id));
  await vi.waitFor(() => expect(times()).toBe(before + 3), { timeout: 30_000 });
  expect(stream.said()).not.toMatch(/Falls|Flag/);
  stream.stop();
});

test('who may not read the chart has no stream of it', async () => {
  expect((await follow(await hospital.signIn('cashier'), patient_id)).status).toBe(204);
  expect((await follow(await hospital.signIn('doctor'), restricted_id)).status).toBe(204);
  expect((await follow(await hospital.signIn('doctor'), randomUUID())).status).toBe(204);
  expect((await follow(await hospital.signIn('doctor'), 'nobody')).status).toBe(204);
  expect((await follow(hospital.visitor(), patient_id)).status).toBe(204);
});
