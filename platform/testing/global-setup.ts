import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../db/index.ts';
import type { Connection } from '../db/index.ts';
import { ensureAppLogin } from '../db/app-login.ts';
import { openEmbedded } from '../db/embedded/index.ts';
import { listeningAt } from '../db/embedded/server.ts';

/** What every test file is told: where PostgreSQL is, and which database is copied for each of them. */
export interface TestServer {
  superuser: Connection;
  owner: Connection;
  app: Connection;
  template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

const prefix = 'openward-test-';

/** One PostgreSQL for the whole run, with a migrated database to copy. Returns how it is taken down. */
export async function startTestServer(): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  removeAbandoned();
  const folder = mkdtempSync(path.join(tmpdir(), `${prefix}${process.pid}-`));
  const embedded = await openEmbedded({ folder, purpose: 'use', name: 'openward tests', durable: false });
  const template = 'openward_template';
  const superuser = { ...embedded.superuser, database: 'postgres' };
  await ask(superuser, `create database ${template} owner ${embedded.owner.user}`);
  const owner = { ...embedded.owner, database: template };
  await migrate(owner);
  const app = { ...owner, user: 'openward_test', password: embedded.passwords.app };
  await ensureAppLogin(owner, app.user, app.password);
  await ask(superuser, `vacuum (freeze, analyze)`, template);
  await ask(superuser, `alter database ${template} allow_connections false`);
  return {
    server: { superuser, owner, app, template },
    async stop() {
      await embedded.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Vitest calls this once before the first test file and what it returns after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startTestServer();
  project.provide('testServer', server);
  return stop;
}

async function ask(connection: Connection, statement: string, database = connection.database): Promise<void> {
  const client = new pg.Client({ ...connection, database });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** A run that was killed leaves its PostgreSQL behind: the next run ends it and removes its folder. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (!Number.isInteger(pid) || alive(pid)) continue;
    const folder = path.join(tmpdir(), name);
    try {
      const left = listeningAt({ database: path.join(folder, 'database'), run: '', startLog: '', account: undefined });
      if (left !== undefined && alive(left.pid)) process.kill(left.pid, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's run, which that user's next one removes.
    }
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
