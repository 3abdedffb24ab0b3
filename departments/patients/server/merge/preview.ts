import { serve } from '@openward/platform/http';
import { records } from '@openward/records/api';
import { mergeContract, type MergePreview } from '../../contract/merge.ts';
import { mergeFields } from '../../rules/merge/fields.ts';
import type { Held } from '../patient.sql.ts';
import { mergedInto } from './merge.sql.ts';
import { mergeFollowers } from './on-merge.ts';
import { asContradiction, contradictionsBetween, hindrancesOf, holdPair } from './pair.ts';

/** What merging would do, before anybody does it. */
export const previewMerge = serve(mergeContract.previewMerge, async ({ patient_id, merged_id }, act) => {
  const { tx } = act;
  const pair = await holdPair(act, patient_id, merged_id);
  const ids = await mergedInto(tx, merged_id);
  const inRecord = (await records.countByType(tx, ids)).filter(({ type }) => type !== 'Patient');
  const follows = inRecord.map(({ type, count }) => ({ kind: type, count }));
  const hindrances = hindrancesOf(pair);
  for (const follower of mergeFollowers()) {
    follows.push(...((await follower.count?.(tx, ids)) ?? []));
    hindrances.push(...((await follower.hindrances?.(tx, { surviving_id: patient_id, merged_id })) ?? []));
  }
  act.audit.patient(patient_id);
  act.audit.patient(merged_id);
  return {
    surviving: rowOf(pair.surviving),
    merged: rowOf(pair.merged),
    fields: mergeFields(pair.survivingDraft, pair.mergedDraft).map(shown),
    follows,
    contradictions: (await contradictionsBetween(tx, pair)).map(asContradiction),
    hindrances,
  };
});

const rowOf = ({ document, registered_at }: Held): MergePreview['surviving'] => {
  const { id, hospital_number, display_name, birth_date, birth_date_estimated, sex, unknown, deceased, restricted, version } = document;
  return {
    id, hospital_number, display_name, birth_date, birth_date_estimated, sex, unknown, deceased, restricted, version,
    registered_at: registered_at.toISOString(),
  };
};

/** Without what is kept beside a value for our own use. */
function shown(field: MergePreview['fields'][number]): MergePreview['fields'][number] {
  const open = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(open);
    if (typeof value !== 'object' || value === null) return value ?? null;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name, each]) => !['source', 'blind_index'].includes(name) && each !== undefined)
        .map(([name, each]) => [name, open(each)]),
    );
  };
  return { ...field, surviving: open(field.surviving), merged: open(field.merged) } as MergePreview['fields'][number];
}
