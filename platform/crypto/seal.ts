import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Where a sealed value stands. It opens there only: a value moved to another row, column or table is refused. */
export interface Place {
  table: string;
  column: string;
  row: string;
}

/** A key and the id by which sealed values name it. */
export interface DataKey {
  id: string;
  key: Buffer;
}

/** A sealed value could not be opened: altered, moved, or sealed by a key that is not here. */
export class SealBroken extends Error {}

// format (1 byte) · id of the data key (16) · nonce (12) · ciphertext · tag (16)
const format = 1;
const idBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + idBytes + nonceBytes;

/** Seals with AES-256-GCM, bound to its place. */
export function sealWith({ id, key }: DataKey, plain: Uint8Array, place: Place): Buffer {
  const nonce = randomBytes(nonceBytes);
  const head = Buffer.concat([Buffer.of(format), idToBytes(id), nonce]);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(boundTo(head, place));
  return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `sealWith` sealed. Throws `SealBroken` for anything else. */
export function openWith(key: Buffer, sealed: Uint8Array, place: Place): Buffer {
  const bytes = Buffer.from(sealed);
  if (bytes.length < headBytes + tagBytes || bytes[0] !== format) throw new SealBroken('not a sealed value');
  const head = bytes.subarray(0, headBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, head.subarray(1 + idBytes), { authTagLength: tagBytes });
  decipher.setAAD(boundTo(head, place));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(headBytes, -tagBytes)), decipher.final()]);
  } catch {
    throw new SealBroken(`the sealed value in ${place.table}.${place.column} was altered or moved`);
  }
}

/** The id of the data key that a sealed value names. */
export function dataKeyOf(sealed: Uint8Array): string {
  if (sealed.length < headBytes + tagBytes || sealed[0] !== format) throw new SealBroken('not a sealed value');
  const hex = Buffer.from(sealed.subarray(1, 1 + idBytes)).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function idToBytes(id: string): Buffer {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  if (bytes.length !== idBytes) throw new TypeError('the id of a data key is a uuid');
  return bytes;
}

function boundTo(head: Buffer, { table, column, row }: Place): Buffer {
  return Buffer.concat([head, Buffer.from(JSON.stringify([table, column, row]), 'utf8')]);
}
