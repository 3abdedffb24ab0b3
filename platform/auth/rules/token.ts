import { createHash, randomBytes } from 'node:crypto';

/** A random token of 256 bits for a cookie or a machine. It is told once; the database keeps its hash. */
export function makeToken(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** What the database keeps of a token. A plain hash is enough: 256 random bits cannot be guessed. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
