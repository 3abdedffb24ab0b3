import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Decrypter, Encrypter } from 'age-encryption';
import { BackupBroken } from './frames.ts';

// age (age-encryption.org/v1). The header, in which the file key is sealed to each recipient, is the library’s; the payload is ChaCha20-Poly1305 of OpenSSL, in
// pieces of 64 KiB (STREAM), as the specification says: many times as quick as the same in JavaScript.

/** The identity does not open the backup. */
export class WrongKey extends Error {}

const piece_bytes = 64 * 1024;
const tag_bytes = 16;
const nonce_bytes = 16;
/** Of the header, more than which no backup has. */
const header_bytes_max = 64 * 1024;
const cipher = 'chacha20-poly1305';

const keyOf = (fileKey: Uint8Array, nonce: Uint8Array): Buffer => Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32));

/** The nonce of a piece: 11 bytes of its number, and whether it is the last. */
function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Encrypts bytes for recipients, as they come. */
export async function* seal(bytes: AsyncIterable<Uint8Array>, recipients: readonly string[]): AsyncGenerator<Buffer> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  let fileKey: Uint8Array | null = null;
  encrypter.addRecipient({
    wrapFileKey(key) {
      fileKey = key;
      return [];
    },
  });
  // The library seals nothing: what it writes is the header, a nonce of its own and an empty piece. The nonce here is another, and so is the key.
  const empty = Buffer.from(await encrypter.encrypt(new Uint8Array()));
  const nonce = randomBytes(nonce_bytes);
  yield Buffer.concat([empty.subarray(0, empty.length - nonce_bytes - tag_bytes), nonce]);
  const key = keyOf(fileKey!, nonce);
  let number = 0;
  const encrypted = (plain: Uint8Array, last: boolean): Buffer[] => {
    const sealing = createCipheriv(cipher, key, nonceOf(number, last), { authTagLength: tag_bytes });
    number += 1;
    return [sealing.update(plain), sealing.final(), sealing.getAuthTag()];
  };
  let held: Buffer = Buffer.alloc(0);
  for await (const each of bytes) {
    const all = held.length === 0 ? Buffer.from(each.buffer, each.byteOffset, each.byteLength) : Buffer.concat([held, each]);
    const parts: Buffer[] = [];
    let at = 0;
    // The last piece is marked: one is held back until it is known that more follows.
    for (; all.length - at > piece_bytes; at += piece_bytes) parts.push(...encrypted(all.subarray(at, at + piece_bytes), false));
    held = Buffer.from(all.subarray(at));
    if (parts.length > 0) yield Buffer.concat(parts);
  }
  yield Buffer.concat(encrypted(held, true));
}

/** Decrypts what `seal` or any other writer of age wrote. Throws `WrongKey` or `BackupBroken`. */
export async function* unseal(bytes: AsyncIterable<Uint8Array>, identity: string): AsyncGenerator<Buffer> {
  const decrypter = new Decrypter();
  try {
    decrypter.addIdentity(identity.trim());
  } catch (error) {
    throw new WrongKey('This key is no identity of age.', { cause: error });
  }
  let key: Buffer | null = null;
  let number = 0;
  let held: Buffer = Buffer.alloc(0);
  const opened = (sealed: Buffer, last: boolean): Buffer => {
    if (sealed.length < tag_bytes || (last && number > 0 && sealed.length === tag_bytes)) throw new BackupBroken('The backup is damaged, or was cut off.');
    const opening = createDecipheriv(cipher, key!, nonceOf(number, last), { authTagLength: tag_bytes });
    number += 1;
    opening.setAuthTag(sealed.subarray(sealed.length - tag_bytes));
    try {
      const plain = opening.update(sealed.subarray(0, sealed.length - tag_bytes));
      opening.final();
      return plain;
    } catch (error) {
      throw new BackupBroken('The backup is damaged, or was cut off.', { cause: error });
    }
  };
  for await (const each of bytes) {
    let all = held.length === 0 ? Buffer.from(each.buffer, each.byteOffset, each.byteLength) : Buffer.concat([held, each]);
    if (key === null) {
      const end = endOfHeader(all);
      if (end === null && all.length > header_bytes_max) throw noBackup();
      if (end === null || all.length < end + nonce_bytes) {
        held = Buffer.from(all);
        continue;
      }
      key = keyOf(await fileKeyOf(decrypter, all.subarray(0, end)), all.subarray(end, end + nonce_bytes));
      all = all.subarray(end + nonce_bytes);
    }
    const sealed_bytes = piece_bytes + tag_bytes;
    const parts: Buffer[] = [];
    let at = 0;
    for (; all.length - at > sealed_bytes; at += sealed_bytes) parts.push(opened(all.subarray(at, at + sealed_bytes), false));
    held = Buffer.from(all.subarray(at));
    if (parts.length > 0) yield Buffer.concat(parts);
  }
  if (key === null) throw noBackup();
  yield opened(held, true);
}

const noBackup = (cause?: unknown): BackupBroken => new BackupBroken('This is no backup of OpenWard, or its beginning is damaged.', { cause });

/** The header ends with the line of its sum: `--- ` and that. Null where it has not come yet. */
function endOfHeader(bytes: Buffer): number | null {
  const sum = bytes.indexOf('\n--- ');
  const end = sum === -1 ? -1 : bytes.indexOf('\n', sum + 1);
  return end === -1 ? null : end + 1;
}

async function fileKeyOf(decrypter: Decrypter, header: Buffer): Promise<Uint8Array> {
  try {
    return await decrypter.decryptHeader(header);
  } catch (error) {
    if (/no identity matched/i.test((error as Error).message)) throw new WrongKey('This key does not open the backup.');
    throw noBackup(error);
  }
}
