import path from 'node:path';
import { expect, test } from 'vitest';
import { addressOf, readConfig } from './config.ts';

test('without any setting it serves this machine only, with its data beside it', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1', port: 8080, public_url: 'http://127.0.0.1:8080', data_folder: path.resolve('.openward'),
    database_url: undefined, proxy_trusted: false, demo: false,
  });
});

test('reads each setting', () => {
  const config = readConfig({
    HOST: '0.0.0.0', PORT: '80', OPENWARD_PUBLIC_URL: 'https://ward.example', OPENWARD_TRUST_PROXY: 'yes', OPENWARD_DATA: '/srv/ward',
    DATABASE_URL: 'postgres://owner@db/ward', OPENWARD_LOG: 'debug',
  }, { demo: true });
  expect(config).toMatchObject({
    host: '0.0.0.0', port: 80, public_url: 'https://ward.example', proxy_trusted: true, data_folder: '/srv/ward',
    database_url: 'postgres://owner@db/ward', log_level: 'debug', demo: true,
  });
});

test.each([
  [{ PORT: '80a' }, 'PORT is 80a'],
  [{ PORT: '65536' }, '0 to 65535'],
  [{ DATABASE_URL: 'mysql://u:secret@db/x' }, 'DATABASE_URL is not'],
  [{ DATABASE_URL: 'nonsense' }, 'DATABASE_URL is not'],
  [{ OPENWARD_TRUST_PROXY: 'maybe' }, 'yes or no'],
  [{ OPENWARD_TLS_KEY: '/ward.key' }, 'go together'],
  [{ OPENWARD_REDIRECT_PORT: '80' }, 'leads to TLS'],
  [{ OPENWARD_VAULT_TOKEN: 'secret' }, 'go together'],
  [{ OPENWARD_VAULT_ADDRESS: 'https://vault.example', OPENWARD_VAULT_TOKEN: 'secret', OPENWARD_KEY: 'x' }, 'not in both'],
  [{ OPENWARD_LOG: 'loud' }, 'OPENWARD_LOG is loud'],
  [{ OPENWARD_LIMIT_ACCOUNT: '0' }, 'OPENWARD_LIMIT_ACCOUNT is 0'],
  [{ OPENWARD_OUTBOUND_ALLOW: '10.20.0.0/24 gateway' }, 'OPENWARD_OUTBOUND_ALLOW has gateway'],
  [{ OPENWARD_OUTBOUND_ALLOW: '10.20.0.0/33' }, 'has 10.20.0.0/33'],
  [{ OPENWARD_SCANNER: 'http://scanner' }, 'OPENWARD_SCANNER is http://scanner'],
  [{ OPENWARD_SCANNER_REQUIRED: 'maybe' }, 'yes or no'],
  [{ OPENWARD_SYSLOG: 'udp://log.example' }, 'OPENWARD_SYSLOG is udp://log.example'],
  [{ OPENWARD_SYSLOG: 'tls://log.example' }, 'must know who sends'],
  [{ OPENWARD_SYSLOG_KEY: '/log.key' }, 'OPENWARD_SYSLOG is not set'],
  [{ OPENWARD_AUDIT_FEED: 'http://fhir.example/fhir' }, 'must begin with https'],
  [{ OPENWARD_AUDIT_FEED_TOKEN: 'secret' }, 'set both'],
  [{ OPENWARD_BACKUP_S3: 'https://user:secret@s3.example/bucket' }, 'not the address of a bucket'],
  [{ OPENWARD_BACKUP_S3: 's3://bucket' }, 'not the address of a bucket'],
  [{ OPENWARD_BACKUP_S3: 'https://s3.example/bucket?x=secret' }, 'not the address of a bucket'],
  [{ OPENWARD_BACKUP_S3: 'https://s3.example/bucket', OPENWARD_BACKUP_FOLDER: '/srv' }, 'not to both'],
  [{ OPENWARD_BACKUP_S3: 'https://s3.example/bucket', OPENWARD_BACKUP_S3_SECRET: 'secret' }, 'go together'],
  [{ OPENWARD_BACKUP_S3_KEY: 'AKID', OPENWARD_BACKUP_S3_SECRET: 'secret' }, 'without OPENWARD_BACKUP_S3'],
  [{ OPENWARD_DATE: '/srv' }, 'no setting OPENWARD_DATE'],
])('refuses %o in one line that names it', (environment, line) => {
  expect(() => readConfig(environment)).toThrow(line);
  expect(() => readConfig(environment)).not.toThrow(/secret|\n/);
});

test('a scanner has its usual port unless told, and is none where it is not wanted', () => {
  expect(readConfig({ OPENWARD_SCANNER: 'clamd://scanner.local' })).toMatchObject({ scanner: { host: 'scanner.local', port: 3310 }, scanner_required: true });
  expect(readConfig({ OPENWARD_SCANNER: 'clamd://[::1]:99', OPENWARD_SCANNER_REQUIRED: 'no' })).toMatchObject({ scanner: { host: '::1', port: 99 }, scanner_required: false });
  expect(readConfig({ OPENWARD_SCANNER: 'none' }).scanner).toBeUndefined();
});

test('shows an address that a browser on this machine can open', () => {
  expect(addressOf('0.0.0.0', 80)).toBe('http://127.0.0.1:80');
  expect(addressOf('::1', 80)).toBe('http://[::1]:80');
  expect(addressOf('0.0.0.0', 443, true)).toBe('https://127.0.0.1:443');
  expect(readConfig({ OPENWARD_TLS_CERTIFICATE: '/ward.pem', OPENWARD_TLS_KEY: '/ward.key', OPENWARD_REDIRECT_PORT: '80' })).toMatchObject({ public_url: 'https://127.0.0.1:8080', redirect_port: 80, tls: { certificate: '/ward.pem', key: '/ward.key' } });
});
