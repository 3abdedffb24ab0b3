import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isIP } from 'node:net';
import { sql } from 'kysely';
import { addressOf, type Config } from '@openward/platform/config';
import { describeConnection, readConnection, type Tx } from '@openward/platform/db';
import { asset, plainAddress, tellAssets, type Asset } from '@openward/platform/installation';
import { ownBillOfMaterials } from './sbom.ts';

const { version: openward_version } = JSON.parse(readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8')) as { version: string };

/** From now on the inventory of assets tells of what the settings of this process name. */
export function tellAssetsOf(config: Config): void {
  const packages = ownBillOfMaterials().components.length;
  tellAssets('settings', async (tx) => [...configAssets(config), ...softwareAssets(packages, await postgresVersion(tx))]);
}

/** What the settings name: ways in, places of data, keys, and ways out. Addresses are told without the secrets that they may hold. */
export function configAssets(config: Config): Asset[] {
  const { data_folder, host, public_url, redirect_port, tls } = config;
  return [
    asset('listener', plainAddress(public_url), { holds: 'patients', protection: tls !== undefined || public_url.startsWith('https:') ? 'tls' : isOwnMachine(host) ? 'this-machine' : 'plain' }),
    ...(redirect_port === undefined ? [] : [asset('redirect', plainAddress(addressOf(host, redirect_port)), { holds: 'nothing', protection: 'plain' })]),
    ...(tls === undefined ? [] : [asset('tls-key', tls.key, { holds: 'secrets', protection: 'owner-only' })]),
    asset('database', config.database_url === undefined ? path.join(data_folder, 'postgres') : describeConnection(readConnection(config.database_url)), { holds: 'patients', protection: 'sealed' }),
    asset('data-folder', data_folder, { holds: 'patients', protection: 'owner-only' }),
    asset('backups', config.backup_s3 === undefined ? config.backup_folder ?? path.join(data_folder, 'backups') : plainAddress(config.backup_s3.address), { holds: 'patients', protection: 'age' }),
    asset('downtime-folder', config.downtime_folder ?? path.join(data_folder, 'downtime'), { holds: 'patients', protection: 'passphrase' }),
    ...keyAssets(config),
    ...waysOut(config),
  ];
}

function keyAssets({ audit_key, backup_recipients, data_folder, key, vault }: Config): Asset[] {
  const kept = (name: string) => path.join(data_folder, 'keys', name);
  return [
    vault === undefined
      ? asset('key-encryption-key', key === undefined ? kept('key-encryption-key') : 'OPENWARD_KEY', { holds: 'secrets', protection: key === undefined ? 'owner-only' : 'environment' })
      : asset('key-encryption-key', `${vault.mount}/${vault.key}`, { holds: 'secrets', protection: 'vault' }),
    asset('audit-key', audit_key === undefined ? kept('audit-signing-key') : 'OPENWARD_AUDIT_KEY', { holds: 'secrets', protection: audit_key === undefined ? 'owner-only' : 'environment' }),
    ...(backup_recipients.length === 0 ? [asset('backup-identity', kept('backup-identity'), { holds: 'secrets', protection: 'owner-only' })] : []),
  ];
}

function waysOut({ audit_feed, audit_witnesses, outbound_allow, scanner, syslog, vault }: Config): Asset[] {
  return [
    ...(vault === undefined ? [] : [asset('vault', plainAddress(vault.address), { holds: 'secrets', protection: vault.address.startsWith('https:') ? 'tls' : 'plain' })]),
    ...(scanner === undefined ? [] : [asset('scanner', `${scanner.host}:${scanner.port}`, { holds: 'patients', protection: isOwnMachine(scanner.host) ? 'this-machine' : 'plain' })]),
    ...audit_witnesses.map((witness) => asset('witness', /^https?:/.test(witness) ? plainAddress(witness) : witness, { holds: 'nothing', protection: 'signed' })),
    ...(syslog === undefined ? [] : [asset('syslog', `${syslog.host}:${syslog.port}`, { holds: 'patients', protection: 'mutual-tls' })]),
    ...(audit_feed === undefined ? [] : [asset('audit-feed', plainAddress(audit_feed.url), { holds: 'patients', protection: 'tls' })]),
    ...outbound_allow.map((network) => asset('inside-network', network, { holds: 'patients', protection: 'none' })),
  ];
}

const isOwnMachine = (host: string): boolean => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

const softwareAssets = (packages: number, postgresql: string): Asset[] => [
  asset('openward', '', { version: openward_version, holds: 'patients', protection: 'lock-file' }),
  asset('node', '', { version: process.versions.node, holds: 'patients', protection: 'lock-file' }),
  asset('postgresql', '', { version: postgresql, holds: 'patients', protection: 'lock-file' }),
  asset('packages', 'openward sbom', { version: String(packages), holds: 'patients', protection: 'lock-file' }),
];

async function postgresVersion(tx: Tx): Promise<string> {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(tx);
  return rows[0]?.version ?? '';
}
