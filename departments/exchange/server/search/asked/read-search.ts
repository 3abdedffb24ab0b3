import { Problem } from '@openward/platform/http';
import type { Condition } from './condition.ts';
import { readParameter } from './read.ts';
import type { Reading } from './read.ts';
import { plainResult, readResult, resultParameters } from './result.ts';
import type { ResultAsked } from './result.ts';

/** A search as it was understood. */
export interface Search {
  type: string;
  conditions: Condition[];
  result: ResultAsked;
  /** The parameters that were understood, for the address of this page and of the next. */
  used: [string, string][];
  /** What was passed over because the client asked for leniency, and why. */
  ignored: { name: string; why: string }[];
}

const resultNames: ReadonlySet<string> = new Set(resultParameters);

/** Reads the parameters of a search. Strict: the first that does not fit is refused; else it is passed over and told. */
export function readSearch(type: string, parameters: readonly (readonly [string, string])[], reading: Reading & { strict: boolean }): Search {
  const search: Search = { type, conditions: [], result: plainResult(), used: [], ignored: [] };
  for (const [name, value] of parameters) {
    try {
      if (resultNames.has(name.split(':')[0]!)) readResult(search.result, type, name, value);
      else search.conditions.push(readParameter(type, name, value, reading));
      search.used.push([name, value]);
    } catch (error) {
      if (reading.strict || !(error instanceof Problem)) throw error;
      search.ignored.push({ name, why: error.message });
    }
  }
  return search;
}
