import type { MergeChoice } from '../../contract/merge.ts';
import { displayName, sortName } from '../display-name.ts';
import type { Draft } from '../draft.ts';
import { isKnown, listFields, mergeFields, singleFieldNames, singleFields, type ListField } from './fields.ts';

export interface Combined {
  draft: Draft;
  /** Rows that were copied into the surviving record: key of the copy → key of the original. */
  copied: Record<string, string>;
}

/**
 * The surviving registration after a merge. The merged one stays as it is; what is taken over of its lists is copied,
 * so that undoing leaves no trace. Either one restricted, both are.
 */
export function combine(
  surviving: Draft, merged: Draft, choices: Readonly<Record<string, MergeChoice>>, newId: () => string,
): Combined {
  const proposed = Object.fromEntries(mergeFields(surviving, merged).map(({ field, choice }) => [field, choice]));
  const choiceOf = (field: string): MergeChoice => choices[field] ?? proposed[field] ?? 'surviving';
  const draft: Draft = { ...surviving };
  for (const name of singleFieldNames) if (choiceOf(name) === 'merged') takeOver(draft, merged, singleFields[name]);
  const copied: Record<string, string> = {};
  for (const name of listFields) copyRows(draft, merged, name, choiceOf(name), copied, newId);
  draft.unknown = surviving.unknown && merged.unknown;
  draft.restricted = surviving.restricted || merged.restricted;
  draft.restricted_reason = surviving.restricted ? surviving.restricted_reason : merged.restricted_reason;
  return { draft: { ...draft, display_name: displayName(draft.names), sort_name: sortName(draft.names) }, copied };
}

/** Sets columns of a draft to those of another. */
export function takeOver(draft: Draft, from: Draft, columns: readonly (keyof Draft)[]): void {
  Object.assign(draft, Object.fromEntries(columns.map((column) => [column, from[column]])));
}

function copyRows(
  draft: Draft, merged: Draft, name: ListField, choice: MergeChoice, copied: Record<string, string>, newId: () => string,
): void {
  if (choice === 'surviving') return;
  const own = choice === 'merged' ? [] : draft[name];
  const copies = merged[name]
    .filter((row) => !isKnown(row, own))
    .map((row) => {
      const id = newId();
      copied[id] = row.id;
      return { ...row, id };
    });
  Object.assign(draft, { [name]: [...own, ...copies] });
}
