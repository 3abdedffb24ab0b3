import { createPrivateKey } from 'node:crypto';
import { makeKeyFile, readKeyEncryptionKeys, type KeySource } from '../../crypto/index.ts';
import type { Signer } from './note.ts';

const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

const signerOf = (seed: Buffer): Signer => ({ origin: 'openward/audit', key: createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' }) });

/** The key that signs checkpoints: 32 bytes of its own, beside the key-encryption key and outside the database; the first start makes it. */
export const openSigningKey = (source: KeySource): Signer => signerOf(readKeyEncryptionKeys(source)[0] ?? makeKeyFile(source.file));

/** As `openSigningKey`, without making one: null where there is none. */
export function readSigningKey(source: KeySource): Signer | null {
  const seed = readKeyEncryptionKeys(source)[0];
  return seed === undefined ? null : signerOf(seed);
}
