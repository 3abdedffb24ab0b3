import { sameValues } from './blanks.ts';

/** One field that somebody else changed while this person was typing. */
export interface ConflictingField {
  field: string;
  theirs: unknown;
  /** What this person typed, where they changed the field too. */
  mine: unknown;
  both: boolean;
}

export interface Merged<Values> {
  values: Values;
  fields: ConflictingField[];
}

/**
 * Brings together what was opened, what this person typed and what somebody else has saved since, field by field.
 * What is typed always stays; a field that this person did not touch takes the newer value.
 */
export function mergeConflict<Values extends Record<string, unknown>>(
  opened: Values,
  typed: Values,
  saved: Values,
): Merged<Values> {
  const values: Record<string, unknown> = { ...typed };
  const fields: ConflictingField[] = [];
  for (const field of Object.keys(saved)) {
    if (sameValues(opened[field], saved[field]) || sameValues(typed[field], saved[field])) continue;
    const both = !sameValues(opened[field], typed[field]);
    fields.push({ field, theirs: saved[field], mine: typed[field], both });
    if (!both) values[field] = saved[field];
  }
  return { values: values as Values, fields };
}

/** A value of a form as one line, for showing two beside each other. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([name]) => name !== 'id')
      .map(([, each]) => describeValue(each))
      .filter((text) => text !== '')
      .join(Array.isArray(value) ? '; ' : ' ');
  }
  return typeof value === 'string' ? value.trim() : String(value as number | boolean);
}
