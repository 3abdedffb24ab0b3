import fc from 'fast-check';
import { expect, it } from 'vitest';
import { consistencyPath, emptyRoot, GrowingTree, inclusionPath, isConsistent, leafHash, nodeHash, rootByInclusion, type SubtreeReader } from './merkle.ts';

/** The definition of RFC 6962, section 2.1, word for word: what everything here is compared with. */
function mth(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return emptyRoot;
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}

const leavesOf = (count: number): Buffer[] => Array.from({ length: count }, (_each, at) => leafHash(`event ${at}`));
const readerOf = (leaves: readonly Buffer[]): SubtreeReader => async ({ level, index }) => mth(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
const changed = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte, at) => (at === 7 ? byte ^ 1 : byte)));

// Certificate Transparency’s own vectors (the C++ and Go implementations test with them).
const vectors = [
  ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ['\u0000', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
] as const;

it('has the roots of the published vectors', () => {
  expect(emptyRoot.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  const tree = new GrowingTree();
  for (const [entry, root] of vectors) {
    tree.add(leafHash(entry));
    expect(tree.root().toString('hex')).toBe(root);
  }
});

it('grows as the definition says, from wherever it is taken up again', () => {
  const leaves = leavesOf(70);
  for (let size = 0; size <= leaves.length; size += 1) {
    const tree = new GrowingTree();
    for (const leaf of leaves.slice(0, size)) tree.add(leaf);
    expect(tree.root()).toEqual(mth(leaves.slice(0, size)));
  }
});

it('proves that a leaf is in it, and nothing else', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), async (size, which, other) => {
    const leaves = leavesOf(size);
    const index = which % size;
    const path = await inclusionPath(index, size, readerOf(leaves));
    const root = mth(leaves);
    expect(rootByInclusion(leaves[index]!, index, size, path)).toEqual(root);
    expect(rootByInclusion(changed(leaves[index]!), index, size, path)?.equals(root) ?? false).toBe(false);
    if (path.length > 0) {
      const broken = path.map((each, at) => (at === other % path.length ? changed(each) : each));
      expect(rootByInclusion(leaves[index]!, index, size, broken)?.equals(root) ?? false).toBe(false);
      expect(rootByInclusion(leaves[index]!, index, size, path.slice(1))?.equals(root) ?? false).toBe(false);
    }
    const elsewhere = other % size;
    if (elsewhere !== index) expect(rootByInclusion(leaves[index]!, elsewhere, size, path)?.equals(root) ?? false).toBe(false);
  }), { numRuns: 60 });
});

it('grows by a full subtree at once as it grows leaf by leaf', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 4 }), fc.array(fc.boolean(), { maxLength: 20 }), fc.nat({ max: 15 }), (level, atOnce, more) => {
    const leaves = leavesOf(atOnce.length * 2 ** level + more);
    const tree = new GrowingTree();
    for (const [at, whole] of atOnce.entries()) {
      const full = leaves.slice(at * 2 ** level, (at + 1) * 2 ** level);
      if (whole) tree.addFull(Buffer.concat(full));
      else for (const leaf of full) tree.add(leaf);
    }
    for (const leaf of leaves.slice(atOnce.length * 2 ** level)) tree.add(leaf);
    expect(tree.size).toBe(leaves.length);
    expect(tree.root()).toEqual(mth(leaves));
  }));
  const tree = new GrowingTree();
  tree.add(leavesOf(1)[0]!);
  expect(() => { tree.addFull(Buffer.concat(leavesOf(2))); }).toThrow(RangeError);
});

it('proves that it only grew, and nothing else', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), async (size, earlier_of, at) => {
    const leaves = leavesOf(size);
    const earlier = earlier_of % (size + 1);
    const path = await consistencyPath(earlier, size, readerOf(leaves));
    const later = { size, root: mth(leaves) };
    const before = { size: earlier, root: mth(leaves.slice(0, earlier)) };
    expect(isConsistent(before, later, path)).toBe(true);
    if (earlier === 0) return;
    // Whoever rewrote one leaf of before cannot show it, neither with the old proof nor with a new one.
    const forged = leaves.map((leaf, each) => (each === at % earlier ? changed(leaf) : leaf));
    const rewritten = { size, root: mth(forged) };
    expect(isConsistent(before, rewritten, path)).toBe(false);
    expect(isConsistent(before, rewritten, await consistencyPath(earlier, size, readerOf(forged)))).toBe(false);
  }), { numRuns: 60 });
});
