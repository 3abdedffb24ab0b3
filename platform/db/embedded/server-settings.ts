import { totalmem } from 'node:os';

export interface Listening {
  /** Folder of the unix socket, or undefined to listen on 127.0.0.1. */
  socketFolder?: string;
  port: number;
}

/** Longest path of a unix socket that every system accepts, less the name of PostgreSQL's socket. */
const longestSocketFolder = 103 - '/.s.PGSQL.5432'.length;

export function fitsSocket(folder: string): boolean {
  return Buffer.byteLength(folder) <= longestSocketFolder;
}

/** For tests: fast, small, and nothing needs to survive. */
const tests: Record<string, string> = {
  fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', logging_collector: 'off',
  shared_buffers: '128MB', maintenance_work_mem: '64MB', max_connections: '200',
};

/** The whole postgresql.conf: what is right for one hospital on one machine, which also does other work. */
export function serverSettings(listening: Listening, durable: boolean): string {
  const megabytes = Math.floor(totalmem() / 1024 / 1024);
  const buffers = Math.min(Math.max(Math.floor(megabytes / 8), 64), 2048);
  const settings: Record<string, string> = {
    listen_addresses: listening.socketFolder === undefined ? '127.0.0.1' : '',
    port: String(listening.port),
    unix_socket_directories: listening.socketFolder ?? '',
    unix_socket_permissions: '0700',
    max_connections: '100',
    password_encryption: 'scram-sha-256',
    shared_buffers: `${buffers}MB`,
    effective_cache_size: `${Math.max(Math.floor(megabytes / 2), 128)}MB`,
    maintenance_work_mem: `${Math.min(Math.max(Math.floor(megabytes / 32), 32), 512)}MB`,
    work_mem: '8MB',
    random_page_cost: '1.1',
    jit: 'off',
    max_wal_size: '2GB',
    wal_compression: 'on',
    max_locks_per_transaction: '256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    datestyle: 'ISO, YMD',
    lc_messages: 'C',
    // A week of logs, which hold no personal data: no statement text, and no values of a refused row.
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgresql-%a.log',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_lock_waits: 'on',
    log_checkpoints: 'off',
    ...(durable ? {} : tests),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  return [
    '# OpenWard writes this file at each start. Your own settings go into local.conf beside it.',
    ...lines,
    "include_if_exists = 'local.conf'",
    '',
  ].join('\n');
}

/** The whole pg_hba.conf: a password for everybody, also on this machine. */
export const accessRules = [
  '# OpenWard writes this file when it makes the database.',
  'local all all scram-sha-256',
  'host all all 127.0.0.1/32 scram-sha-256',
  '',
].join('\n');
