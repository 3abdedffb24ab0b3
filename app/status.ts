import { existsSync } from 'node:fs';
import pg from 'pg';
import { readConfig } from '@openward/platform/config';
import { checkExternal, describeConnection, migrationFiles, readConnection } from '@openward/platform/db';
import type { Connection } from '@openward/platform/db';
import { isMade, openEmbedded } from '@openward/platform/db/embedded';

type Line = [name: string, value: string];

/** What `openward status` tells, as lines of a name and a value. */
export async function hospitalStatus(): Promise<Line[]> {
  const config = readConfig(process.env);
  const lines: Line[] = [['Data folder', `${config.data_folder}${existsSync(config.data_folder) ? '' : ' (not made yet)'}`]];
  if (config.database_url !== undefined) {
    const owner = readConnection(config.database_url);
    await checkExternal(owner);
    return [...lines, ['Database', describeConnection(owner)], ...(await ask(owner))];
  }
  if (!isMade(config.data_folder)) return [...lines, ['Database', 'none yet: the first start makes it']];
  const embedded = await openEmbedded({ folder: config.data_folder, purpose: 'use', name: 'openward status' });
  try {
    return [...lines, ['Database', 'the PostgreSQL that comes with OpenWard'], ...(await ask(embedded.owner))];
  } finally {
    await embedded.close();
  }
}

async function ask(owner: Connection): Promise<Line[]> {
  const client = new pg.Client({ ...owner, application_name: 'openward status' });
  await client.connect();
  try {
    const { rows: [server] } = await client.query<{ version: string; size: string; servers: number }>(`
      select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size,
        (select count(*)::int from pg_stat_activity
          where datname = current_database() and application_name like 'openward start%') as servers`);
    const { rows: [changes] } = await client.query<{ made: boolean }>("select to_regclass('platform.migration') is not null as made");
    const last = changes?.made === true ? await lastMigration(client) : 0;
    const missing = migrationFiles().filter((migration) => migration.number > last).length;
    return [
      ['PostgreSQL', `${server?.version}, ${server?.size} of data`],
      ['Changes', missing === 0 ? 'all applied' : `${missing} to apply at the next start`],
      ['Server', (server?.servers ?? 0) > 0 ? 'running' : 'not running'],
    ];
  } finally {
    await client.end();
  }
}

async function lastMigration(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ last: number | null }>('select max(number) as last from platform.migration');
  return rows[0]?.last ?? 0;
}
