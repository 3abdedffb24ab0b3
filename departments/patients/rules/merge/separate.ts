import { displayName, sortName } from '../display-name.ts';
import type { Draft } from '../draft.ts';
import { equal } from '@openward/platform/fhir';
import { takeOver } from './combine.ts';
import { listFields, singleFields, type ListField } from './fields.ts';

/** To which of the two something goes that was written while they were one. */
export type Assignment = 'surviving' | 'merged';

/** Fields that change for both at once are no matter of a choice at a merge, but they are at its undoing. */
const groups: Readonly<Record<string, readonly (keyof Draft)[]>> = {
  ...singleFields,
  unknown: ['unknown'],
  restricted: ['restricted', 'restricted_reason'],
};

interface Row {
  id: string;
}

export interface ChangeSince {
  /** `field:sex`, or `field:telecoms <id of the row>`. */
  key: string;
  field: string;
  row: string | null;
}

/** What was changed of the surviving registration since the merge: each is given to one of the two. */
export function changesSince(after: Draft, now: Draft): ChangeSince[] {
  const single = Object.entries(groups)
    .filter(([, columns]) => columns.some((column) => !equal(after[column], now[column])))
    .map(([field]) => ({ key: `field:${field}`, field, row: null }));
  const rows = listFields.flatMap((field) => changedRows(after[field], now[field]).map((row) => ({ key: `field:${field} ${row}`, field, row })));
  return [...single, ...rows];
}

function changedRows(after: readonly Row[], now: readonly Row[]): string[] {
  const ids = new Set([...after, ...now].map(({ id }) => id));
  return [...ids].filter((id) => !equal(after.find((row) => row.id === id), now.find((row) => row.id === id)));
}

export interface Merged {
  /** The two as they were before the merge. */
  surviving: Draft;
  merged: Draft;
  /** The surviving one right after the merge, and as it is now. */
  after: Draft;
  now: Draft;
  /** Rows that the merge copied: key of the copy → key of the original. */
  copied: Readonly<Record<string, string>>;
}

/**
 * The two registrations after the merge is undone: as they were before it, with each change since in the one that it was
 * given to. Where nothing was changed since, they are exactly what they were.
 */
export function separate(
  { surviving, merged, after, now, copied }: Merged, assignments: Readonly<Record<string, Assignment>>, newId: () => string,
): { surviving: Draft; merged: Draft } {
  const parts = { surviving: { ...surviving }, merged: { ...merged } };
  for (const { key, field, row } of changesSince(after, now)) {
    const to = assignments[key] ?? 'surviving';
    const draft = parts[to];
    if (row === null) takeOver(draft, now, groups[field] ?? []);
    else placeRow(draft, field as ListField, row, now, to === 'merged' ? copied : {}, newId, to);
  }
  return { surviving: named(parts.surviving), merged: named(parts.merged) };
}

/** Puts the row as it is now, or its absence, into the registration that it was given to. */
function placeRow(
  draft: Draft, field: ListField, id: string, now: Draft, originals: Readonly<Record<string, string>>, newId: () => string, to: Assignment,
): void {
  const rows: readonly Row[] = draft[field];
  const row = (now[field] as readonly Row[]).find((each) => each.id === id);
  const known = originals[id] ?? id;
  const place = rows.findIndex((each) => each.id === known);
  if (row === undefined) {
    Object.assign(draft, { [field]: rows.filter((each) => each.id !== known) });
    return;
  }
  // A row that is new keeps its key in the record where it was written; in the other it needs one of its own.
  const placed = place === -1 ? { ...row, id: to === 'merged' ? newId() : id } : { ...row, id: known };
  Object.assign(draft, { [field]: place === -1 ? [...rows, placed] : rows.with(place, placed) });
}

const named = (draft: Draft): Draft => ({ ...draft, display_name: displayName(draft.names), sort_name: sortName(draft.names) });
