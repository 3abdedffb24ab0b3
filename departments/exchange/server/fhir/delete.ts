import { Problem, Reply } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { remove } from '@openward/records/api';
import { facesOfTables, ruleOf } from '../../rules/fhir/types.ts';
import { etagOf, matchedVersion } from './answer.ts';
import { fhirEndpoint } from './endpoint.ts';
import { staleVersion } from './keeping.ts';
import { conditionIn, matchOne } from './match.ts';
import { refuseParameters } from './request.ts';
import type { FhirRequest } from './request.ts';
import { openRecord, refuseUnseen } from './see.ts';
import { holdResource } from './stands.sql.ts';

const needs = ({ type }: FhirRequest) => [ruleOf(type).update ?? 'records.write'] as const;

/** Deletes a resource: a version that says so. What was there stays in its history. */
export const deletion = fhirEndpoint(
  { method: 'DELETE', path: '/{type}/{id}', summary: 'Deletes a resource, where the law of the record allows it', permission: 'fhir.write', event: 'exchange.fhir.delete' },
  deleteResource,
  { needs },
);

/** As `deletion`, of the one resource that the condition in the address finds. */
export const conditionalDeletion = fhirEndpoint(
  { method: 'DELETE', path: '/{type}', summary: 'Deletes the one resource that a search finds', permission: 'fhir.write', event: 'exchange.fhir.delete' },
  deleteMatched,
  { needs },
);

/** As a part of a batch asks for it too. */
export async function deleteResource(request: FhirRequest, act: Act): Promise<Reply> {
  refuseParameters(request);
  const { type, id } = request;
  refuseUndeletable(type);
  const held = await holdResource(act.tx, type, id);
  if (held === undefined) return refuseUnseen(act, type, id);
  const if_version = matchedVersion(request);
  if (if_version !== undefined && if_version !== held.version) throw staleVersion(type, id, held.version);
  if (held.source === 'openward') {
    const where = facesOfTables.has(type) ? 'is kept on the hospital’s own pages' : 'was written in the hospital’s chart: mark it entered-in-error there';
    throw new Problem(405, 'fhir.not_deleted', `${type}/${id} ${where}`);
  }
  await openRecord(act, held.patient_id);
  const { account_id, display_name } = act.actor;
  const { version } = await remove(act.tx, { type, id, author: { account_id, name: display_name } });
  act.audit.detail({ type, id, version });
  return new Reply({ status: 204, headers: { etag: etagOf(version) } });
}

/** As `deleteResource`, by a condition. Nothing found is nothing to do. */
export async function deleteMatched(request: FhirRequest, act: Act): Promise<Reply> {
  refuseUndeletable(request.type);
  const id = await matchOne(act, request.type, conditionIn(request), 'url');
  if (id === undefined) return new Reply({ status: 204 });
  return deleteResource({ ...request, id, parameters: [] }, act);
}

function refuseUndeletable(type: string): void {
  const { not_deleted } = ruleOf(type);
  if (not_deleted !== undefined) throw new Problem(405, 'fhir.not_deleted', not_deleted);
}
