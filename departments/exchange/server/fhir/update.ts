import { randomUUIDv7 } from 'node:crypto';
import { Problem } from '@openward/platform/http';
import type { Act, Reply } from '@openward/platform/http';
import { ruleOf } from '../../rules/fhir/types.ts';
import { answerWritten, matchedVersion } from './answer.ts';
import { resourceIn } from './body.ts';
import { fhirEndpoint } from './endpoint.ts';
import { keep, refuseUnwritten } from './keep.ts';
import { keepTogether } from './keep-together.ts';
import type { Keeping } from './keeping.ts';
import { conditionIn, matchOne } from './match.ts';
import { refuseParameters } from './request.ts';
import type { FhirRequest } from './request.ts';

const needs = ({ type }: FhirRequest) => [ruleOf(type).update ?? 'records.write'] as const;

/** A resource as it is to stand under its id; one that is not there yet is created under it. */
export const update = fhirEndpoint(
  { method: 'PUT', path: '/{type}/{id}', summary: 'Replaces a resource, or creates it under this id', permission: 'fhir.write', event: 'exchange.fhir.update' },
  updateResource,
  { needs, together: keepTogether(keepingOf) },
);

/** The resource that the condition in the address finds; one that is not there yet is created. */
export const conditionalUpdate = fhirEndpoint(
  { method: 'PUT', path: '/{type}', summary: 'Replaces the resource that a search finds, or creates it', permission: 'fhir.write', event: 'exchange.fhir.update' },
  updateMatched,
  { needs },
);

/** What an update under an id is to keep. */
function keepingOf(request: FhirRequest): Keeping {
  refuseParameters(request);
  const { type, id } = request;
  refuseUnwritten(type);
  const resource = resourceIn(request);
  if (resource.value['id'] !== id) throw new Problem(400, 'fhir.other_id', 'The id of the resource must be that of the address', { field: 'id' });
  return { type, id, resource, if_version: matchedVersion(request) };
}

/** As a part of a batch asks for it too. */
export async function updateResource(request: FhirRequest, act: Act): Promise<Reply> {
  return answerWritten(request, await keep(act, keepingOf(request)));
}

/** As `updateResource`, by a condition. */
export async function updateMatched(request: FhirRequest, act: Act): Promise<Reply> {
  const { type } = request;
  refuseUnwritten(type);
  const resource = resourceIn(request);
  const own = typeof resource.value['id'] === 'string' ? resource.value['id'] : undefined;
  const known = await matchOne(act, type, conditionIn(request), 'url');
  if (known !== undefined && own !== undefined && own !== known) {
    throw new Problem(400, 'fhir.other_id', 'The resource has another id than the one that the condition finds', { field: 'id' });
  }
  const if_version = known === undefined ? 0 : matchedVersion(request);
  return answerWritten(request, await keep(act, { type, id: known ?? own ?? randomUUIDv7(), resource, if_version }));
}
