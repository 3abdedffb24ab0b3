export { makeKeyFile, readKeyEncryptionKey, type KeySource } from './key-file.ts';
export { addSealingKey, blindIndex, keepKeyring, openKeyring, seal, unseal } from './keyring.ts';
export { SealBroken, type Place } from './seal.ts';
