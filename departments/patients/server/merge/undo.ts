import { Problem, serve, type Act } from '@openward/platform/http';
import { records } from '@openward/records/api';
import { mergeContract } from '../../contract/merge.ts';
import type { Draft } from '../../rules/draft.ts';
import { separate, type Assignment, type Merged } from '../../rules/merge/separate.ts';
import { changedSince } from '../hold.ts';
import { newId } from '../ids.ts';
import { save } from '../save.ts';
import { openNumber, sealNumber } from '../secret.ts';
import { holdMerge, mergedOf } from './held-merge.ts';
import { sealedIdentifiers } from './identifiers.sql.ts';
import { laterMerge, markUndone, mergedInto, readMerge, type MergeRow } from './merge.sql.ts';
import { mergeFollowers } from './on-merge.ts';
import { asMerge } from './pair.ts';
import { undoHindrances, writtenSinceMerge, type Line } from './written-since.ts';

/** Undoes a merge: both records are as they were, and what was written since goes where a person says. */
export const unmerge = serve(mergeContract.unmerge, async (input, act) => {
  const { patient_id, merge_id, version, reason, assignments } = input;
  const { tx } = act;
  const { row, pair } = await holdMerge(act, patient_id, merge_id);
  const [hindrance] = undoHindrances(row, pair, await laterMerge(tx, row));
  if (hindrance !== undefined) throw new Problem(409, hindrance.code, hindrance.message);
  if (pair.surviving.version !== version) throw await changedSince(act, patient_id, version, pair.surviving.version);

  const merged = await mergedOf(act, row, pair);
  const lines = await writtenSinceMerge(act, row, merged);
  refuseUnassigned(lines, assignments);
  await assignLines(act, row, lines, assignments);
  const parts = separate(merged, assignments, newId);
  const sealed = await sealedIdentifiers(tx, [row.surviving_id, row.merged_id]);

  await records.removeAlias(tx, row.merged_id);
  await markUndone(tx, merge_id, reason, assignments);
  const stamp = { act: 'undo', reason };
  const surviving = await save(act, { ...parts.surviving, ...stamp, version: pair.surviving.version });
  const other = await save(act, { ...movedNumbers(parts.merged, merged, sealed), ...stamp, version: pair.merged.version });
  const ids = { merge_id, surviving_id: row.surviving_id, merged_id: row.merged_id };
  for (const follower of mergeFollowers()) await follower.undone?.(tx, ids);

  act.audit.patient(row.surviving_id);
  act.audit.patient(row.merged_id);
  act.audit.detail({ merge_id, assigned: lines.length });
  const undone = await readMerge(tx, merge_id);
  return { merge: asMerge(undone ?? row), surviving, merged: other };
});

function refuseUnassigned(lines: readonly Line[], assignments: Readonly<Record<string, Assignment>>): void {
  const errors = [
    ...lines.filter(({ key }) => assignments[key] === undefined).map(({ key }) => ({
      field: `assignments.${key}`, code: 'patients.not_assigned', message: 'Say to which of the two this belongs',
    })),
    ...Object.keys(assignments).filter((key) => !lines.some((line) => line.key === key)).map((key) => ({
      field: `assignments.${key}`, code: 'patients.nothing_to_assign', message: 'Nothing like this was written since the merge',
    })),
  ];
  if (errors.length > 0) throw new Problem(400, 'input.invalid', 'Some of what was written since is not assigned', { errors });
}

/** Puts what was written under one of the two into the record of the other, where a person said so. */
async function assignLines(
  act: Act, row: MergeRow, lines: readonly Line[], assignments: Readonly<Record<string, Assignment>>,
): Promise<void> {
  const below = new Set(await mergedInto(act.tx, row.merged_id));
  const ids = { merge_id: row.id, surviving_id: row.surviving_id, merged_id: row.merged_id };
  for (const { key, source } of lines) {
    if (source === null) continue;
    const to = assignments[key] === 'merged' ? row.merged_id : row.surviving_id;
    const belongs = below.has(source.patient_id) === (to === row.merged_id);
    if (belongs) continue;
    if (source.follower === null) await records.move(act.tx, { type: source.type, id: source.id, patient_id: to });
    else await source.follower.assign?.(act.tx, ids, source.id, to);
  }
}

/** A secret number that is given to the merged record is sealed to its new row there. */
function movedNumbers(draft: Draft, { now }: Merged, sealed: Awaited<ReturnType<typeof sealedIdentifiers>>): Draft {
  const identifiers = draft.identifiers.map((row) => {
    if (row.masked === null || sealed.has(row.id)) return row;
    const written = now.identifiers.find((each) => each.kind === row.kind && each.masked === row.masked && sealed.has(each.id));
    const number = sealed.get(written?.id ?? '');
    return number === undefined ? row : { ...row, ...sealNumber(openNumber(number.value_encrypted, number.id), row.id) };
  });
  return { ...draft, identifiers };
}
