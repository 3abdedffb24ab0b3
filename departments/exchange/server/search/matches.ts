import { Problem } from '@openward/platform/http';
import type { Condition } from './asked/condition.ts';
import { readSearch } from './asked/read-search.ts';
import { findComplete } from './find.ts';
import { settle } from './settle.ts';
import type { Asker } from './settle.ts';

/** A search that stands in place of an id, as it was understood. */
export interface Conditional {
  type: string;
  conditions: Condition[];
}

/** Reads the search of a conditional reference or interaction; 400 where it is none, 412 where it would speak of everything. */
export function readConditional(type: string, parameters: readonly [string, string][], base: string, field: string): Conditional {
  const { conditions } = readSearch(type, parameters, { base, strict: true, now: Date.now() });
  if (conditions.length === 0) throw new Problem(412, 'fhir.condition', 'A conditional interaction says what it speaks of', { field });
  return { type, conditions };
}

/** The ids of all that a condition finds, of what this asker may see. */
export async function matches(asker: Asker, { type, conditions }: Conditional): Promise<string[]> {
  return (await findComplete(asker.tx, type, await settle(asker, conditions))).map(({ id }) => id);
}
