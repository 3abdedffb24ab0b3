import { Problem } from '@openward/platform/http';
import { allPermissions } from '@openward/platform/auth';
import type { Tx } from '@openward/platform/db';
import { isResourceType } from '@openward/records/api';
import { queryParameters } from '../rules/conditional.ts';
import { patientIdOf } from './ids.ts';
import { matches, readConditional } from './search/matches.ts';
import type { Conditional } from './search/matches.ts';

/** Addresses in a file are not those of this hospital’s API. */
const nowhere = 'urn:openward:no-address';

/** Reads a search of a file as the FHIR API reads it; a text that says why where it cannot be answered. */
export function readQuery(source: string, type: string, query: string): Conditional | string {
  if (!isResourceType(type)) return `is a search of ${type.slice(0, 60)}, which is no resource type`;
  const named = queryParameters(query).map(([name, value]): [string, string] =>
    [name, type === 'Patient' && name === '_id' ? value.split(',').map((id) => patientIdOf(source, id)).join(',') : value]);
  try {
    return readConditional(type, named, nowhere, 'reference');
  } catch (error) {
    if (error instanceof Problem) return `cannot be answered: ${error.message}`;
    throw error;
  }
}

/** The ids of what a conditional reference or request of a file finds here; an import may see all. */
export async function search(tx: Tx, condition: Conditional): Promise<string[]> {
  const actor = { kind: 'service', permissions: new Set(allPermissions), patient_id: null } as const;
  return matches({ tx, actor, authorise: () => undefined }, condition);
}
