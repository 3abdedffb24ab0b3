import { randomBytes } from 'node:crypto';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BackupBroken } from './frames.ts';
import { seal, unseal, WrongKey } from './seal.ts';

const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);
const piece = 65_536;

/** The bytes in pieces of these sizes, over and over. */
async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
async function all(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const held: Uint8Array[] = [];
  for await (const each of parts) held.push(each);
  return Buffer.concat(held);
}
const lengths = fc.oneof(fc.constantFrom(0, 1, piece - 1, piece, piece + 1, 2 * piece, 3 * piece - 1), fc.nat(300_000));
const sizes = fc.array(fc.constantFrom(1000, 65_536, 65_552, 70_001, 1 << 20), { minLength: 1, maxLength: 3 });

it('writes what any other reader of age opens, whatever the length', async () => {
  await fc.assert(fc.asyncProperty(lengths, sizes, async (length, cut) => {
    const plain = randomBytes(length);
    const sealed = await all(seal(inPieces(plain, cut), [recipient]));
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    expect(Buffer.from(await decrypter.decrypt(sealed)).equals(plain)).toBe(true);
    expect((await all(unseal(inPieces(sealed, cut), identity))).equals(plain)).toBe(true);
  }), { numRuns: 25 });
});

it('opens what was written before: by the library itself', async () => {
  await fc.assert(fc.asyncProperty(lengths, sizes, async (length, cut) => {
    const plain = randomBytes(length);
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    expect((await all(unseal(inPieces(Buffer.from(await encrypter.encrypt(plain)), cut), identity))).equals(plain)).toBe(true);
  }), { numRuns: 25 });
});

it('opens nothing that was altered, cut off, lengthened or put in another order, and nothing with another key', async () => {
  const plain = randomBytes(4 * piece);
  const sealed = await all(seal(inPieces(plain, [1 << 20]), [recipient]));
  const open = (bytes: Buffer, by = identity) => all(unseal(inPieces(bytes, [70_001]), by));
  const start = sealed.length - 4 * (piece + 16);
  const swapped = Buffer.concat([sealed.subarray(0, start), sealed.subarray(start + piece + 16, start + 2 * (piece + 16)), sealed.subarray(start, start + piece + 16), sealed.subarray(start + 2 * (piece + 16))]);
  await expect(open(swapped)).rejects.toBeInstanceOf(BackupBroken);
  await expect(open(Buffer.concat([sealed, Buffer.from('x')]))).rejects.toBeInstanceOf(BackupBroken);
  await fc.assert(fc.asyncProperty(fc.nat(sealed.length - 1), async (at) => {
    const altered = Buffer.from(sealed);
    altered[at]! ^= 1;
    await expect(open(altered)).rejects.toBeInstanceOf(Error);
    await expect(open(sealed.subarray(0, at))).rejects.toBeInstanceOf(Error);
  }), { numRuns: 25, examples: [[start + 3 * (piece + 16)], [start + piece + 16], [start]] });
  await expect(open(sealed, await generateX25519Identity())).rejects.toBeInstanceOf(WrongKey);
});
