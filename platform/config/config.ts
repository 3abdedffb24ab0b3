import { isIP } from 'node:net';
import path from 'node:path';
import { CannotStart } from './cannot-start.ts';

/** What this process was told by its environment and its command line. */
export interface Config {
  host: string;
  port: number;
  /** How browsers reach it, when that is not host and port; passkeys are bound to it. */
  public_url: string;
  /** Whether the headers of a reverse proxy say where a request comes from. */
  proxy_trusted: boolean;
  /** The certificate and its key, where the server speaks TLS itself. */
  tls: { certificate: string; key: string } | undefined;
  /** A port on which whoever comes without TLS is led to it. */
  redirect_port: number | undefined;
  data_folder: string;
  /** The owner of another PostgreSQL than the embedded one. */
  database_url: string | undefined;
  /** The application's login there, where an administrator made one. */
  database_app_url: string | undefined;
  /** The key that seals the most sensitive values; in the data folder unless given. */
  key: string | undefined;
  /** Keys that were that one before: they open what they wrapped. */
  key_former: string | undefined;
  /** Where HashiCorp Vault keeps it instead. */
  vault: { address: string; token: string; key: string; mount: string } | undefined;
  log_level: LogLevel;
  /** Where backups lie; in the data folder unless given. */
  backup_folder: string | undefined;
  /** The bucket of a store that speaks S3 where they lie instead; its keys in the data folder unless given. */
  backup_s3: { address: string; region: string; access_key: string | undefined; secret_key: string | undefined } | undefined;
  /** Where downtime snapshots lie; in the data folder unless given. */
  downtime_folder: string | undefined;
  /** Who can open backups: age recipients; without them, the identity in the data folder. */
  backup_recipients: readonly string[];
  /** The key that signs the audit log; in the data folder unless given. */
  audit_key: string | undefined;
  /** Who keeps checkpoints of the audit log elsewhere: files and addresses. */
  audit_witnesses: readonly string[];
  /** A syslog receiver that is given the audit log over TLS: our certificate and key, and who vouches for it. */
  syslog: { host: string; port: number; certificate: string; key: string; authority: string | undefined } | undefined;
  /** A FHIR repository that is given it. */
  audit_feed: { url: string; token: string | undefined } | undefined;
  /** How much an account, and an address of people who are not signed in, may ask. */
  limits: { account_per_second: number; account_at_once: number; address_per_second: number };
  /** Networks inside of the hospital to which its adapters may post. */
  outbound_allow: readonly string[];
  /** What looks at files for viruses before they are kept. */
  scanner: { host: string; port: number } | undefined;
  /** Whether a file is refused while the scanner does not answer. */
  scanner_required: boolean;
  /** A hospital of invented people. */
  demo: boolean;
}

const logLevels = ['silent', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof logLevels)[number];

const known = new Set([
  'OPENWARD_AUDIT_FEED',
  'OPENWARD_AUDIT_FEED_TOKEN',
  'OPENWARD_AUDIT_KEY',
  'OPENWARD_AUDIT_WITNESS',
  'OPENWARD_BACKUP_FOLDER',
  'OPENWARD_BACKUP_RECIPIENT',
  'OPENWARD_BACKUP_S3',
  'OPENWARD_BACKUP_S3_KEY',
  'OPENWARD_BACKUP_S3_REGION',
  'OPENWARD_BACKUP_S3_SECRET',
  'OPENWARD_DATA',
  'OPENWARD_DOWNTIME_FOLDER',
  'OPENWARD_KEY',
  'OPENWARD_KEY_FORMER',
  'OPENWARD_LIMIT_ACCOUNT',
  'OPENWARD_LIMIT_ADDRESS',
  'OPENWARD_LIMIT_AT_ONCE',
  'OPENWARD_LOG',
  'OPENWARD_OUTBOUND_ALLOW',
  'OPENWARD_PUBLIC_URL',
  'OPENWARD_REDIRECT_PORT',
  'OPENWARD_SCANNER',
  'OPENWARD_SCANNER_REQUIRED',
  'OPENWARD_SYSLOG',
  'OPENWARD_SYSLOG_AUTHORITY',
  'OPENWARD_SYSLOG_CERTIFICATE',
  'OPENWARD_SYSLOG_KEY',
  'OPENWARD_TLS_CERTIFICATE',
  'OPENWARD_TLS_KEY',
  'OPENWARD_TRUST_PROXY',
  'OPENWARD_VAULT_ADDRESS',
  'OPENWARD_VAULT_KEY',
  'OPENWARD_VAULT_MOUNT',
  'OPENWARD_VAULT_TOKEN',
]);
/** Read elsewhere: by the tests, and by what develops the screens. */
const readElsewhere = new Set(['OPENWARD_API', 'OPENWARD_CHROMIUM', 'OPENWARD_SAMPLES']);

