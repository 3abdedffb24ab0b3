import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openHospital, type TestHospital } from '@openward/platform/testing';
import { openDatabase } from '../db/index.ts';
import { every, registeredJobs, runJobs } from './index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openHospital({});
});
afterAll(() => hospital.close());

const quick = { look_ms: 20, again_ms: 10 };
const silent = { error: () => {} };
/** Another server of the same hospital. */
const another = () => openDatabase(hospital.database.connection, { connections: 2 });
const job = (run: () => Promise<void>, seconds = 0.01) => [{ name: 'test', seconds, run }];

describe('jobs', () => {
  it('are run by one of two servers, and by the other when that one stops', async () => {
    const ran: string[] = [];
    const other = another();
    const stopFirst = runJobs(hospital.database, silent, { ...quick, jobs: job(async () => void ran.push('first')) });
    await vi.waitFor(() => expect(ran.length).toBeGreaterThan(0), { timeout: 30_000 });
    const stopSecond = runJobs(other, silent, { ...quick, jobs: job(async () => void ran.push('second')) });
    await vi.waitFor(() => expect(ran.length).toBeGreaterThan(10), { timeout: 30_000 });
    expect(new Set(ran)).toEqual(new Set(['first']));
    await stopFirst();
    const before = ran.length;
    await vi.waitFor(() => expect(ran.slice(before)).toContain('second'), { timeout: 30_000 });
    expect(ran.slice(before)).not.toContain('first');
    await stopSecond();
    await other.close();
  });

  it('go over to the other server when the connection of the one that runs them is cut', async () => {
    const ran: string[] = [];
    const other = another();
    const stopFirst = runJobs(hospital.database, silent, { ...quick, look_ms: 200, jobs: job(async () => void ran.push('first')) });
    await vi.waitFor(() => expect(ran).toContain('first'), { timeout: 30_000 });
    const stopSecond = runJobs(other, silent, { ...quick, jobs: job(async () => void ran.push('second')) });
    await hospital.asSuperuser(`select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
      where l.locktype = 'advisory' and l.granted and d.datname = current_database()
        and (l.classid::bigint << 32) | l.objid::bigint = hashtextextended('openward.jobs', 0)`);
    await vi.waitFor(() => expect(ran).toContain('second'), { timeout: 30_000 });
    await Promise.all([stopFirst(), stopSecond()]);
    await other.close();
  });

  it('that fail are logged without their text, and tried again', async () => {
    let tries = 0;
    const told: object[] = [];
    const stop = runJobs(hospital.database, { error: (detail) => void told.push(detail) }, {
      ...quick,
      jobs: job(async () => {
        tries += 1;
        if (tries < 3) throw new Error('Ada Stock');
      }, 60),
    });
    await vi.waitFor(() => expect(tries).toBe(3), { timeout: 30_000 });
    await stop();
    expect(told).toEqual([{ job: 'test', fault: 'Error', again_in_ms: 10 }, { job: 'test', fault: 'Error', again_in_ms: 20 }]);
  });

  it('are waited for when the server stops', async () => {
    let end = (): void => {};
    let state = 'none';
    const stop = runJobs(hospital.database, silent, {
      ...quick,
      jobs: job(async () => {
        state = 'running';
        await new Promise<void>((resolve) => { end = resolve; });
        state = 'ended';
      }),
    });
    await vi.waitFor(() => expect(state).toBe('running'), { timeout: 30_000 });
    const stopped = stop().then(() => state);
    end();
    expect(await stopped).toBe('ended');
  });

  it('are registered once under their name', () => {
    const before = registeredJobs().length;
    every(60, 'test.registered', async () => {});
    every(30, 'test.registered', async () => {});
    expect(registeredJobs().slice(before)).toMatchObject([{ name: 'test.registered', seconds: 30 }]);
  });
});
