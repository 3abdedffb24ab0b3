import { type CompiledQuery, Kysely, sql } from 'kysely';
import pg from 'pg';
import { Announcer, hearAnnouncements, type NewsListener } from './announce.ts';
import type { Connection } from './connection.ts';
import { ClientConnection, kyselyOn, PoolDialect } from './driver.ts';
import type { DB } from './schema.generated.ts';
import { sendTogether } from './send-together.ts';
import { beginWith } from './settings.ts';
import type { Settings, TransactionMode } from './settings.ts';
import { StatementNames } from './statement-names.ts';
import { values } from './values.ts';

/** A transaction: SQL functions take it first. It refuses once the transaction has ended. */
export type Tx = Kysely<DB>;

export interface DatabaseOptions {
  /** Most connections at once. */
  connections?: number;
  /** Longest a single statement may run, in milliseconds; 0 for no limit. */
  statementTimeout?: number;
  /** How this process is called in pg_stat_activity. */
  name?: string;
  /** Told when an idle connection is lost; the pool replaces it. */
  onLostConnection?: (error: Error) => void;
}

/**
 * Takes the last statements of a transaction: they travel together with its COMMIT, in one round trip. Where one of them
 * fails nothing is saved, and the transaction throws its error.
 */
export type Last = (statements: readonly CompiledQuery[]) => void;

/** The hospital's database, seen as the application's role, which owns nothing. */
export interface Database {
  /** For statements outside a transaction; row-level security shows it no personal data. */
  readonly kysely: Kysely<DB>;
  readonly pool: pg.Pool;
  /** How to reach it, for a connection of one's own (LISTEN, COPY). */
  readonly connection: Connection;
  /** Runs `fn` in one transaction as the actor of `settings`; commits what it did, or nothing of it. */
  transaction<T>(settings: Settings, fn: (tx: Tx, last: Last) => Promise<T>, mode?: TransactionMode): Promise<T>;
  /** A client of its own, outside the pool, for COPY and LISTEN. The caller ends it. */
  dedicated(): Promise<pg.Client>;
  /** Hears what committed transactions of any process have announced. Returns how to stop. */
  hear(listener: NewsListener): () => void;
  close(): Promise<void>;
}

/** Opens a pool of connections. Nothing is asked of the server until the first use. */
export function openDatabase(connection: Connection, options: DatabaseOptions = {}): Database {
  const client: pg.ClientConfig = {
    ...connection,
    types: values,
    application_name: options.name ?? 'openward',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  };
  const pool = new pg.Pool({
    ...client,
    pipeline: true,
    max: options.connections ?? 20,
    idleTimeoutMillis: 60_000,
    statement_timeout: options.statementTimeout ?? 60_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  // Also a client in use can lose its server: its queries fail, and without a listener the process would end.
  pool.on('connect', (connected) => { connected.on('error', () => {}); });
  pool.on('error', (error) => options.onLostConnection?.(error));
  const names = new StatementNames();
  const dialect = new PoolDialect(pool, names);
  const driver = dialect.createDriver();
  const kysely = new Kysely<DB>({ dialect });
  const announcer = new Announcer(pool);
  const dedicated = async (): Promise<pg.Client> => {
    const own = new pg.Client(client);
    await own.connect();
    return own;
  };

  return {
    kysely,
    pool,
    connection,
    async transaction(settings, fn, mode) {
      let used: Tx | undefined;
      const result = await runTransaction(pool, names, beginWith(settings, mode), async (bound, last) => {
        used = kyselyOn<DB>(bound, dialect, driver);
        return fn(used, last);
      });
      if (used !== undefined) announcer.committed(used);
      return result;
    },
    dedicated,
    hear: (listener) => hearAnnouncements(dedicated, listener),
    async close() {
      await announcer.flush();
      await pool.end();
    },
  };
}

async function runTransaction<T>(
  pool: pg.Pool, names: StatementNames, begin: string, fn: (connection: ClientConnection, last: Last) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const connection = new ClientConnection(client, names);
  const closing: CompiledQuery[] = [];
  const last: Last = (statements) => void closing.push(...statements);
  try {
    // The first statements follow BEGIN without waiting for its answer: where it fails, they fail too.
    sendTogether(client);
    const begun = client.query(begin);
    begun.catch(() => {});
    const result = await fn(connection, last);
    const closed = closing.map((statement) => connection.executeQuery(statement));
    connection.end();
    sendTogether(client);
    const commit = client.query('commit');
    commit.catch(() => {});
    await Promise.all([begun, ...closed]);
    const { command } = await commit;
    // PostgreSQL answers COMMIT with ROLLBACK when an earlier statement failed, even if its error was swallowed.
    if (command !== 'COMMIT') throw new Error('Nothing was saved: a statement of this transaction failed earlier.');
    return result;
  } catch (error) {
    connection.end();
    await client.query('rollback').catch(() => {
      connection.broken = true;
    });
    throw error;
  } finally {
    client.release(connection.broken);
  }
}

/**
 * Runs a part of a transaction that may fail on its own: what it did is undone, the transaction goes on.
 * Use it where one item of many may be refused; it costs two more round trips. One at a time: attempts may be
 * nested, but not run beside each other.
 */
export async function attempt<T>(tx: Tx, fn: () => Promise<T>): Promise<T> {
  await sql`savepoint attempt`.execute(tx);
  try {
    const result = await fn();
    await sql`release savepoint attempt`.execute(tx);
    return result;
  } catch (error) {
    await sql`rollback to savepoint attempt`.execute(tx);
    await sql`release savepoint attempt`.execute(tx);
    throw error;
  }
}
