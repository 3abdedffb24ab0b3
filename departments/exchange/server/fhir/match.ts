import { sql } from 'kysely';
import { Problem } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { readQuery } from '../../rules/conditional.ts';
import { existing, findByIdentifier } from '@openward/records/api';
import { findByIdentifier as findPatients } from '@openward/patients/api';
import type { FhirRequest } from './request.ts';

/**
 * The id of the one resource that a conditional interaction speaks of; undefined where there is none, 412 where there are
 * several. Until the transaction ends, the same question asked elsewhere waits: two clients do not both find nothing.
 */
export async function matchOne(act: Act, type: string, query: string, field: string): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`fhir ${type}?${query}`}, 0))`.execute(act.tx);
  const ids = await matches(act, type, query, field);
  if (ids.length > 1) throw new Problem(412, 'fhir.not_one', `The condition finds several ${type}s here, where one is meant`, { field });
  return ids[0];
}

async function matches(act: Act, type: string, query: string, field: string): Promise<string[]> {
  const condition = readQuery(type, query);
  if (typeof condition === 'string') throw new Problem(412, 'fhir.condition', `The condition ${condition}`, { field });
  if (condition.by === '_id') return (await existing(act.tx, [{ type, id: condition.id }])).size === 1 ? [condition.id] : [];
  const { system, value } = condition;
  const identifier = system === undefined ? { value } : { system, value };
  return type === 'Patient' ? findPatients(act.tx, identifier) : findByIdentifier(act.tx, type, identifier);
}

/** The query of the address as text; refuses one without, since it would speak of everything. */
export function conditionIn({ url }: FhirRequest): string {
  const question = url.indexOf('?');
  const query = question < 0 ? '' : url.slice(question + 1);
  if (query === '') throw new Problem(412, 'fhir.condition', 'A conditional interaction says in its address what it speaks of', { field: 'url' });
  return query;
}