/** Reads the settings. Each one that cannot be right is refused by name, and so is one that does not exist. */
export function readConfig(environment: NodeJS.ProcessEnv, given: { demo?: boolean } = {}): Config {
  const read = (name: string) => environment[name]?.trim() || undefined;
  for (const name of Object.keys(environment)) {
    if (name.startsWith('OPENWARD_') && !known.has(name) && !readElsewhere.has(name)) {
      throw new CannotStart(
        'config.unknown',
        `There is no setting ${name}: those that exist are ${[...known].join(', ')}.`,
      );
    }
  }
  const host = read('HOST') ?? '127.0.0.1';
  const port = portOf('PORT', read('PORT') ?? '8080');
  const tls = tlsOf(read('OPENWARD_TLS_CERTIFICATE'), read('OPENWARD_TLS_KEY'));
  const redirect_port = read('OPENWARD_REDIRECT_PORT');
  if (redirect_port !== undefined && tls === undefined) throw new CannotStart('config.redirect', 'OPENWARD_REDIRECT_PORT leads to TLS: set OPENWARD_TLS_CERTIFICATE and OPENWARD_TLS_KEY as well.');
  return {
    host,
    port,
    public_url: webUrlOf('OPENWARD_PUBLIC_URL', read('OPENWARD_PUBLIC_URL')) ?? addressOf(host, port, tls !== undefined),
    tls,
    redirect_port: redirect_port === undefined ? undefined : portOf('OPENWARD_REDIRECT_PORT', redirect_port),
    proxy_trusted: yesOrNo('OPENWARD_TRUST_PROXY', read('OPENWARD_TRUST_PROXY') ?? 'no'),
    data_folder: path.resolve(read('OPENWARD_DATA') ?? '.openward'),
    database_url: databaseUrlOf('DATABASE_URL', read('DATABASE_URL')),
    database_app_url: databaseUrlOf('DATABASE_APP_URL', read('DATABASE_APP_URL')),
    key: read('OPENWARD_KEY'),
    key_former: read('OPENWARD_KEY_FORMER'),
    vault: vaultOf(webUrlOf('OPENWARD_VAULT_ADDRESS', read('OPENWARD_VAULT_ADDRESS')), read('OPENWARD_VAULT_TOKEN'), read('OPENWARD_VAULT_KEY') ?? 'openward', read('OPENWARD_VAULT_MOUNT') ?? 'transit', read('OPENWARD_KEY')),
    log_level: logLevelOf(read('OPENWARD_LOG') ?? (process.stdout.isTTY ? 'warn' : 'info')),
    audit_key: read('OPENWARD_AUDIT_KEY'),
    audit_witnesses: listOf(read('OPENWARD_AUDIT_WITNESS')),
    syslog: syslogOf('OPENWARD_SYSLOG', read('OPENWARD_SYSLOG'), read('OPENWARD_SYSLOG_CERTIFICATE'), read('OPENWARD_SYSLOG_KEY'), read('OPENWARD_SYSLOG_AUTHORITY')),
    audit_feed: feedOf(read('OPENWARD_AUDIT_FEED'), read('OPENWARD_AUDIT_FEED_TOKEN')),
    backup_folder: read('OPENWARD_BACKUP_FOLDER'),
    backup_s3: bucketOf(read('OPENWARD_BACKUP_S3'), read('OPENWARD_BACKUP_S3_REGION') ?? 'us-east-1', read('OPENWARD_BACKUP_S3_KEY'), read('OPENWARD_BACKUP_S3_SECRET'), read('OPENWARD_BACKUP_FOLDER')),
    downtime_folder: read('OPENWARD_DOWNTIME_FOLDER'),
    backup_recipients: listOf(read('OPENWARD_BACKUP_RECIPIENT')),
    limits: {
      account_per_second: countOf('OPENWARD_LIMIT_ACCOUNT', read('OPENWARD_LIMIT_ACCOUNT') ?? '2000'),
      account_at_once: countOf('OPENWARD_LIMIT_AT_ONCE', read('OPENWARD_LIMIT_AT_ONCE') ?? '64'),
      address_per_second: countOf('OPENWARD_LIMIT_ADDRESS', read('OPENWARD_LIMIT_ADDRESS') ?? '100'),
    },
    outbound_allow: networksOf('OPENWARD_OUTBOUND_ALLOW', listOf(read('OPENWARD_OUTBOUND_ALLOW'))),
    scanner: scannerOf('OPENWARD_SCANNER', read('OPENWARD_SCANNER')),
    scanner_required: yesOrNo('OPENWARD_SCANNER_REQUIRED', read('OPENWARD_SCANNER_REQUIRED') ?? 'yes'),
    demo: given.demo ?? false,
  };
}

