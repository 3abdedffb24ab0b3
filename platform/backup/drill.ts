import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Connection } from '../db/connection.ts';
import { copyOut } from '../db/copy-out.ts';
import { restoreBackup, type RestoreOptions } from './restore.ts';

/** Something that must be right in a restored database; answers what is wrong, or null. */
export type DrillCheck = (connection: Connection) => Promise<string | null>;

/**
 * Restores a backup into a scratch database beside the hospital’s and looks whether it is the hospital: every table has the rows and the sum that it had, and every
 * check is right. The scratch database is dropped whatever happens. Answers what is wrong, or null.
 */
export async function drillBackup({ owner, maintenance }: { owner: Connection; maintenance: Connection }, options: RestoreOptions, checks: readonly DrillCheck[]): Promise<string | null> {
  const database = `openward_drill_${randomBytes(6).toString('hex')}`;
  await ask(maintenance, `create database ${database} owner ${pg.escapeIdentifier(owner.user)}`);
  try {
    const scratch = { owner: { ...owner, database }, maintenance: { ...maintenance, database } };
    const { head, tables } = await restoreBackup(scratch, options);
    const columns = new Map(head.tables.map((table) => [table.name, table.columns]));
    const client = new pg.Client(scratch.maintenance);
    await client.connect();
    try {
      for (const { name, sha256 } of tables) {
        if ((await sumOf(client, name, columns.get(name) ?? [])) !== sha256) return `${name} is not what it was`;
      }
    } finally {
      await client.end();
    }
    for (const check of checks) {
      const wrong = await check(scratch.maintenance);
      if (wrong !== null) return wrong;
    }
    return null;
  } finally {
    await ask(maintenance, `drop database if exists ${database} with (force)`);
  }
}

async function sumOf(client: pg.Client, table: string, columns: readonly string[]): Promise<string> {
  const sum = createHash('sha256');
  for await (const piece of client.query(copyOut(`copy ${table} (${columns.join(', ')}) to stdout`)) as AsyncIterable<Buffer>) sum.update(piece);
  return sum.digest('hex');
}

async function ask(connection: Connection, statement: string): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
