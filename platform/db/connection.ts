import type pg from 'pg';

/** Where a database is and who connects: a PostgreSQL URL, or its parts. */
export type Connection = string | ConnectionParts;

export interface ConnectionParts {
  /** A host name, or the folder of a unix socket. */
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  ssl?: pg.ClientConfig['ssl'];
}

/** What `pg` wants to know about a connection. */
export function clientConfig(connection: Connection): pg.ClientConfig {
  return typeof connection === 'string' ? { connectionString: connection } : { ...connection };
}

/** The same server as another user. Options of the URL (such as sslmode) are kept. */
export function asUser(connection: ConnectionParts, user: string, password: string): ConnectionParts;
export function asUser(connection: Connection, user: string, password: string): Connection;
export function asUser(connection: Connection, user: string, password: string): Connection {
  if (typeof connection !== 'string') return { ...connection, user, password };
  const url = new URL(connection);
  // A URL without a host (postgres:///name?host=/run/postgresql) cannot carry a user: those go into its query.
  if (url.host === '') {
    url.searchParams.set('user', user);
    url.searchParams.set('password', password);
  } else {
    url.username = encodeURIComponent(user);
    url.password = encodeURIComponent(password);
  }
  return url.toString();
}

/** The same server and user, another database. */
export function inDatabase(connection: ConnectionParts, database: string): ConnectionParts;
export function inDatabase(connection: Connection, database: string): Connection;
export function inDatabase(connection: Connection, database: string): Connection {
  if (typeof connection !== 'string') return { ...connection, database };
  const url = new URL(connection);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.toString();
}

/** How a connection is shown to a person: never with its password. */
export function describeConnection(connection: Connection): string {
  if (typeof connection !== 'string') return `${connection.host}:${connection.port}/${connection.database}`;
  try {
    const url = new URL(connection);
    return `${url.searchParams.get('host') ?? url.host}${url.pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}
