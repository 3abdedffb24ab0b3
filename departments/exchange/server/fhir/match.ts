import { sql } from 'kysely';
import { fhirRoot, Problem } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { queryParameters } from '../../rules/conditional.ts';
import { ruleOf } from '../../rules/fhir/types.ts';
import { matches, readConditional } from '../search/matches.ts';
import { permit } from './permit.ts';
import { refuseUnstorable } from './request.ts';
import type { FhirRequest } from './request.ts';

/**
 * The id of the one resource that a conditional interaction speaks of; undefined where there is none, 412 where there are
 * several. Until the transaction ends, the same question asked elsewhere waits: two clients do not both find nothing.
 */
export async function matchOne(act: Act, type: string, query: string, field: string): Promise<string | undefined> {
  permit(act, ruleOf(type).search);
  const parameters = queryParameters(query);
  refuseUnstorable(parameters);
  const base = `${act.web_origin}${fhirRoot}`;
  const condition = readConditional(type, parameters, base, field);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`fhir ${type}?${query}`}, 0))`.execute(act.tx);
  const found = await matches(act, condition);
  if (found.length > 1) throw new Problem(412, 'fhir.not_one', `The condition finds several ${type}s here, where one is meant`, { field });
  return found[0];
}

/** The query of the address as text; refuses one without, since it would speak of everything. */
export function conditionIn({ url }: FhirRequest): string {
  const question = url.indexOf('?');
  const query = question < 0 ? '' : url.slice(question + 1);
  if (query === '') throw new Problem(412, 'fhir.condition', 'A conditional interaction says in its address what it speaks of', { field: 'url' });
  return query;
}
