import path from 'node:path';
import { seedRoles } from '@openward/platform/auth';
import type { Config } from '@openward/platform/config';
import { keepKeyring, openKeyring, type KeySource } from '@openward/platform/crypto';
import { checkAppLogin, checkExternal, ensureAppLogin, migrate, openDatabase, readConnection } from '@openward/platform/db';
import type { Connection, Database } from '@openward/platform/db';
import { openDataFolder, openEmbedded, passwordsOf } from '@openward/platform/db/embedded';

/** The hospital's database, ready for use: started, migrated and unlocked. */
export interface Hospital {
  database: Database;
  /** May migrate; for maintenance only. */
  owner: Connection;
  /** Sees every row: for backups and repairs only. */
  maintenance: Connection;
  /** Called once when the embedded PostgreSQL goes away without having been asked to. */
  onLost(listener: () => void): void;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** 'serve' for the server, 'use' for a command that works beside it or alone. */
  purpose: 'serve' | 'use';
  /** What a person who finds the data folder in use is told. */
  name: string;
  /** Told what takes a while. */
  say: (line: string) => void;
}

/** Where the key-encryption key of this configuration is. */
export const keysOf = ({ key, key_former, vault, data_folder }: Config): KeySource => ({ environment: key, former: key_former, vault, file: path.join(data_folder, 'keys', 'key-encryption-key') });

/** Opens the hospital of this configuration: the embedded PostgreSQL, or the one of DATABASE_URL. */
export async function openHospital(config: Config, options: OpenOptions): Promise<Hospital> {
  const server = config.database_url === undefined ? await embedded(config, options) : await external(config, config.database_url);
  const keys = keysOf(config);
  let database: Database | undefined;
  try {
    await migrate(server.owner, { onApply: once(() => { options.say('Bringing the database to this version …'); }) });
    await server.login();
    database = openDatabase(server.app, { name: options.name });
    await openKeyring(database, keys);
    await seedRoles(database);
  } catch (error) {
    await database?.close();
    await server.close();
    throw error;
  }
  const opened = database;
  const leaveKeyring = options.purpose === 'serve' ? keepKeyring(opened, keys, once(() => { options.say('The data keys cannot be looked after: a key that another server adds is not taken up.'); })) : () => {};
  return {
    database,
    owner: server.owner,
    maintenance: server.maintenance,
    onLost: server.onLost,
    async close() {
      leaveKeyring();
      await opened.close();
      await server.close();
    },
  };
}

function once(fn: () => void): () => void {
  let done = false;
  return () => {
    if (!done) fn();
    done = true;
  };
}

interface Server {
  owner: Connection;
  maintenance: Connection;
  app: Connection;
  /** Makes sure of the application's login; after migrating, which makes its group. */
  login: () => Promise<void>;
  onLost: Hospital['onLost'];
  close: () => Promise<void>;
}

async function embedded(config: Config, { purpose, name, say }: OpenOptions): Promise<Server> {
  const server = await openEmbedded({ folder: config.data_folder, purpose, name, say });
  const app = { ...server.owner, user: `openward_${server.passwords.installation}`, password: server.passwords.app };
  return {
    owner: server.owner,
    maintenance: { ...server.superuser, database: server.owner.database },
    app,
    login: () => ensureAppLogin(server.owner, app.user, app.password),
    onLost: server.onLost,
    close: server.close,
  };
}

async function external(config: Config, url: string): Promise<Server> {
  const owner = readConnection(url);
  await checkExternal(owner);
  openDataFolder(config.data_folder);
  const nothingToDo = { owner, maintenance: owner, onLost: () => {}, close: async () => {} };
  if (config.database_app_url !== undefined) {
    const app = readConnection(config.database_app_url, 'DATABASE_APP_URL');
    return { ...nothingToDo, app, login: () => checkAppLogin(app) };
  }
  const passwords = passwordsOf(config.data_folder);
  const app = { ...owner, user: `openward_${passwords.installation}`, password: passwords.app };
  return { ...nothingToDo, app, login: () => ensureAppLogin(owner, app.user, app.password) };
}
