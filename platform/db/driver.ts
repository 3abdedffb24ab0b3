import {
  CompiledQuery, createQueryId, DefaultQueryExecutor, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler,
} from 'kysely';
import type { DatabaseConnection, Dialect, Driver, KyselyConfig, QueryResult, RawBuilder } from 'kysely';
import type pg from 'pg';
import { sendTogether } from './send-together.ts';
import { StatementNames } from './statement-names.ts';

const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/**
 * One checked-out client as Kysely sees it. Queries are sent as they come, without waiting for each other's
 * answers (`Promise.all` inside a transaction is one round trip). Once ended it refuses: the client has gone
 * back to the pool and may already speak for somebody else.
 */
export class ClientConnection implements DatabaseConnection {
  readonly client: pg.PoolClient;
  readonly #names: StatementNames;
  #ended = false;
  /** True when the client must not be used again. */
  broken = false;

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.client = client;
    this.#names = names;
  }

  end(): void {
    this.#ended = true;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#ended) throw new Error('This transaction has ended: nothing more can be asked of it.');
    try {
      sendTogether(this.client);
      const result = await this.client.query({
        name: this.#names.of(query.sql),
        text: query.sql,
        values: query.parameters as unknown[],
      });
      const rows = result.rows ?? [];
      return changing.has(result.command) ? { rows, numAffectedRows: BigInt(result.rowCount ?? 0) } : { rows };
    } catch (error) {
      if (isStalePlan(error)) this.broken = true;
      throw error;
    }
  }

  // eslint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Stream by pages: ask for the rows after the last key.');
  }
}

/** A prepared statement that a migration has outdated, or that a connection pooler has lost. */
function isStalePlan(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return code === '26000' || (code === '0A000' && /cached plan/.test(message ?? ''));
}

/** Runs each query of `database.kysely`, outside any transaction, on a client of the pool. */
class PoolDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #names: StatementNames;

  constructor(pool: pg.Pool, names: StatementNames) {
    this.#pool = pool;
    this.#names = names;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<ClientConnection> {
    return new ClientConnection(await this.#pool.connect(), this.#names);
  }

  async beginTransaction(): Promise<never> {
    throw new Error('Use database.transaction(settings, …): a transaction says who acts.');
  }

  async commitTransaction(): Promise<void> {}

  async rollbackTransaction(): Promise<void> {}

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const { client, broken } = connection as ClientConnection;
    (connection as ClientConnection).end();
    client.release(broken);
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}

/** Kysely over a `pg` pool with prepared statements. */
export class PoolDialect implements Dialect {
  readonly #pool: pg.Pool;
  readonly #names: StatementNames;

  constructor(pool: pg.Pool, names: StatementNames) {
    this.#pool = pool;
    this.#names = names;
  }

  createDriver(): Driver {
    return new PoolDriver(this.#pool, this.#names);
  }

  createQueryCompiler(): PostgresQueryCompiler {
    return new PostgresQueryCompiler();
  }

  createAdapter(): PostgresAdapter {
    return new PostgresAdapter();
  }

  createIntrospector(db: Kysely<unknown>): PostgresIntrospector {
    return new PostgresIntrospector(db);
  }
}

const compiler = new PostgresQueryCompiler();
const adapter = new PostgresAdapter();

/** SQL text and its values, ready to be sent. */
export function compiled(statement: RawBuilder<unknown>): CompiledQuery {
  return compiler.compileQuery(statement.toOperationNode(), createQueryId());
}

/** Kysely bound to one connection: what a transaction hands on as `tx`. */
export function kyselyOn<DB>(connection: ClientConnection, dialect: Dialect, driver: Driver): Kysely<DB> {
  const executor = new DefaultQueryExecutor(compiler, adapter, {
    provideConnection: (consumer) => consumer(connection),
  });
  const config: KyselyConfig = { dialect };
  return new Kysely<DB>({ config, dialect, driver, executor });
}
