import pg from 'pg';
import { canonical } from './canonical.ts';
import { GrowingTree, hashBytes, leafHash } from './merkle.ts';
import { notesOf } from './witness.ts';
import { openCheckpoint, type VerifierKey } from './note.ts';
import { readTiles, tile_leaves, type Tile } from './tiles.ts';

/** What was found wrong; `event` names the row. */
export type Finding =
  | { what: 'altered' | 'deleted' | 'inserted'; event: string; at: string; index?: number }
  | { what: 'back-dated'; event: string; at: string; was: string; index: number }
  | { what: 'put-in-later'; event: string; at: string; after: string; index: number }
  | { what: 'leaf-missing'; index: number }
  | { what: 'checkpoint-broken'; size: number; source: string }
  | { what: 'rewritten'; from: number; until: number; source: string }
  | { what: 'cut-off'; size: number; there: number; source: string };

export interface Verified {
  events: number;
  checkpoints: number;
  findings: Finding[];
}

export interface VerifyOptions {
  key: VerifierKey;
  /** Texts of witnesses: what they were given. */
  witnessed?: readonly { source: string; text: string }[];
  onProgress?: (done: number, of: number) => void;
  signal?: AbortSignal;
  /** Events this young may wait for their leaf, in seconds. */
  grace_s?: number;
  /** The longest that a transaction which writes an event takes, in seconds: an event that is older than a checkpoint before it by more was put in later. */
  transaction_s_max?: number;
}

const leaves_at_once = 128 * tile_leaves;
const findings_max = 1000;

/**
 * Goes through the whole log of a database or of a restored backup, and believes nothing that lies there but what the key has signed: each event is hashed
 * anew and compared with its leaf, the tree is grown anew and compared with every checkpoint, of the database and of witnesses. The
 * connection is the owner’s or the application’s: a row that a policy hides from it is found missing.
 */
export async function verifyLog(connection: pg.ClientConfig, { key, witnessed = [], onProgress, signal, grace_s = 60, transaction_s_max = 900 }: VerifyOptions): Promise<Verified> {
  const client = new pg.Client(connection);
  const other = new pg.Client(connection);
  // What ends a connection is told by the statement that waits on it.
  for (const each of [client, other]) each.on('error', () => {});
  try {
    await Promise.all([client.connect(), other.connect()]);
    for (const each of [client, other]) await each.query(`begin isolation level repeatable read read only`);
    // Both see one moment.
    const { rows: [moment] } = await client.query<{ snapshot: string }>('select pg_export_snapshot() as snapshot');
    await other.query(`set transaction snapshot ${pg.escapeLiteral(moment!.snapshot)}`);
    for (const each of [client, other]) await each.query(`set local openward.scope = 'system'; set local search_path = pg_catalog`);
    return await verifyIn(client, other, { key, witnessed, grace_s, transaction_s_max, ...(onProgress && { onProgress }), ...(signal && { signal }) });
  } finally {
    await Promise.allSettled([client.end(), other.end()]);
  }
}

interface Mark {
  size: number;
  root: Buffer;
  time: string;
  source: string;
}

/** What was signed last before a leaf: when, and how old an event after it may be. */
interface Signed {
  time: string;
  oldest_ms: number;
}

async function verifyIn(client: pg.Client, other: pg.Client, { key, witnessed, grace_s, transaction_s_max, onProgress, signal }: VerifyOptions & Required<Pick<VerifyOptions, 'witnessed' | 'grace_s' | 'transaction_s_max'>>): Promise<Verified> {
  const findings: Finding[] = [];
  const find = (finding: Finding): void => {
    if (findings.length < findings_max) findings.push(finding);
  };
  const marks = await readMarks(client, key, witnessed, find);
  const unsealed = findUnsealed(other, grace_s);
  unsealed.catch(() => {});
  const { rows: [total] } = await client.query<{ size: string; events: string }>(`select (select coalesce(max(index) + 1, 0) from audit.leaf)::text as size, (select count(*) from audit.event)::text as events`);
  const size = Number(total!.size);
  const tree = new GrowingTree();
  let good = 0;
  let mark = 0;
  // What was signed last before the leaf at hand.
  const last: { signed: Signed | null } = { signed: null };
  /** With all that was signed for as many leaves as there are now. */
  const compare = (): void => {
    for (; marks[mark]?.size === tree.size; mark += 1) {
      const { root, source, size: until, time } = marks[mark]!;
      if (tree.root().equals(root)) {
        good = until;
        last.signed = { time, oldest_ms: Date.parse(time) - transaction_s_max * 1000 };
      } else {
        find({ what: 'rewritten', from: good, until, source });
        // Told once: everything after it differs too.
        marks.splice(mark + 1);
      }
    }
  };
  // PostgreSQL is ahead by two readings, on a connection each.
  const ahead: Promise<Tile[]>[] = [];
  const readFrom = (from: number): void => {
    if (from >= size) return;
    const reading = readTiles((from / leaves_at_once) % 2 === 0 ? client : other, from, Math.min(size, from + leaves_at_once));
    reading.catch(() => {});
    ahead.push(reading);
  };
  readFrom(0);
  readFrom(leaves_at_once);
  for (let from = 0; from < size; from += leaves_at_once) {
    signal?.throwIfAborted();
    const tiles = (await ahead.shift())!;
    readFrom(from + 2 * leaves_at_once);
    for (const { first, count, hashes, right, oldest_ms } of tiles) {
      const leaves = Math.min(tile_leaves, size - first);
      const { signed } = last;
      if (!right || count !== leaves || (signed !== null && oldest_ms < signed.oldest_ms)) {
        for (const finding of await lookClosely(client, first, first + leaves, signed)) find(finding);
      }
      // Nothing within was signed: all at once.
      if (leaves === tile_leaves && (marks[mark]?.size ?? Infinity) >= first + leaves) {
        tree.addFull(hashes);
        compare();
        continue;
      }
      for (let at = 0; at < leaves; at += 1) {
        tree.add(hashes.subarray(at * hashBytes, (at + 1) * hashBytes));
        compare();
      }
    }
    onProgress?.(Math.min(size, from + leaves_at_once), size);
  }
  for (const { size: until, source } of marks.slice(mark)) find({ what: 'cut-off', size: until, there: tree.size, source });
  for (const each of await unsealed) find(each);
  return { events: Number(total!.events), checkpoints: marks.length, findings };
}

