import { serve, type Act } from '@openward/platform/http';
import { records } from '@openward/records/api';
import { mergeContract, type WrittenSince } from '../../contract/merge.ts';
import { changesSince, type Merged } from '../../rules/merge/separate.ts';
import { readVersions } from '../version.sql.ts';
import { holdMerge, mergedOf } from './held-merge.ts';
import { laterMerge, mergedInto, type MergeRow } from './merge.sql.ts';
import { mergeFollowers, type MergeFollower } from './on-merge.ts';
import { asMerge, erasedHindrance, type Pair } from './pair.ts';

/** Something to be assigned at an undoing, and where it stands; a field of the registration stands nowhere else. */
export interface Line extends WrittenSince {
  source: { type: string; id: string; patient_id: string; follower: MergeFollower | null } | null;
}

/** What was written since a merge under either of the two: in the record, in the registration, in other departments. */
export async function writtenSinceMerge(act: Act, row: MergeRow, merged: Merged): Promise<Line[]> {
  const below = await mergedInto(act.tx, row.merged_id);
  const ids = await mergedInto(act.tx, row.surviving_id);
  const suggestion = (patient_id: string): WrittenSince['suggested'] => (below.includes(patient_id) ? 'merged' : null);

  const written = await records.writtenSince(act.tx, ids, row.at);
  const standing = await records.existing(act.tx, written);
  const inRecord = written
    .filter(({ type, id }) => standing.has(`${type}/${id}`))
    .map(({ type, id, patient_id, title, last_updated, author }): Line => ({
      key: `record:${type}/${id}`, what: `${type}: ${title}`, at: last_updated.toISOString(),
      by: author ?? { account_id: null, name: 'OpenWard' }, suggested: suggestion(patient_id),
      source: { type, id, patient_id, follower: null },
    }));

  const elsewhere: Line[] = [];
  for (const follower of mergeFollowers()) {
    for (const each of (await follower.writtenSince?.(act.tx, ids, row.at)) ?? []) {
      elsewhere.push({
        key: `${follower.department}:${each.key}`, what: each.what, at: each.at.toISOString(), by: each.by,
        suggested: suggestion(each.patient_id),
        source: { type: follower.department, id: each.key, patient_id: each.patient_id, follower },
      });
    }
  }
  return [...inRecord, ...(await changedFields(act, row, merged)), ...elsewhere];
}

async function changedFields(act: Act, row: MergeRow, merged: Merged): Promise<Line[]> {
  const changes = changesSince(merged.after, merged.now);
  if (changes.length === 0) return [];
  const [newest] = (await readVersions(act.tx, row.surviving_id, merged.now.version, merged.now.version)).slice(-1);
  const at = (newest?.at ?? new Date()).toISOString();
  const by = { account_id: newest?.account_id ?? null, name: newest?.name ?? 'OpenWard' };
  return changes.map(({ key, field }) => ({ key, what: `Registration: ${field}`, at, by, suggested: null, source: null }));
}

/** Why a merge cannot be undone now. */
export function undoHindrances(row: MergeRow, { surviving, erased }: Pair, later: string | null): { code: string; message: string }[] {
  const hindrances = [];
  if (row.undone_at !== null) {
    hindrances.push({ code: 'patients.merge_undone', message: 'This merge has been undone already' });
  }
  if (erased) hindrances.push(erasedHindrance);
  if (surviving.survivor_id !== null) {
    hindrances.push({ code: 'patients.later_merge', message: 'The surviving record was merged further: undo that first' });
  }
  if (row.undone_at === null && later !== null) {
    hindrances.push({ code: 'patients.later_merge', message: 'A later merge into the same record must be undone first' });
  }
  return hindrances;
}

/** What undoing would do, and what a person must assign. */
export const previewUnmerge = serve(mergeContract.previewUnmerge, async ({ patient_id, merge_id }, act) => {
  const { row, pair } = await holdMerge(act, patient_id, merge_id);
  const hindrances = undoHindrances(row, pair, await laterMerge(act.tx, row));
  const lines = row.undone_at === null && !pair.erased ? await writtenSinceMerge(act, row, await mergedOf(act, row, pair)) : [];
  act.audit.patient(row.surviving_id);
  act.audit.patient(row.merged_id);
  return {
    merge: asMerge(row),
    version: pair.surviving.version,
    written_since: lines.map(({ source: _source, ...line }) => line),
    hindrances,
  };
});
