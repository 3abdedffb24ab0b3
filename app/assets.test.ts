import { expect, test } from 'vitest';
import { readConfig } from '@openward/platform/config';
import { configAssets } from './assets.ts';

const told = (environment: Record<string, string>) => configAssets(readConfig({ OPENWARD_DATA: '/srv/openward', ...environment }));
const find = (environment: Record<string, string>, code: string) => told(environment).filter((each) => each.code === code).map(({ where, protection }) => [where, protection]);

test('a hospital without settings of its own: one address on this machine, its folder, its keys', () => {
  expect(told({}).map(({ code }) => code)).toEqual(['listener', 'database', 'data-folder', 'backups', 'downtime-folder', 'key-encryption-key', 'audit-key', 'backup-identity']);
  expect(find({}, 'listener')).toEqual([['http://127.0.0.1:8080', 'this-machine']]);
});

test('what crosses a network in clear says so', () => {
  expect(find({ HOST: '0.0.0.0', OPENWARD_PUBLIC_URL: 'http://ward.example' }, 'listener')).toEqual([['http://ward.example', 'plain']]);
  expect(find({ HOST: '0.0.0.0', OPENWARD_PUBLIC_URL: 'https://ward.example' }, 'listener')).toEqual([['https://ward.example', 'tls']]);
  expect(find({ OPENWARD_SCANNER: 'clamd://10.1.2.3:3310' }, 'scanner')).toEqual([['10.1.2.3:3310', 'plain']]);
  expect(find({ OPENWARD_SCANNER: 'clamd://127.0.0.1:3310' }, 'scanner')).toEqual([['127.0.0.1:3310', 'this-machine']]);
});

test('each way out and each key that the settings name is told', () => {
  const all = told({
    OPENWARD_TLS_CERTIFICATE: '/etc/tls/c.pem', OPENWARD_TLS_KEY: '/etc/tls/k.pem', OPENWARD_REDIRECT_PORT: '8081', OPENWARD_VAULT_ADDRESS: 'https://vault.example:8200', OPENWARD_VAULT_TOKEN: 'hvs.SECRET1',
    OPENWARD_AUDIT_WITNESS: 'https://user:SECRET2@witness.example/log?key=SECRET3 mailto:auditor@example.org', OPENWARD_SYSLOG: 'tls://syslog.example', OPENWARD_SYSLOG_CERTIFICATE: 'a', OPENWARD_SYSLOG_KEY: 'b',
    OPENWARD_AUDIT_FEED: 'https://fhir.example/r4?token=SECRET4', OPENWARD_AUDIT_FEED_TOKEN: 'SECRET5', OPENWARD_OUTBOUND_ALLOW: '10.20.0.0/24', OPENWARD_SCANNER: 'clamd://av.example',
    OPENWARD_BACKUP_S3: 'https://s3.example/hospital', OPENWARD_BACKUP_S3_KEY: 'SECRET6', OPENWARD_BACKUP_S3_SECRET: 'SECRET7', DATABASE_URL: 'postgres://owner:SECRET8@db.example:5432/ward?sslmode=verify-full', OPENWARD_AUDIT_KEY: 'SECRET9',
    OPENWARD_BACKUP_RECIPIENT: 'age1xyz',
  });
  expect(all.map(({ code }) => code)).toEqual([
    'listener', 'redirect', 'tls-key', 'database', 'data-folder', 'backups', 'downtime-folder', 'key-encryption-key', 'audit-key', 'vault', 'scanner', 'witness', 'witness', 'syslog', 'audit-feed', 'inside-network',
  ]);
  expect(JSON.stringify(all)).not.toMatch(/SECRET/);
  expect(all.filter(({ code }) => code === 'witness').map(({ where }) => where)).toEqual(['https://witness.example/log', 'mailto:auditor@example.org']);
});
