import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';
import { consistencyPath, inclusionPath, type Subtree } from './merkle.ts';
import { readSubtree } from './tree.sql.ts';

export interface InclusionProof {
  index: number;
  leaf: Buffer;
  /** The sibling hashes, from below. */
  path: Buffer[];
  /** The signed checkpoint that the path leads to. */
  size: number;
  note: string;
}

const readerOf = (tx: Tx) => (subtree: Subtree) => readSubtree(tx, subtree);

/** What shows that an event is in the log, under the first checkpoint that has it; null where it is not sealed or signed for yet. */
export async function proveInclusion(tx: Tx, event_id: string): Promise<InclusionProof | null> {
  const { rows: [found] } = await sql<{ index: string; hash: Buffer; size: string; note: string }>`
    select l.index::text as index, l.hash, c.size::text as size, c.note from audit.leaf l
    join lateral (select size, note from audit.checkpoint where size > l.index order by size limit 1) c on true
    where l.event_id = ${event_id}::uuid`.execute(tx);
  if (found === undefined) return null;
  const index = Number(found.index);
  const size = Number(found.size);
  return { index, leaf: found.hash, size, note: found.note, path: await inclusionPath(index, size, readerOf(tx)) };
}

/** What shows that the log of `size` begins with the one of `earlier`; null where there is no such checkpoint. */
export async function proveConsistency(tx: Tx, earlier: number, size: number): Promise<Buffer[] | null> {
  const { rows } = await sql`select from audit.checkpoint where size = ${size}`.execute(tx);
  return rows.length === 0 || earlier > size ? null : consistencyPath(earlier, size, readerOf(tx));
}

export interface LogStatus {
  size: number;
  /** The last signed checkpoint. */
  checkpoint: { size: number; at: Date; note: string } | null;
  /** Events that have no leaf yet, and for how long the oldest of them waits. */
  unsealed: number;
  unsealed_for_ms: number;
  looked_at: Date;
  witnesses: { name: string; size: number; at: Date; fault: string | null }[];
}

/** An event that waits longer than this is cause for alarm, in ms. */
export const late_ms = 5000;

/** How the log stands. */
export async function readLogStatus(tx: Tx): Promise<LogStatus> {
  const { rows: [state] } = await sql<{ size: string; looked_at: Date; unsealed: number; unsealed_for_ms: number; signed: string | null; at: Date | null; note: string | null }>`
    select s.size::text as size, s.at as looked_at, u.unsealed, u.unsealed_for_ms, c.size::text as signed, c.at, c.note
    from platform.audit_sealer s
    left join lateral (select * from audit.checkpoint order by size desc limit 1) c on true
    cross join lateral (
      select count(*)::int as unsealed, coalesce(extract(epoch from clock_timestamp() - min(e.at)) * 1000, 0)::float8 as unsealed_for_ms from audit.event e
      where (e.xid >= pg_snapshot_xmax(s.snapshot) or e.xid = any (array(select pg_snapshot_xip(s.snapshot)))) and e.at >= s.since
        and not exists (select from audit.leaf l where l.event_id = e.id)) u`.execute(tx);
  const { rows: witnesses } = await sql<{ name: string; size: string; at: Date; fault: string | null }>`select name, size::text as size, at, fault from platform.audit_witness order by name`.execute(tx);
  return {
    size: Number(state!.size), unsealed: state!.unsealed, unsealed_for_ms: state!.unsealed_for_ms, looked_at: state!.looked_at,
    checkpoint: state!.signed === null ? null : { size: Number(state!.signed), at: state!.at!, note: state!.note! },
    witnesses: witnesses.map(({ size, ...witness }) => ({ ...witness, size: Number(size) })),
  };
}
