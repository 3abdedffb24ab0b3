import pg from 'pg';
import { canonical } from './canonical.ts';
import { GrowingTree, leafHash } from './merkle.ts';
import { notesOf } from './witness.ts';
import { openCheckpoint, type VerifierKey } from './note.ts';

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

const rows_at_once = 20_000;
const findings_max = 1000;
/** Where the time stands in an entry: after its form and its id. */
const entryTime = '[1, "00000000-0000-0000-0000-000000000000", "'.length;

/**
 * Goes through the whole log of a database or of a restored backup, and believes nothing that lies there but what the key has signed: each event is hashed
 * anew and compared with its leaf, the tree is grown anew and compared with every checkpoint, of the database and of witnesses. The
 * connection is the owner’s or the application’s: a row that a policy hides from it is found missing.
 */
export async function verifyLog(connection: pg.ClientConfig, { key, witnessed = [], onProgress, signal, grace_s = 60, transaction_s_max = 900 }: VerifyOptions): Promise<Verified> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query(`begin isolation level repeatable read read only`);
    await client.query(`set local openward.scope = 'system'; set local search_path = pg_catalog`);
    return await verifyIn(client, { key, witnessed, grace_s, transaction_s_max, ...(onProgress && { onProgress }), ...(signal && { signal }) });
  } finally {
    await client.end();
  }
}

interface Mark {
  size: number;
  root: Buffer;
  time: string;
  source: string;
}

async function verifyIn(client: pg.Client, { key, witnessed, grace_s, transaction_s_max, onProgress, signal }: VerifyOptions & Required<Pick<VerifyOptions, 'witnessed' | 'grace_s' | 'transaction_s_max'>>): Promise<Verified> {
  const findings: Finding[] = [];
  const find = (finding: Finding): void => {
    if (findings.length < findings_max) findings.push(finding);
  };
  const marks = await readMarks(client, key, witnessed, find);
  const { rows: [total] } = await client.query<{ leaves: string; events: string }>(`select (select count(*) from audit.leaf)::text as leaves, (select count(*) from audit.event)::text as events`);
  const leaves = Number(total!.leaves);
  const tree = new GrowingTree();
  let good = 0;
  let mark = 0;
  let broken = false;
  // What was signed last before the leaf at hand; as text, which orders as the times do.
  let signed = '';
  let oldest = '';
  await client.query(`declare leaves no scroll cursor for
    select l.index::text as index, l.hash, l.event_id as id, l.event_at::text as at, case when e.id is not null then ${canonical} end as entry
    from audit.leaf l left join audit.event e on e.at = l.event_at and e.id = l.event_id order by l.index`);
  for (let done = 0; ;) {
    signal?.throwIfAborted();
    const { rows } = await client.query<{ index: string; hash: Buffer; id: string; at: string; entry: string | null }>(`fetch ${rows_at_once} from leaves`);
    if (rows.length === 0) break;
    for (const { index, hash, id, at, entry } of rows) {
      const place = Number(index);
      // Gaps are told once each; the tree cannot agree after one.
      if (place !== tree.size && !broken) {
        find({ what: 'leaf-missing', index: tree.size });
        broken = true;
      }
      if (entry === null) find(await goneOrMoved(client, { id, at, index: place }));
      else if (!leafHash(entry).equals(hash)) find({ what: 'altered', event: id, at, index: place });
      else if (signed !== '' && entry.slice(entryTime, entryTime + oldest.length) < oldest) find({ what: 'put-in-later', event: id, at, after: signed, index: place });
      tree.add(hash);
      while (marks[mark]?.size === tree.size) {
        const { root, source, size, time } = marks[mark]!;
        if (tree.root().equals(root)) {
          good = size;
          signed = time;
          oldest = new Date(Date.parse(time) - transaction_s_max * 1000).toISOString().slice(0, -1);
        } else {
          find({ what: 'rewritten', from: good, until: size, source });
          // Told once: everything after it differs too.
          marks.splice(mark + 1);
        }
        mark += 1;
      }
    }
    done += rows.length;
    onProgress?.(done, leaves);
  }
  for (const { size, source } of marks.slice(mark)) find({ what: 'cut-off', size, there: tree.size, source });
  await findUnsealed(client, grace_s, find);
  return { events: Number(total!.events), checkpoints: marks.length, findings };
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
async function findUnsealed(client: pg.Client, grace_s: number, find: (finding: Finding) => void): Promise<void> {
  const { rows } = await client.query<{ id: string; at: string }>(`
    select e.id, e.at::text as at from audit.event e left join audit.leaf l on l.event_id = e.id
    where l.event_id is null and e.at < (select s.at from platform.audit_sealer s) - make_interval(secs => $1)
      and (pg_visible_in_snapshot(e.xid, (select snapshot from platform.audit_sealer)) or e.at < (select s.at from platform.audit_sealer s) - interval '1 day')
    order by e.at limit 1000`, [grace_s]);
  for (const { id, at } of rows) find({ what: 'inserted', event: id, at });
}
