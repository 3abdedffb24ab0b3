import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase } from '../db/index.ts';
import type { Connection, Database } from '../db/index.ts';
import type { TestServer } from './global-setup.ts';

/** A database of this test file's own, empty but migrated. */
export interface TestDatabase {
  /** As the application sees it. */
  database: Database;
  /** The application's login: owns nothing. */
  app: Connection;
  /** May migrate. */
  owner: Connection;
  superuser: Connection;
  /** Runs SQL past row-level security, to look at what really is there. */
  asSuperuser<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** Copies the migrated template. Call it in beforeAll, and close() in afterAll. */
export async function testDatabase(server: TestServer = inject('testServer')): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const admin = await connect(server.superuser);
  // Copying its files takes half the time of writing its pages anew, and nothing here needs to survive.
  await admin.query(`create database ${name} template ${server.template} owner ${server.owner.user} strategy file_copy`);
  await admin.end();
  const app = { ...server.app, database: name };
  const owner = { ...server.owner, database: name };
  const superuser = { ...server.superuser, database: name };
  const database = openDatabase(app, { connections: 10, name: 'openward test' });
  const looking = await connect(superuser);
  // One connection answers one at a time: who asks meanwhile waits.
  let answered: Promise<unknown> = Promise.resolve();
  return {
    database,
    app,
    owner,
    superuser,
    async asSuperuser<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
      const asked = answered.then(() => looking.query<Row>(text, values));
      answered = asked.catch(() => undefined);
      return (await asked).rows;
    },
    async close() {
      await database.close();
      await looking.end();
      const last = await connect(server.superuser);
      await last.query(`drop database if exists ${name} with (force)`);
      await last.end();
    },
  };
}

async function connect(connection: Connection): Promise<pg.Client> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  return client;
}
