import { badInput, Problem, type Act } from '@openward/platform/http';
import { records } from '@openward/records/api';
import type { Author } from '../../contract/history.ts';
import type { Merge, Contradiction } from '../../contract/merge.ts';
import type { z } from 'zod';
import { draftOf, type Draft } from '../../rules/draft.ts';
import { contradictionsOf, type Found, type Statements } from '../../rules/merge/contradictions.ts';
import { refuseUnseen } from '../hold.ts';
import { holdPatients, type Held } from '../patient.sql.ts';
import { sealedIdentifiers, type SealedIdentifier } from './identifiers.sql.ts';
import { mergedInto, type MergeRow } from './merge.sql.ts';
import type { Tx } from '@openward/platform/db';
import type { Element } from '@openward/platform/fhir';

/** Two records that are looked at side by side, locked. */
export interface Pair {
  surviving: Held;
  merged: Held;
  survivingDraft: Draft;
  mergedDraft: Draft;
  sealed: Map<string, SealedIdentifier>;
  /** Nothing is left of one of them but its number. */
  erased: boolean;
}

/** Holds two records for a merge. Both must be seen by the person who merges. */
export async function holdPair(act: Act, surviving_id: string, merged_id: string): Promise<Pair> {
  if (surviving_id === merged_id) throw badInput('merged_id', 'patients.same_record', 'These are the same record');
  const held = await holdPatients(act.tx, [surviving_id, merged_id]);
  const surviving = held.get(surviving_id) ?? (await refuseUnseen(act, surviving_id));
  const merged = held.get(merged_id) ?? (await refuseUnseen(act, merged_id, 'merged_id'));
  const sealed = await sealedIdentifiers(act.tx, [surviving_id, merged_id]);
  const draft = (each: Held): Draft => withFingerprints(draftOf(each), sealed);
  return { surviving, merged, survivingDraft: draft(surviving), mergedDraft: draft(merged), sealed, erased: await records.anyErased(act.tx, [surviving_id, merged_id]) };
}

/** With the blind index of each secret number: two that end alike are not the same number. */
const withFingerprints = (draft: Draft, sealed: Map<string, SealedIdentifier>): Draft => ({
  ...draft,
  identifiers: draft.identifiers.map((row) => {
    const number = sealed.get(row.id);
    return number === undefined ? row : { ...row, blind_index: number.blind_index.toString('base64') };
  }),
});

/** Of a record that was erased there is nothing to merge, and nothing to part. */
export const erasedHindrance = { code: 'patients.erased', message: 'One of the two was erased' };

/** Why two records cannot be merged as they stand. */
export function hindrancesOf({ surviving, merged, erased }: Pair): { code: string; message: string }[] {
  const standing = [
    [surviving, 'The record that is to survive was merged into another: merge into that one'],
    [merged, 'The other record has been merged already'],
  ] as const;
  return [...standing.filter(([held]) => held.survivor_id !== null).map(([, message]) => ({ code: 'patients.already_merged', message })), ...(erased ? [erasedHindrance] : [])];
}

/** What the two records state that cannot both be true of one person. */
export async function contradictionsBetween(tx: Tx, { surviving, merged }: Pair): Promise<Found[]> {
  const statements = async ({ document }: Held): Promise<Statements> => {
    const ids = await mergedInto(tx, document.id);
    const versions = await records.compartment(tx, ids, { types: ['AllergyIntolerance', 'Observation'] });
    const resources = versions.flatMap(({ json }) => (json === null ? [] : [JSON.parse(json) as Element]));
    return { patient_id: document.id, sex: document.sex, resources };
  };
  return contradictionsOf(await statements(surviving), await statements(merged));
}

export const asContradiction = (found: Found): Contradiction => ({ ...found, id: null, reconciled: null });

const author = (account_id: string | null, name: string): z.output<typeof Author> => ({ account_id, name });

/** A merge as the contract says it. */
export function asMerge(row: MergeRow): z.output<typeof Merge> {
  const { id, surviving_id, merged_id, merged_hospital_number, reason, at, undone_at } = row;
  const undone =
    undone_at === null
      ? null
      : { by: author(row.undone_by, row.undone_name), at: undone_at.toISOString(), reason: row.undone_reason ?? '' };
  const by = author(row.account_id, row.name);
  return { id, surviving_id, merged_id, merged_hospital_number, reason, by, at: at.toISOString(), undone };
}

export const unknownMerge = (): Problem =>
  new Problem(404, 'patients.unknown_merge', 'This record has no such merge', { field: 'merge_id' });
