import { randomUUIDv7 } from 'node:crypto';

/** A new key, made here so that a secret can be sealed to its row before the row exists. */
export const newId = (): string => randomUUIDv7();
