import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';
import { hashBytes, rootOfFull, type Subtree, subtreesOf } from './merkle.ts';

/** Roots of full subtrees are kept at every eighth level: any other is made of at most 128 of the level below. */
const kept_levels = 8;

/** The root of a full subtree of the tree as it is kept. Throws `RangeError` where rows of it are missing. */
export async function readSubtree(tx: Tx, { level, index }: Subtree): Promise<Buffer> {
  const below = level - (level % kept_levels);
  const count = 2 ** (level - below);
  const first = index * count;
  const { rows } = below === 0
    ? await sql<{ hash: Buffer }>`select hash from audit.leaf where index >= ${first} and index < ${first + count} order by index`.execute(tx)
    : await sql<{ hash: Buffer }>`select hash from audit.node where level = ${below} and index >= ${first} and index < ${first + count} order by index`.execute(tx);
  if (rows.length !== count || rows.some(({ hash }) => hash.length !== hashBytes)) throw new RangeError(`the audit log has lost leaves of subtree ${level}/${index}`);
  return rootOfFull(rows.map(({ hash }) => hash));
}

/** The roots by which a tree of this size goes on growing. */
export async function readEdge(tx: Tx, size: number): Promise<Buffer[]> {
  const edge: Buffer[] = [];
  for (const subtree of subtreesOf(0, size)) edge.push(await readSubtree(tx, subtree));
  return edge;
}