/** Names what is wrong among some leaves. */
async function lookClosely(client: pg.Client, from: number, until: number, signed: Signed | null): Promise<Finding[]> {
  const { rows } = await client.query<{ index: string; hash: Buffer; id: string; at: string; ms: number; entry: string | null }>(`
    select l.index::text as index, l.hash, l.event_id as id, l.event_at::text as at, (extract(epoch from l.event_at) * 1000)::float8 as ms, case when e.id is not null then ${canonical} end as entry
    from audit.leaf l left join audit.event e on e.at = l.event_at and e.id = l.event_id where l.index >= $1 and l.index < $2 order by l.index`, [from, until]);
  const findings: Finding[] = [];
  const there = new Set(rows.map(({ index }) => Number(index)));
  for (let index = from; index < until; index += 1) if (!there.has(index)) findings.push({ what: 'leaf-missing', index });
  for (const { index, hash, id, at, ms, entry } of rows) {
    const place = Number(index);
    if (entry === null) findings.push(await goneOrMoved(client, { id, at, index: place }));
    else if (!leafHash(entry).equals(hash)) findings.push({ what: 'altered', event: id, at, index: place });
    else if (signed !== null && ms < signed.oldest_ms) findings.push({ what: 'put-in-later', event: id, at, after: signed.time, index: place });
  }
  return findings;
}

/** All checkpoints that the key signed, smallest first. One that it did not sign is a finding. */
async function readMarks(client: pg.Client, key: VerifierKey, witnessed: readonly { source: string; text: string }[], find: (finding: Finding) => void): Promise<Mark[]> {
  const marks: Mark[] = [];
  const { rows } = await client.query<{ size: string; root: Buffer; note: string }>(`select size::text as size, root, note from audit.checkpoint c order by c.size`);
  for (const { size, root, note } of rows) {
    const opened = openCheckpoint(note, key);
    if (opened === null || opened.size !== Number(size) || !opened.root.equals(root)) find({ what: 'checkpoint-broken', size: Number(size), source: 'the database' });
    else marks.push({ size: opened.size, root: opened.root, time: opened.time, source: 'the database' });
  }
  for (const { source, text } of witnessed) {
    for (const note of notesOf(text)) {
      const opened = openCheckpoint(note, key);
      if (opened === null) find({ what: 'checkpoint-broken', size: Number(note.split('\n')[1]), source });
      else marks.push({ size: opened.size, root: opened.root, time: opened.time, source });
    }
  }
  return marks.toSorted((one, other) => one.size - other.size);
}

/** The row is gone, or lies under another time. */
async function goneOrMoved(client: pg.Client, { id, at, index }: { id: string; at: string; index: number }): Promise<Finding> {
  const { rows: [there] } = await client.query<{ at: string }>(`select at::text as at from audit.event where id = $1 limit 1`, [id]);
  return there === undefined ? { what: 'deleted', event: id, at, index } : { what: 'back-dated', event: id, at: there.at, was: at, index };
}

/** Events without a leaf that should have one: they were put in past the program, whatever time they bear. */
async function findUnsealed(client: pg.Client, grace_s: number): Promise<Finding[]> {
  const { rows } = await client.query<{ id: string; at: string }>(`
    select e.id, e.at::text as at from audit.event e left join audit.leaf l on l.event_id = e.id
    where l.event_id is null and e.at < (select s.at from platform.audit_sealer s) - make_interval(secs => $1)
      and (pg_visible_in_snapshot(e.xid, (select snapshot from platform.audit_sealer)) or e.at < (select s.at from platform.audit_sealer s) - interval '1 day')
    order by e.at limit 1000`, [grace_s]);
  return rows.map(({ id, at }) => ({ what: 'inserted', event: id, at }));
}
