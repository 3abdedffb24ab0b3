import pg from 'pg';
import { CannotStart, oneLine } from '../config/cannot-start.ts';
import { describeConnection } from './connection.ts';
import type { Connection } from './connection.ts';

const oldest = 18;

const advice: Record<string, string> = {
  '28P01': 'the password is not right',
  '28000': 'this user may not connect',
  '3D000': 'there is no such database: make it with CREATE DATABASE',
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  ENOENT: 'there is no such socket',
};

/** Refuses a PostgreSQL that does not answer or is too old, before anything is changed. */
export async function checkExternal(connection: Connection): Promise<void> {
  const where = describeConnection(connection);
  const client = new pg.Client({ ...connection, application_name: 'openward check', connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    const { code = '' } = error as { code?: string };
    throw new CannotStart(
      'database.unreachable',
      `PostgreSQL at ${where} does not let OpenWard in (${advice[code] ?? oneLine(error)}): check ` +
        'DATABASE_URL and that it runs. Nothing was changed.',
      { cause: error },
    );
  }
  try {
    const { rows } = await client.query<{ number: string; shown: string }>(
      "select current_setting('server_version_num') as number, current_setting('server_version') as shown");
    if (Number(rows[0]?.number) < oldest * 10_000) {
      throw new CannotStart(
        'database.old',
        `PostgreSQL at ${where} is version ${rows[0]?.shown}, and OpenWard needs ${oldest} or newer: ` +
          'upgrade it, or leave DATABASE_URL out to use the one that comes with OpenWard. Nothing was ' +
          'changed.',
      );
    }
  } finally {
    await client.end();
  }
}
