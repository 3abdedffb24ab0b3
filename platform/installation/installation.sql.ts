import { sql } from 'kysely';
import type { Tx } from '../db/index.ts';

export type InstallationMode = 'real' | 'demo' | 'training';

export interface Installation {
  mode: InstallationMode;
  hospital_name: string;
  time_zone: string;
}

/** What this database is; null until the first account is made. */
export async function readInstallation(tx: Tx): Promise<Installation | null> {
  const { rows } = await sql<Installation>`select mode, hospital_name, time_zone from platform.installation`.execute(tx);
  return rows[0] ?? null;
}

/** Makes this database a hospital of the mode, unless it is one already. Returns what it is now. */
export async function claimInstallation(tx: Tx, wanted: Installation): Promise<Installation> {
  await sql`insert into platform.installation (mode, hospital_name, time_zone)
    values (${wanted.mode}, ${wanted.hospital_name}, ${wanted.time_zone}) on conflict do nothing`.execute(tx);
  return (await readInstallation(tx)) ?? wanted;
}
