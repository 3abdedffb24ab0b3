import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Kysely, PostgresDialect as KyselyPostgres } from 'kysely';
import pg from 'pg';
import type { Connection } from '../connection.ts';
import { openEmbedded } from '../embedded/index.ts';
import { migrate } from '../migrate.ts';

/** The file that holds the types of all tables. */
export const generatedTypes = path.resolve(import.meta.dirname, '../schema.generated.ts');

/** Schemas whose tables are not written by hand: those of libraries. */
const notOurs = ['pgboss'];

/** The text of schema.generated.ts for a migrated database. Types follow ../values.ts. */
export async function generateTypes(connection: Connection): Promise<string> {
  const { generate, PostgresDialect } = await import('kysely-codegen');
  const db = new Kysely<Record<string, never>>({ dialect: new KyselyPostgres({ pool: new pg.Pool({ ...connection, max: 1 }) }) });
  try {
    const text = await generate({
      db,
      dialect: new PostgresDialect(),
      excludePattern: `(${notOurs.join('|')}).*`,
      // One schema that does not exist: so every table is named with its own.
      defaultSchemas: ['none'],
      outFile: null,
      typeMapping: { date: 'string', timestamp: 'string', interval: 'string' },
      partitions: false,
    });
    return text.replace(/^export type Int8 = .*$/m, 'export type Int8 = ColumnType<bigint, bigint | number, bigint | number>;');
  } finally {
    await db.destroy();
  }
}

/** The same for the migrations as they are now, from a database that is made for it and thrown away. */
export async function generateFreshTypes(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'openward-types-'));
  const database = await openEmbedded({ folder, purpose: 'use', name: 'openward dev types', durable: false });
  try {
    await migrate(database.owner);
    return await generateTypes(database.owner);
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
