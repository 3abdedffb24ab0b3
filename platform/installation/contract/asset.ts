import { z } from 'zod';

/** Parts of the map of what a hospital runs on: ways by which others reach it, what it is made of, where data lie, what opens them, whom it reaches, and what reaches it with a key of its own. */
export const assetKinds = ['way-in', 'machine', 'workplace', 'software', 'store', 'key', 'way-out'] as const;
export type AssetKind = (typeof assetKinds)[number];

/** Each thing that the settings can name, with its part of the map and the permission of those who are in charge of it. */
export const assetCodes = {
  listener: ['way-in', 'accounts.manage'],
  redirect: ['way-in', 'accounts.manage'],
  'gateway-calls': ['way-in', 'billing.prices'],
  'message-receipts': ['way-in', 'messages.manage'],
  token: ['machine', 'tokens.manage'],
  browser: ['workplace', 'accounts.manage'],
  openward: ['software', 'backups.manage'],
  node: ['software', 'backups.manage'],
  postgresql: ['software', 'backups.manage'],
  packages: ['software', 'backups.manage'],
  database: ['store', 'backups.manage'],
  'data-folder': ['store', 'backups.manage'],
  backups: ['store', 'backups.manage'],
  'downtime-folder': ['store', 'downtime.manage'],
  'key-encryption-key': ['key', 'keys.manage'],
  'audit-key': ['key', 'keys.manage'],
  'tls-key': ['key', 'keys.manage'],
  'backup-identity': ['key', 'backups.manage'],
  'data-key': ['key', 'keys.manage'],
  vault: ['way-out', 'keys.manage'],
  'inside-network': ['way-out', 'accounts.manage'],
  scanner: ['way-out', 'accounts.manage'],
  witness: ['way-out', 'accounts.manage'],
  syslog: ['way-out', 'accounts.manage'],
  'audit-feed': ['way-out', 'accounts.manage'],
  mail: ['way-out', 'messages.manage'],
  'text-messages': ['way-out', 'messages.manage'],
  gateway: ['way-out', 'billing.prices'],
} as const satisfies Record<string, readonly [AssetKind, string]>;
export type AssetCode = keyof typeof assetCodes;

export const assetHolds = ['patients', 'staff', 'secrets', 'nothing'] as const;
export const assetProtections = ['tls', 'mutual-tls', 'this-machine', 'plain', 'owner-only', 'environment', 'vault', 'wrapped', 'sealed', 'age', 'passphrase', 'hashed', 'signed', 'lock-file', 'none'] as const;

export const Asset = z.object({
  code: z.enum(Object.keys(assetCodes) as [AssetCode, ...AssetCode[]]),
  /** Which one: an address without its secrets, a folder, a name. Empty where there can be one only. */
  where: z.string(),
  version: z.string().nullable(),
  /** The worst that is in it or passes it. */
  holds: z.enum(assetHolds),
  protection: z.enum(assetProtections),
  /** When it was used last, where that is known. */
  seen_at: z.iso.datetime({ offset: true }).nullable(),
});
export type Asset = z.output<typeof Asset>;
