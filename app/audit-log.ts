import path from 'node:path';
import { openSigningKey, sealEvents, type Signer, tellWitnesses, type Witness, witnessOf } from '@openward/platform/audit/log';
import { declareDestinations, type Destination, exportLog, feedOf, syslogOf } from '@openward/platform/audit/export';
import { mailPlainly } from '@openward/messages/api';
import type { Config } from '@openward/platform/config';
import type { Database } from '@openward/platform/db';
import { every } from '@openward/platform/jobs';

let opened: { signer: Signer; witnesses: readonly Witness[]; destinations: readonly Destination[] } | null = null;

/** Where the key that signs checkpoints is. */
export const signingKeyOf = ({ audit_key, data_folder }: Config) => ({ environment: audit_key, file: path.join(data_folder, 'keys', 'audit-signing-key') });

/** Opens the signing key, which the first start makes; from now on the audit log is sealed, its witnesses are told, and others are given it. */
export function openAuditLog(config: Config): void {
  opened = { signer: openSigningKey(signingKeyOf(config)), witnesses: config.audit_witnesses.map((setting) => witnessOf(setting, mailPlainly)), destinations: destinationsOf(config) };
}

const destinationsOf = ({ syslog, audit_feed, public_url }: Config): Destination[] => [
  ...(syslog === undefined ? [] : [syslogOf(syslog, public_url)]), ...(audit_feed === undefined ? [] : [feedOf(audit_feed.url, audit_feed.token, public_url)]),
];

/** Gives every event that waits its leaf. */
async function seal(database: Database): Promise<void> {
  if (opened === null) return;
  while ((await sealEvents(database, opened.signer))?.more === true);
}

every(0.5, 'seal the audit log', seal);
every(60, 'tell the witnesses of the audit log', async (database) => {
  if (opened !== null) await tellWitnesses(database, opened.witnesses);
});

let declared = false;
every(1, 'give the audit log to others', async (database) => {
  if (opened === null) return;
  const { destinations } = opened;
  if (!declared) await declareDestinations(database, destinations.map(({ name }) => name));
  declared = true;
  // One that is away keeps no other waiting.
  await Promise.all(destinations.map((destination) => exportLog(database, destination)));
});
