import type { Tx } from '@openward/platform/db';
import type { DuplicateCandidate } from '../contract/duplicates.ts';
import { arrivalOf, draftOfArrival } from './adopt.ts';
import { numberSystem } from './adopt.sql.ts';
import { findDuplicates, mentionFrom } from './duplicates.ts';

/** Who among the patients may be the person whom a FHIR Patient tells of, best first: the score that registration uses. Creates nothing. */
export async function matchPerson(tx: Tx, resource: object): Promise<DuplicateCandidate[]> {
  const { id: _id, ...person } = resource as Record<string, unknown>;
  return findDuplicates(tx, draftOfArrival(arrivalOf({ resource: person }), await numberSystem(tx), null, 'match'), mentionFrom);
}
