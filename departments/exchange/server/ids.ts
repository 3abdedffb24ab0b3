import { hash } from 'node:crypto';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
// A namespace of OpenWard's own (RFC 9562, version 5): ids made under it are the same in every import.
const namespace = Buffer.from('7d1c2b0e5a684c0f9f0d8c3b6a2e4f10', 'hex');

export function isUuid(text: string): boolean {
  return uuid.test(text);
}

/** The same UUID for the same parts, always. */
export function uuidOf(...parts: readonly string[]): string {
  const digest = hash('sha1', Buffer.concat([namespace, Buffer.from(JSON.stringify(parts))]), 'buffer').subarray(0, 16);
  digest[6] = (digest[6]! & 0x0f) | 0x50;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The id that a patient has here: their own where it is a UUID, and else one that is made of the source and their own. */
export function patientIdOf(source: string, id: string): string {
  return isUuid(id) ? id.toLowerCase() : uuidOf(source, 'Patient', id);
}
