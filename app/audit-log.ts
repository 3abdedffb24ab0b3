import path from 'node:path';
import { openSigningKey, sealEvents, type Signer, tellWitnesses, type Witness, witnessOf } from '@openward/platform/audit/log';
import type { Config } from '@openward/platform/config';
import type { Database } from '@openward/platform/db';
import { every } from '@openward/platform/jobs';

let opened: { signer: Signer; witnesses: readonly Witness[] } | null = null;

/** Where the key that signs checkpoints is. */
export const signingKeyOf = ({ audit_key, data_folder }: Config) => ({ environment: audit_key, file: path.join(data_folder, 'keys', 'audit-signing-key') });

/** Opens the signing key, which the first start makes; from now on the audit log is sealed and its witnesses are told. */
export function openAuditLog(config: Config): void {
  opened = { signer: openSigningKey(signingKeyOf(config)), witnesses: config.audit_witnesses.map(witnessOf) };
}

/** Gives every event that waits its leaf. */
async function seal(database: Database): Promise<void> {
  if (opened === null) return;
  while ((await sealEvents(database, opened.signer))?.more === true);
}

every(0.5, 'seal the audit log', seal);
every(60, 'tell the witnesses of the audit log', async (database) => {
  if (opened !== null) await tellWitnesses(database, opened.witnesses);
});
