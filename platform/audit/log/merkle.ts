import { createHash, hash } from 'node:crypto';

// RFC 6962, section 2.1: a leaf is hashed after a 0x00, a node after a 0x01, so that neither can be taken for the other.

export const hashBytes = 32;
const leafMark = Buffer.of(0);
const nodeMark = Buffer.of(1);

/** The root of no leaves. */
export const emptyRoot = createHash('sha256').digest();

export const leafHash = (entry: string): Buffer => hash('sha256', Buffer.concat([leafMark, Buffer.from(entry, 'utf8')]), 'buffer');

// One place for all of them: a million nodes are hashed in a row.
const pair = Buffer.concat([nodeMark, Buffer.alloc(2 * hashBytes)]);

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  pair.set(left, 1);
  pair.set(right, 1 + hashBytes);
  // As a binary string: a digest as a Buffer costs more than the hashing.
  return Buffer.from(hash('sha256', pair, 'binary'), 'latin1');
}

/** A full subtree: over the 2^level leaves from index·2^level on. */
export interface Subtree {
  level: number;
  index: number;
}

/** Of leaves `from` up to, not including, `until`: the fewest full subtrees, from left to right. `from` is where a subtree of the whole begins. */
export function subtreesOf(from: number, until: number): Subtree[] {
  const found: Subtree[] = [];
  for (let at = from; at < until;) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= until) level += 1;
    found.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return found;
}

/** Puts the roots of `subtreesOf` together, from the right. */
export const foldRoots = (roots: readonly Uint8Array[]): Buffer => (roots.length === 0 ? emptyRoot : Buffer.from(roots.reduceRight((right, left) => nodeHash(left, right))));

/** The root of a full subtree whose halves, quarters … are these: as many as a power of two. */
export function rootOfFull(roots: readonly Buffer[]): Buffer {
  let level = roots;
  while (level.length > 1) level = Array.from({ length: level.length / 2 }, (_each, at) => nodeHash(level[2 * at]!, level[2 * at + 1]!));
  return level[0]!;
}

/** Reads the root of a full subtree. */
export type SubtreeReader = (subtree: Subtree) => Promise<Buffer>;

/** The root of the leaves from `from` until `until`. */
async function rootOf(from: number, until: number, read: SubtreeReader): Promise<Buffer> {
  return foldRoots(await Promise.all(subtreesOf(from, until).map(read)));
}

/** The largest power of two that is smaller than n. */
const splitOf = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1);

/** What else is needed to come from a leaf to the root of a tree of this size (RFC 6962, section 2.1.1), from below. */
export async function inclusionPath(index: number, size: number, read: SubtreeReader): Promise<Buffer[]> {
  const path = async (from: number, until: number): Promise<Buffer[]> => {
    if (until - from === 1) return [];
    const middle = from + splitOf(until - from);
    return index < middle
      ? [...(await path(from, middle)), await rootOf(middle, until, read)]
      : [...(await path(middle, until)), await rootOf(from, middle, read)];
  };
  return path(0, size);
}

/** What shows that the tree of `size` begins with the one of `earlier` leaves (RFC 6962, section 2.1.2). */
export async function consistencyPath(earlier: number, size: number, read: SubtreeReader): Promise<Buffer[]> {
  if (earlier === 0 || earlier === size) return [];
  const path = async (m: number, from: number, until: number, whole: boolean): Promise<Buffer[]> => {
    if (m === until) return whole ? [] : [await rootOf(from, until, read)];
    const middle = from + splitOf(until - from);
    return m <= middle
      ? [...(await path(m, from, middle, whole)), await rootOf(middle, until, read)]
      : [...(await path(m, middle, until, false)), await rootOf(from, middle, read)];
  };
  return path(earlier, 0, size, true);
}

/** The root that a leaf and its path come to; null where the path does not fit (RFC 9162, section 2.1.3.2). */
export function rootByInclusion(leaf: Uint8Array, index: number, size: number, path: readonly Uint8Array[]): Buffer | null {
  if (index < 0 || index >= size) return null;
  let at = index;
  let last = size - 1;
  let root: Buffer = Buffer.from(leaf);
  for (const other of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      root = nodeHash(other, root);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else {
      root = nodeHash(root, other);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? root : null;
}

/** Whether the path shows that the later tree begins with the earlier one (RFC 9162, section 2.1.4.2). */
export function isConsistent(earlier: { size: number; root: Uint8Array }, later: { size: number; root: Uint8Array }, path: readonly Uint8Array[]): boolean {
  if (earlier.size > later.size) return false;
  if (earlier.size === 0) return path.length === 0;
  if (earlier.size === later.size) return path.length === 0 && Buffer.from(earlier.root).equals(later.root);
  const isPower = Number.isInteger(Math.log2(earlier.size));
  const [first, ...rest] = isPower ? [earlier.root, ...path] : path;
  if (first === undefined) return false;
  let at = earlier.size - 1;
  let last = later.size - 1;
  while (at % 2 === 1) {
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  let before: Buffer = Buffer.from(first);
  let after: Buffer = Buffer.from(first);
  for (const other of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      before = nodeHash(other, before);
      after = nodeHash(other, after);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else {
      after = nodeHash(after, other);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && before.equals(Buffer.from(earlier.root)) && after.equals(Buffer.from(later.root));
}

/** A tree that grows at its end, of which only the edge is held: the roots of `subtreesOf(0, size)`. */
export class GrowingTree {
  size: number;
  #edge: { level: number; root: Buffer }[];

  constructor(size = 0, edge: readonly Buffer[] = []) {
    this.size = size;
    const subtrees = subtreesOf(0, size);
    this.#edge = edge.map((root, at) => ({ level: subtrees[at]!.level, root }));
  }

  /** Adds a leaf. `full` is told each subtree that is full by it, smallest first. */
  add(leaf: Buffer, full?: (subtree: Subtree, root: Buffer) => void): void {
    let level = 0;
    let root = leaf;
    while (this.#edge.at(-1)?.level === level) {
      root = nodeHash(this.#edge.pop()!.root, root);
      level += 1;
      full?.({ level, index: Math.floor(this.size / 2 ** level) }, root);
    }
    this.#edge.push({ level, root });
    this.size += 1;
  }

  /** Adds the leaves of one full subtree at once, where one begins; nobody is told of those within. `hashes` is overwritten. */
  addFull(hashes: Buffer): void {
    const leaves = hashes.length / hashBytes;
    let level = Math.log2(leaves);
    if (!Number.isInteger(level) || this.size % leaves !== 0) throw new RangeError('these leaves are no full subtree here');
    for (let bytes = hashes.length; bytes > hashBytes; bytes /= 2) {
      for (let at = 0; at < bytes; at += 2 * hashBytes) {
        hashes.copy(pair, 1, at, at + 2 * hashBytes);
        hashes.write(hash('sha256', pair, 'binary'), at / 2, 'latin1');
      }
    }
    let root: Buffer = Buffer.from(hashes.subarray(0, hashBytes));
    for (; this.#edge.at(-1)?.level === level; level += 1) root = nodeHash(this.#edge.pop()!.root, root);
    this.#edge.push({ level, root });
    this.size += leaves;
  }

  root(): Buffer {
    return foldRoots(this.#edge.map(({ root }) => root));
  }
}
