import { createHmac } from 'node:crypto';
import { readKeyEncryptionKeys, type KeySource } from './key-file.ts';
import { openWith, type Place, SealBroken, sealWith } from './seal.ts';
import { vaultWrapper } from './vault.ts';

/** A key-encryption key, wherever it is: it wraps data keys, each for its place, and nothing else. */
export interface Wrapper {
  wrap(id: string, key: Buffer, place: Place): Promise<{ wrapped: Buffer; wrapped_by: string }>;
  /** Throws `SealBroken` where another key wrapped it. */
  unwrap(wrapped: Buffer, place: Place): Promise<Buffer>;
}

/** A key-encryption key that this process holds. */
export function localWrapper(key: Buffer): Wrapper {
  const wrapped_by = createHmac('sha256', key).update('openward key-encryption key').digest('hex').slice(0, 8);
  return {
    wrap: async (id, dataKey, place) => ({ wrapped: sealWith({ id, key }, dataKey, place), wrapped_by }),
    unwrap: async (wrapped, place) => openWith(key, wrapped, place),
  };
}

/** The key-encryption keys: the first wraps, the former ones open what they wrapped. None: there is no key yet. */
export function wrappersOf(source: KeySource): Wrapper[] {
  const keys = readKeyEncryptionKeys(source).map(localWrapper);
  return source.vault === undefined ? keys : [vaultWrapper(source.vault), ...keys];
}

/** Opens a data key by whichever of these wrapped it; null where none did. */
export async function unwrapBy(wrappers: readonly Wrapper[], wrapped: Buffer, place: Place): Promise<{ key: Buffer; by: Wrapper } | null> {
  for (const by of wrappers) {
    try {
      return { key: await by.unwrap(wrapped, place), by };
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
    }
  }
  return null;
}
