import { Problem } from '@openward/platform/http';
import type { Act, Reply } from '@openward/platform/http';
import { parseExactly } from '@openward/platform/fhir';
import { get } from '@openward/records/api';
import { applyPatch, PatchFault } from '../../rules/json-patch.ts';
import { ruleOf } from '../../rules/fhir/types.ts';
import { answerWritten, matchedVersion } from './answer.ts';
import { parsed, refuseInvalid } from './body.ts';
import { fhirEndpoint } from './endpoint.ts';
import { keep, refuseUnwritten } from './keep.ts';
import { staleVersion } from './keeping.ts';
import { conditionIn, matchOne } from './match.ts';
import { refuseParameters } from './request.ts';
import type { FhirRequest } from './request.ts';
import { refuseUnseen, unknownResource } from './see.ts';
import { holdResource } from './stands.sql.ts';

const needs = ({ type }: FhirRequest) => [ruleOf(type).update ?? 'records.write', ruleOf(type).read] as const;

/** A part of a resource changed by a JSON Patch; the rest of it stays as it was written. */
export const patch = fhirEndpoint(
  { method: 'PATCH', path: '/{type}/{id}', summary: 'Changes parts of a resource (JSON Patch)', permission: 'fhir.write', event: 'exchange.fhir.patch' },
  patchResource,
  { needs },
);

/** As `patch`, of the resource that the condition in the address finds. */
export const conditionalPatch = fhirEndpoint(
  { method: 'PATCH', path: '/{type}', summary: 'Changes parts of the resource that a search finds', permission: 'fhir.write', event: 'exchange.fhir.patch' },
  async (request, act) => {
    const id = await matchOne(act, request.type, conditionIn(request), 'url');
    if (id === undefined) throw new Problem(404, 'fhir.not_found', `The condition finds no ${request.type} here`, { field: 'url' });
    return patchResource({ ...request, id, parameters: [] }, act);
  },
  { needs },
);

/** As a part of a batch asks for it too. */
export async function patchResource(request: FhirRequest, act: Act): Promise<Reply> {
  refuseParameters(request);
  const { type, id, body, content_type } = request;
  refuseUnwritten(type);
  if (content_type !== 'application/json-patch+json') {
    throw new Problem(415, 'fhir.patch_type', 'A patch is a JSON Patch: application/json-patch+json', { field: 'body' });
  }
  const held = await holdResource(act.tx, type, id);
  if (held === undefined) return refuseUnseen(act, type, id);
  const if_version = matchedVersion(request) ?? held.version;
  if (if_version !== held.version) throw staleVersion(type, id, held.version);
  const stands = await get(act.tx, type, id);
  if (stands === undefined) throw unknownResource(type, id);
  if (stands.json === null) throw new Problem(410, 'records.deleted', `${type}/${id} was deleted`, { version: stands.version });
  const resource = parsed(patchedText(stands.json, body));
  if (resource.value['resourceType'] !== type || resource.value['id'] !== id) {
    throw new Problem(422, 'fhir.patch_identity', 'A patch changes neither the type nor the id of a resource', { field: 'body' });
  }
  refuseInvalid(resource.value);
  return answerWritten(request, await keep(act, { type, id, resource, if_version }));
}

function patchedText(json: string, body: string): string {
  let operations: unknown;
  try {
    operations = parseExactly(body);
  } catch {
    throw new Problem(400, 'json.syntax', 'The patch is not JSON', { field: 'body' });
  }
  try {
    return JSON.stringify(applyPatch(parseExactly(json), operations)) ?? 'null';
  } catch (error) {
    if (!(error instanceof PatchFault)) throw error;
    throw new Problem(error.kind === 'malformed' ? 400 : 422, `fhir.patch_${error.kind}`, error.message, { field: `[${error.place}]` });
  }
}