const listOf = (text: string | undefined): string[] => (text ?? '').split(/[\s,]+/).filter((each) => each !== '');

/** The address to type into a browser on this machine. */
export function addressOf(host: string, port: number, tls = false): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `${tls ? 'https' : 'http'}://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

function tlsOf(certificate: string | undefined, key: string | undefined): Config['tls'] {
  if (certificate === undefined && key === undefined) return undefined;
  if (certificate === undefined || key === undefined) throw new CannotStart('config.tls', 'OPENWARD_TLS_CERTIFICATE and OPENWARD_TLS_KEY go together: set both, or none.');
  return { certificate: path.resolve(certificate), key: path.resolve(key) };
}

function vaultOf(address: string | undefined, token: string | undefined, key: string, mount: string, environment: string | undefined): Config['vault'] {
  if (address === undefined && token === undefined) return undefined;
  if (address === undefined || token === undefined) throw new CannotStart('config.vault', 'OPENWARD_VAULT_ADDRESS and OPENWARD_VAULT_TOKEN go together: set both, or none.');
  if (environment !== undefined) throw new CannotStart('config.vault', 'The key is in Vault or in OPENWARD_KEY, not in both: move the one that was before to OPENWARD_KEY_FORMER.');
  if (!/^[\w./-]+$/.test(mount) || mount.includes('..')) throw new CannotStart('config.vault', 'OPENWARD_VAULT_MOUNT is not a path of Vault, such as transit.');
  return { address, token, key, mount };
}

function bucketOf(address: string | undefined, region: string, access_key: string | undefined, secret_key: string | undefined, folder: string | undefined): Config['backup_s3'] {
  if ((access_key === undefined) !== (secret_key === undefined)) throw new CannotStart('config.backup_s3', 'OPENWARD_BACKUP_S3_KEY and OPENWARD_BACKUP_S3_SECRET go together: set both, or none.');
  if (address === undefined) {
    if (access_key !== undefined) throw new CannotStart('config.backup_s3', 'OPENWARD_BACKUP_S3_KEY is set without OPENWARD_BACKUP_S3: set the address of the bucket as well.');
    return undefined;
  }
  if (folder !== undefined) throw new CannotStart('config.backup_s3', 'Backups go to OPENWARD_BACKUP_FOLDER or to OPENWARD_BACKUP_S3, not to both: set one of them.');
  // Not shown where it is wrong: there may be a password in it.
  if (!/^https?:\/\/[^/@?#]+\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[A-Za-z0-9._-]+)*\/?$/.test(address)) throw new CannotStart('config.backup_s3', 'OPENWARD_BACKUP_S3 is not the address of a bucket, such as https://s3.example/hospital-backups, with a folder in it where wanted.');
  if (!/^[a-z0-9-]{1,40}$/.test(region)) throw new CannotStart('config.backup_s3', `OPENWARD_BACKUP_S3_REGION is ${region}, and must be the name of a region, such as eu-central-1.`);
  return { address, region, access_key, secret_key };
}

function portOf(name: string, text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new CannotStart(
      'config.port',
      `${name} is ${text}, and must be a number from 0 to 65535 (0 takes a free one).`,
    );
  }
  return port;
}

function countOf(name: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new CannotStart('config.limit', `${name} is ${text}, and must be a number from 1 to 999999.`);
  return Number(text);
}

function networksOf(name: string, networks: string[]): string[] {
  for (const network of networks) {
    const [, net = '', bits = '0'] = /^([\d.a-f:]+?)(?:\/(\d{1,3}))?$/i.exec(network) ?? [];
    const family = isIP(net);
    if (family === 0 || Number(bits) > (family === 4 ? 32 : 128)) throw new CannotStart('config.network', `${name} has ${network}, and takes addresses and networks such as 10.20.0.7 or 10.20.0.0/24.`);
  }
  return networks;
}

function scannerOf(name: string, text: string | undefined): Config['scanner'] {
  if (text === undefined || text === 'none') return undefined;
  const [, host = '', port = ''] = /^clamd:\/\/(\[[\da-f:]+\]|[\w.-]+)(?::(\d{1,5}))?$/i.exec(text) ?? [];
  if (host === '') throw new CannotStart('config.scanner', `${name} is ${text}, and must be none or an address such as clamd://127.0.0.1:3310.`);
  return { host: host.replaceAll(/[[\]]/g, ''), port: portOf(name, port === '' ? '3310' : port) };
}

