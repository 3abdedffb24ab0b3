import { badInput, Problem, serve, type Act } from '@openward/platform/http';
import { records } from '@openward/records/api';
import { mergeContract, type MergeChoice } from '../../contract/merge.ts';
import { combine } from '../../rules/merge/combine.ts';
import { mergeFields } from '../../rules/merge/fields.ts';
import type { Draft } from '../../rules/draft.ts';
import { changedSince } from '../hold.ts';
import { newId } from '../ids.ts';
import type { Held } from '../patient.sql.ts';
import { save } from '../save.ts';
import { openNumber, sealNumber } from '../secret.ts';
import { insertContradictions } from './contradiction.sql.ts';
import type { SealedIdentifier } from './identifiers.sql.ts';
import { insertMerge, readMerge } from './merge.sql.ts';
import { mergeFollowers } from './on-merge.ts';
import { asMerge, contradictionsBetween, hindrancesOf, holdPair, type Pair } from './pair.ts';

/** Merges a record into another: an alias, the chosen values, and whatever departments must do. Nothing is moved. */
export const merge = serve(mergeContract.merge, async (input, act) => {
  const { patient_id, version, merged_id, merged_version, reason, choices } = input;
  const { tx } = act;
  const pair = await holdPair(act, patient_id, merged_id);
  await refuseStale(act, pair.surviving, version);
  await refuseStale(act, pair.merged, merged_version);
  await refuseHindered(act, pair, { surviving_id: patient_id, merged_id });
  refuseChoices(pair, choices);

  const { draft, copied } = combine(pair.survivingDraft, pair.mergedDraft, choices, newId);
  const found = await contradictionsBetween(tx, pair);
  const id = newId();
  await insertMerge(tx, {
    id, surviving_id: patient_id, merged_id, reason, choices, copied,
    surviving_version_before: version, merged_version_before: merged_version,
  });
  await records.addAlias(tx, merged_id, patient_id);
  const patient = await save(act, { ...resealed(draft, copied, pair.sealed), act: 'merge', reason });
  await save(act, { ...withRestriction(pair.mergedDraft, draft), act: 'merge', reason });
  await insertContradictions(tx, id, found);
  for (const follower of mergeFollowers()) await follower.merged?.(tx, { merge_id: id, surviving_id: patient_id, merged_id });

  act.audit.patient(patient_id);
  act.audit.patient(merged_id);
  act.audit.detail({ merge_id: id, contradictions: found.length });
  const row = await readMerge(tx, id);
  if (row === undefined) throw new Error('the merge that was written is not there');
  return { merge: asMerge(row), patient };
});

async function refuseStale(act: Act, held: Held, version: number): Promise<void> {
  if (held.version !== version) throw await changedSince(act, held.document.id, version, held.version);
}

async function refuseHindered(act: Act, pair: Pair, ids: { surviving_id: string; merged_id: string }): Promise<void> {
  const hindrances = hindrancesOf(pair);
  for (const follower of mergeFollowers()) hindrances.push(...((await follower.hindrances?.(act.tx, ids)) ?? []));
  const [first] = hindrances;
  if (first !== undefined) throw new Problem(409, first.code, first.message, { hindrances });
}

function refuseChoices({ survivingDraft, mergedDraft }: Pair, choices: Readonly<Record<string, MergeChoice>>): void {
  const fields = new Map(mergeFields(survivingDraft, mergedDraft).map((each) => [each.field, each]));
  for (const [name, choice] of Object.entries(choices)) {
    const field = fields.get(name);
    if (field === undefined) throw badInput(`choices.${name}`, 'patients.nothing_to_choose', 'The two do not differ in this');
    if (!field.allowed.includes(choice)) throw badInput(`choices.${name}`, 'patients.choice_not_allowed', 'Cannot be chosen here');
  }
}

/** A restricted person stays restricted under every number. */
const withRestriction = (merged: Draft, surviving: Draft): Draft => ({
  ...withoutFingerprints(merged),
  restricted: surviving.restricted,
  restricted_reason: surviving.restricted_reason,
});

/** Copies of secret numbers are sealed anew: a sealed value opens in its own row only. */
export function resealed(draft: Draft, copied: Readonly<Record<string, string>>, sealed: Map<string, SealedIdentifier>): Draft {
  const open = withoutFingerprints(draft);
  const identifiers = open.identifiers.map((row) => {
    const number = sealed.get(copied[row.id] ?? '');
    return number === undefined ? row : { ...row, ...sealNumber(openNumber(number.value_encrypted, number.id), row.id) };
  });
  return { ...open, identifiers };
}

/** Without the blind indexes that `holdPair` added to compare by: a row that exists already carries its own. */
export const withoutFingerprints = (draft: Draft): Draft => ({
  ...draft,
  identifiers: draft.identifiers.map(({ blind_index: _index, value_encrypted: _value, ...row }) => row),
});
