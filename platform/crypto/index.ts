export { makeKeyFile, readKeyEncryptionKeys, type KeySource } from './key-file.ts';
export { addSealingKey, blindIndex, keepKeyring, openKeyring, seal, turnKeyEncryptionKey, unseal } from './keyring.ts';
export { askRotation, countByKey, reseal, steerRotation } from './reseal.ts';
export { SealBroken, type Place } from './seal.ts';
export { type VaultSettings } from './vault.ts';
