import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testDatabase } from '../testing/index.ts';
import type { TestDatabase } from '../testing/index.ts';
import { announce } from './announce.ts';

let testing: TestDatabase;
beforeAll(async () => { testing = await testDatabase(); });
afterAll(() => testing.close());

test('what was announced is heard by every process once it is committed, and what was rolled back is not', async () => {
  const heard: [string[], string[]] = [[], []];
  const stops = heard.map((list) => testing.database.hear((subject) => void list.push(subject ?? 'listening')));
  await vi.waitFor(() => expect(heard.flat()).toEqual(['listening', 'listening']), { timeout: 30_000 });
  await expect(testing.database.transaction({ scope: 'system' }, async (tx) => {
    announce(tx, 'undone');
    throw new Error('rolled back');
  })).rejects.toThrow('rolled back');
  await testing.database.transaction({ scope: 'system' }, async (tx) => {
    for (let at = 0; at < 400; at += 1) announce(tx, `chart-${at % 200}`);
    expect(heard.flat()).toHaveLength(2);
  });
  await vi.waitFor(() => expect(heard[0]).toHaveLength(201), { timeout: 30_000 });
  await vi.waitFor(() => expect(heard[1]).toHaveLength(201), { timeout: 30_000 });
  expect(new Set(heard[0]).size).toBe(201);
  expect(heard.flat()).not.toContain('undone');
  for (const stop of stops) stop();
});

test('a listener that loses its connection makes it anew, and is told that it may have missed something', async () => {
  const heard: (string | null)[] = [];
  const stop = testing.database.hear((subject) => void heard.push(subject));
  await vi.waitFor(() => expect(heard).toEqual([null]), { timeout: 30_000 });
  await testing.asSuperuser(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'`);
  await vi.waitFor(() => expect(heard).toEqual([null, null]), { timeout: 10_000 });
  await testing.database.transaction({ scope: 'system' }, async (tx) => announce(tx, 'after'));
  await vi.waitFor(() => expect(heard).toContain('after'), { timeout: 30_000 });
  stop();
});
