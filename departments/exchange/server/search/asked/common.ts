import { parametersOf } from '@openward/records/api';
import type { Parameter } from '@openward/records/api';

/** Parameters that are columns of the record, and so are the same for every type. */
export const columns: ReadonlyMap<string, string> = new Map([['_id', 'token'], ['_lastUpdated', 'date']]);

/** Two parameters that must hold of the same value; each resource has only one. */
export const composites: Record<string, Record<string, readonly [string, string]>> = {
  Observation: {
    'code-value-concept': ['code', 'value-concept'],
    'code-value-date': ['code', 'value-date'],
    'code-value-quantity': ['code', 'value-quantity'],
    'code-value-string': ['code', 'value-string'],
  },
};

/** One line of the table of what can be searched, for the CapabilityStatement. */
export interface SearchParameterLine {
  name: string;
  type: string;
}

/** Every search parameter that a type answers: the same table that reads the searches. */
export function searchParametersOf(type: string): SearchParameterLine[] {
  return [
    ...[...columns].map(([name, kind]) => ({ name, type: kind })),
    ...[...parametersOf(type).values()].map((parameter) => ({ name: parameter.name, type: parameter.type })),
    ...Object.keys(composites[type] ?? {}).map((name) => ({ name, type: 'composite' })),
  ].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The references of a type that a search can include. */
export function referencesOfType(type: string): Parameter[] {
  return [...parametersOf(type).values()].filter((parameter) => parameter.type === 'reference');
}