function syslogOf(name: string, text: string | undefined, certificate: string | undefined, key: string | undefined, authority: string | undefined): Config['syslog'] {
  if (text === undefined) {
    if ((certificate ?? key ?? authority) !== undefined) throw new CannotStart('config.syslog', `${name} is not set, and its certificate is: set the address as well, or none.`);
    return undefined;
  }
  const [, host = '', port = ''] = /^tls:\/\/(\[[\da-f:]+\]|[\w.-]+)(?::(\d{1,5}))?$/i.exec(text) ?? [];
  if (host === '') throw new CannotStart('config.syslog', `${name} is ${text}, and must be an address such as tls://syslog.hospital.example:6514.`);
  if (certificate === undefined || key === undefined) throw new CannotStart('config.syslog', `${name} goes with ${name}_CERTIFICATE and ${name}_KEY: the receiver must know who sends.`);
  return {
    host: host.replaceAll(/[[\]]/g, ''), port: portOf(name, port === '' ? '6514' : port), certificate: path.resolve(certificate), key: path.resolve(key),
    authority: authority === undefined ? undefined : path.resolve(authority),
  };
}

function feedOf(text: string | undefined, token: string | undefined): Config['audit_feed'] {
  const url = webUrlOf('OPENWARD_AUDIT_FEED', text);
  if (url === undefined && token !== undefined) throw new CannotStart('config.feed', 'OPENWARD_AUDIT_FEED_TOKEN goes with OPENWARD_AUDIT_FEED: set both, or none.');
  if (url === undefined) return undefined;
  // Not shown: an address may hold a secret.
  if (!url.startsWith('https:')) throw new CannotStart('config.feed', 'OPENWARD_AUDIT_FEED must begin with https://: it tells who saw whom.');
  return { url, token };
}

function webUrlOf(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new CannotStart(
      'config.url',
      `${name} is ${text}, and must be an address such as https://hospital.example.`,
    );
  }
  return text;
}

function databaseUrlOf(name: string, text: string | undefined): string | undefined {
  // Not shown when it is wrong: it holds a password.
  if (text !== undefined && !/^postgres(ql)?:\/\//.test(text)) {
    throw new CannotStart(
      'config.database_url',
      `${name} is not an address that begins with postgres:// or postgresql://.`,
    );
  }
  return text;
}

function yesOrNo(name: string, text: string): boolean {
  if (['yes', 'true', '1'].includes(text)) return true;
  if (['no', 'false', '0'].includes(text)) return false;
  throw new CannotStart('config.yes_or_no', `${name} is ${text}, and must be yes or no.`);
}

function logLevelOf(text: string): LogLevel {
  const level = logLevels.find((name) => name === text);
  if (level === undefined) {
    throw new CannotStart(
      'config.log',
      `OPENWARD_LOG is ${text}, and must be one of ${logLevels.join(', ')}.`,
    );
  }
  return level;
}
