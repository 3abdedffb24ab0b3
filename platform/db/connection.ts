import { isIPv4 } from 'node:net';
import pg from 'pg';
import { CannotStart } from '../config/cannot-start.ts';

/** Where a database is and who connects. */
export interface Connection {
  /** A host name, or the folder of a unix socket. */
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  ssl?: pg.ClientConfig['ssl'];
}

/** Reads the URL of a database as `pg` does; `name` is how the setting is called that holds it. */
export function readConnection(url: string, name = 'DATABASE_URL'): Connection {
  const { host, port, user, password, database, ssl } = parsed(url, name);
  if (user === undefined || database === undefined) {
    throw new CannotStart(
      'database.url',
      `${name} must name a user and a database, as in postgres://user:password@host/database.`,
    );
  }
  if (!isHere(host) && !['verify-full', 'disable'].includes(/[?&]sslmode=([^&]*)/.exec(url)?.[1] ?? process.env['PGSSLMODE'] ?? '')) {
    throw new CannotStart(
      'database.plain',
      `${name} leads to another machine and does not say whether by TLS: add ?sslmode=verify-full, or ?sslmode=disable where nobody else can listen on the way.`,
    );
  }
  return { host, port, user, password: password ?? '', database, ssl };
}

/** On this machine nobody listens on the way. */
const isHere = (host: string): boolean => host.startsWith('/') || host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

type Parsed = Pick<pg.Client, 'host' | 'port' | 'ssl'> & Partial<Pick<pg.Client, 'user' | 'database' | 'password'>>;

function parsed(url: string, name: string): Parsed {
  try {
    return new pg.Client({ connectionString: url });
  } catch {
    // Its reason is not shown: it may quote the password.
    throw new CannotStart(
      'database.url',
      `${name} cannot be read: write it as postgres://user:password@host/database, with %40 for an ` +
        '@ in the password, and so on.',
    );
  }
}

/** How a connection is shown to a person: never with its password. */
export function describeConnection({ host, port, database }: Connection): string {
  return `${host}:${port}/${database}`;
}
