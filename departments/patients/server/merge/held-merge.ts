import type { Act } from '@openward/platform/http';
import { draftOf, type Draft } from '../../rules/draft.ts';
import type { Merged } from '../../rules/merge/separate.ts';
import { readStanding } from '../version.sql.ts';
import { readMerge, type MergeRow } from './merge.sql.ts';
import { holdPair, unknownMerge, type Pair } from './pair.ts';

/** The two registrations at the time of the merge and now. */
export async function mergedOf(act: Act, row: MergeRow, pair: Pair): Promise<Merged> {
  const at = async (patient_id: string, version: number): Promise<Draft> => draftOf(await readStanding(act.tx, patient_id, version));
  return {
    surviving: await at(row.surviving_id, row.surviving_version_before),
    merged: await at(row.merged_id, row.merged_version_before),
    after: await at(row.surviving_id, row.surviving_version_before + 1),
    now: draftOf(pair.surviving),
    copied: row.copied,
  };
}

/** A merge that holds and that is the last one of its surviving record, with both records held. */
export async function holdMerge(act: Act, patient_id: string, merge_id: string): Promise<{ row: MergeRow; pair: Pair }> {
  const seen = await readMerge(act.tx, merge_id);
  if (seen === undefined || seen.surviving_id !== patient_id) throw unknownMerge();
  const pair = await holdPair(act, seen.surviving_id, seen.merged_id);
  // Read again behind the lock: somebody may have undone it meanwhile.
  return { row: (await readMerge(act.tx, merge_id)) ?? seen, pair };
}
