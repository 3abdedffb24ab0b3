import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { readSigningKey, readVerifierKey, verifierKeyOf, verifyLog } from '@openward/platform/audit/log';
import { folderStore, keepBackups, openBackups, readStoreKeys, s3Store, takeUpRun, type Backups, type BackupStore, type DrillCheck } from '@openward/platform/backup';
import type { Config } from '@openward/platform/config';
import { every } from '@openward/platform/jobs';
import { signingKeyOf } from './audit-log.ts';
import type { Hospital } from './hospital.ts';

const { version } = JSON.parse(readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8')) as { version: string };

/** Every entry of the ledger sums to zero in each currency. */
const ledgerBalances: DrillCheck = async (connection) => {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows } = await client.query('select entry_id from ledger.posting group by entry_id, currency having sum(amount_minor) <> 0 limit 1');
    return rows.length === 0 ? null : 'the ledger does not balance';
  } finally {
    await client.end();
  }
};

/** The audit log agrees with what was signed. */
const auditVerifies = (config: Config): DrillCheck => async (connection) => {
  const signer = readSigningKey(signingKeyOf(config));
  if (signer === null) return null;
  const { findings } = await verifyLog(connection, { key: readVerifierKey(verifierKeyOf(signer))! });
  return findings.length === 0 ? null : 'the audit log was altered';
};

/** Where backups lie, from the settings: a store, or a folder. */
export function storeOf({ backup_s3, backup_folder, data_folder }: Config): BackupStore {
  if (backup_s3 === undefined) return folderStore(backup_folder ?? path.join(data_folder, 'backups'));
  const { address, region, access_key, secret_key } = backup_s3;
  const keys = access_key === undefined || secret_key === undefined ? readStoreKeys(path.join(data_folder, 'keys', 'backup-store')) : { access_key, secret_key };
  return s3Store({ address, region, ...keys });
}

/** How this hospital backs up, from its settings. */
export const backupsOf = (config: Config, { owner, maintenance }: Pick<Hospital, 'owner' | 'maintenance'>): Backups => ({
  owner, maintenance, version,
  store: storeOf(config),
  recipients: config.backup_recipients,
  identity_file: path.join(config.data_folder, 'keys', 'backup-identity'),
  checks: [ledgerBalances, auditVerifies(config)],
});

/** From now on this server backs up by itself and when it is asked to. */
export const startBackups = (config: Config, hospital: Pick<Hospital, 'owner' | 'maintenance'>): void => openBackups(backupsOf(config, hospital));

every(600, 'keep backups', keepBackups);
every(2, 'take up backups', takeUpRun);
