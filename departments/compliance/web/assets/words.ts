import type { Asset, AssetCode, AssetKind } from '@openward/platform/installation/contract';
import { words } from '@openward/platform/ui';

export const kindWords = {
  'way-in': words('Ways in'),
  machine: words('Machines with a token'),
  workplace: words('Browsers of the last 90 days'),
  software: words('Software'),
  store: words('Where data lie'),
  key: words('What opens them'),
  'way-out': words('Ways out'),
} as const satisfies Record<AssetKind, unknown>;

export const codeWords = {
  listener: words('Address of the hospital'),
  redirect: words('Leads to TLS'),
  'gateway-calls': words('Calls of the payment gateway'),
  'message-receipts': words('Receipts of messages'),
  token: words('Token'),
  browser: words('Browser'),
  openward: words('OpenWard'),
  node: words('Node.js'),
  postgresql: words('PostgreSQL'),
  packages: words('Libraries'),
  database: words('Database'),
  'data-folder': words('Data folder'),
  backups: words('Backups'),
  'downtime-folder': words('Downtime snapshots'),
  'key-encryption-key': words('Key-encryption key'),
  'audit-key': words('Key that signs the audit log'),
  'tls-key': words('Key of the TLS certificate'),
  'backup-identity': words('Key that opens backups'),
  'data-key': words('Data key'),
  vault: words('Vault'),
  'inside-network': words('Network inside that adapters may reach'),
  scanner: words('Virus scanner'),
  witness: words('Witness of the audit log'),
  syslog: words('Syslog receiver of the audit log'),
  'audit-feed': words('FHIR repository of the audit log'),
  mail: words('Server for e-mail'),
  'text-messages': words('Provider of SMS'),
  gateway: words('Payment gateway'),
} as const satisfies Record<AssetCode, unknown>;

export const holdsWords = {
  patients: words('Data of patients'),
  staff: words('Data of staff'),
  secrets: words('Secrets'),
  nothing: words('Nothing personal'),
} as const satisfies Record<Asset['holds'], unknown>;

export const protectionWords = {
  tls: words('TLS'),
  'mutual-tls': words('TLS, both sides proven'),
  'this-machine': words('This machine only'),
  plain: words('In clear'),
  'owner-only': words('Readable by its owner only'),
  environment: words('In the environment of the process'),
  vault: words('In Vault'),
  wrapped: words('Wrapped by the key-encryption key'),
  sealed: words('Secret values are sealed'),
  age: words('Encrypted by age'),
  passphrase: words('Encrypted by the passphrase'),
  hashed: words('Only its hash is kept'),
  signed: words('Signed'),
  'lock-file': words('Pinned by version and sum'),
  none: words('None'),
} as const satisfies Record<Asset['protection'], unknown>;

export const stateWords = { same: words('As reviewed'), new: words('New'), changed: words('Changed') } as const;
