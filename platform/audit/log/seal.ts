import { sql } from 'kysely';
import type { Database, Tx } from '../../db/index.ts';
import { canonical } from './canonical.ts';
import { GrowingTree, leafHash, type Subtree } from './merkle.ts';
import { signCheckpoint, type Signer } from './note.ts';
import { readEdge } from './tree.sql.ts';

/** So many events are sealed by one transaction at most: with more, the next follows at once. */
const events_max = 10_000;
/** Not more often than this a checkpoint is signed, in ms: an event is sealed at once, and signed for within a second. */
const checkpoint_ms = 1000;

export interface Sealed {
  size: number;
  /** How many events got their leaf now. */
  added: number;
  /** There are more. */
  more: boolean;
}

interface State {
  size: string;
  xmax: string;
  xips: string[];
  since: string;
  now_xmax: string;
  now: string;
  signed_size: string;
  signed_ago_ms: number;
}

/**
 * Gives each event that became visible since the last time its leaf, and signs a checkpoint. Nobody waits for it: what a transaction that
 * still runs has written is sealed when that has ended. Null where another server seals just now.
 */
export async function sealEvents(database: Database, signer: Signer): Promise<Sealed | null> {
  return database.transaction({ scope: 'system' }, async (tx) => {
    const { rows: [lock] } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtextextended('openward.audit.seal', 0)) as mine`.execute(tx);
    if (lock?.mine !== true) return null;
    const state = await readState(tx);
    const size = Number(state.size);
    const events = await readUnsealed(tx, state);
    const more = events.length === events_max;
    const unsigned = size > Number(state.signed_size) && state.signed_ago_ms >= checkpoint_ms;
    if (events.length === 0 && !unsigned) {
      await keepState(tx, state, size, false);
      return { size, added: 0, more: false };
    }
    const tree = new GrowingTree(size, await readEdge(tx, size));
    const { leaves, nodes } = grow(tree, events);
    if (leaves.length > 0) await keepLeaves(tx, leaves);
    if (nodes.length > 0) await keepNodes(tx, nodes);
    if (state.signed_ago_ms >= checkpoint_ms) await sign(tx, tree, signer);
    await keepState(tx, state, tree.size, more);
    return { size: tree.size, added: events.length, more };
  }, { isolation: 'repeatable read' });
}

/**
 * What has no leaf yet. It is asked for twice a second, of a log that grows for ever, and statistics know nothing of the last minutes: so it is written in the one way
 * that reads what is new by its transaction and nothing else. `is not false` keeps the time from being walked through, a scalar subquery keeps the leaves from being joined.
 */
export async function readUnsealed(tx: Tx, { xmax, xips, since }: Pick<State, 'xmax' | 'xips' | 'since'>): Promise<{ id: string; at: string; entry: string }[]> {
  await sql`select set_config('enable_seqscan', 'off', true)`.execute(tx);
  const { rows } = await sql<{ id: string; at: string; entry: string }>`
    with new as materialized (
      select e.* from audit.event e where (e.xid >= ${xmax}::xid8 or e.xid = any (${xips}::xid8[])) and (e.at >= ${since}::timestamptz) is not false)
    select e.id, e.at::text as at, ${sql.raw(canonical)} as entry from new e
    where (select l.index from audit.leaf l where l.event_id = e.id) is null
    order by e.at, e.id limit ${events_max}`.execute(tx);
  return rows;
}

async function readState(tx: Tx): Promise<State> {
  const { rows: [state] } = await sql<State>`
    select s.size::text as size, pg_snapshot_xmax(s.snapshot)::text as xmax, array(select pg_snapshot_xip(s.snapshot)::text) as xips, s.since::text as since,
      pg_snapshot_xmax(pg_current_snapshot())::text as now_xmax, pg_current_snapshot()::text as now, coalesce(c.size, 0)::text as signed_size,
      coalesce(extract(epoch from clock_timestamp() - c.at) * 1000, 1e9)::float8 as signed_ago_ms
    from platform.audit_sealer s left join lateral (select size, at from audit.checkpoint order by size desc limit 1) c on true`.execute(tx);
  // Restored into another cluster, which counts transactions from its own beginning: all that has no leaf is looked for once, by its time alone.
  if (BigInt(state!.now_xmax) < BigInt(state!.xmax)) return { ...state!, xmax: '0', xips: [] };
  return state!;
}

/** Keeps how far it came. Where there is more, what the snapshot of before did not see is looked at again. */
async function keepState(tx: Tx, { now, xmax }: State, size: number, more: boolean): Promise<void> {
  await sql`update platform.audit_sealer set size = ${size}, at = clock_timestamp(), snapshot = case when ${more} then snapshot else ${now}::pg_snapshot end,
    since = case when ${xmax === '0' && !more} and size > 0 then now() - interval '1 hour' else since end`.execute(tx);
}

interface Grown {
  leaves: { index: number; event_at: string; event_id: string; hash: string }[];
  nodes: (Subtree & { hash: string })[];
}

function grow(tree: GrowingTree, events: readonly { id: string; at: string; entry: string }[]): Grown {
  const grown: Grown = { leaves: [], nodes: [] };
  for (const { id, at, entry } of events) {
    const hash = leafHash(entry);
    grown.leaves.push({ index: tree.size, event_at: at, event_id: id, hash: hash.toString('hex') });
    tree.add(hash, (subtree, root) => {
      if (subtree.level % 8 === 0) grown.nodes.push({ ...subtree, hash: root.toString('hex') });
    });
  }
  return grown;
}

async function keepLeaves(tx: Tx, leaves: Grown['leaves']): Promise<void> {
  await sql`insert into audit.leaf (index, event_at, event_id, hash)
    select index, event_at, event_id, decode(hash, 'hex') from unnest(${leaves.map(({ index }) => index)}::bigint[], ${leaves.map(({ event_at }) => event_at)}::timestamptz[],
      ${leaves.map(({ event_id }) => event_id)}::uuid[], ${leaves.map(({ hash }) => hash)}::text[]) as l (index, event_at, event_id, hash)`.execute(tx);
}

async function keepNodes(tx: Tx, nodes: Grown['nodes']): Promise<void> {
  await sql`insert into audit.node (level, index, hash)
    select level, index, decode(hash, 'hex') from unnest(${nodes.map(({ level }) => level)}::smallint[], ${nodes.map(({ index }) => index)}::bigint[],
      ${nodes.map(({ hash }) => hash)}::text[]) as n (level, index, hash)`.execute(tx);
}

async function sign(tx: Tx, tree: GrowingTree, signer: Signer): Promise<void> {
  const root = tree.root();
  await sql`insert into audit.checkpoint (size, root, note) values (${tree.size}, ${root}, ${signCheckpoint({ size: tree.size, root, time: new Date().toISOString() }, signer)}) on conflict (size) do nothing`.execute(tx);
}
