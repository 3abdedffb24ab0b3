import { randomUUIDv7 } from 'node:crypto';
import { get } from '@openward/records/api';
import type { Act, Reply } from '@openward/platform/http';
import { ruleOf } from '../../rules/fhir/types.ts';
import { answerWritten } from './answer.ts';
import { resourceIn } from './body.ts';
import { fhirEndpoint } from './endpoint.ts';
import { keep, refuseUnwritten } from './keep.ts';
import { keepTogether } from './keep-together.ts';
import type { Keeping } from './keeping.ts';
import { matchOne } from './match.ts';
import { refuseParameters } from './request.ts';
import type { FhirRequest } from './request.ts';
import { openRecord } from './see.ts';

/** A new resource, under an id of the hospital’s own. With `If-None-Exist`: only where the search finds nothing. */
export const create = fhirEndpoint(
  { method: 'POST', path: '/{type}', summary: 'Creates a resource', permission: 'fhir.write', event: 'exchange.fhir.create' },
  createResource,
  { needs: ({ type }) => [ruleOf(type).create ?? 'records.write'], together: keepTogether(keepingOf) },
);

/** A plain creation, without a condition. */
function keepingOf(request: FhirRequest): Keeping | undefined {
  refuseParameters(request);
  const { type, if_none_exist } = request;
  return if_none_exist === undefined ? { type, id: randomUUIDv7(), resource: resourceIn(request), if_version: 0 } : undefined;
}

/** As a part of a batch asks for it too. */
export async function createResource(request: FhirRequest, act: Act): Promise<Reply> {
  refuseParameters(request);
  const { type, if_none_exist } = request;
  refuseUnwritten(type);
  const resource = resourceIn(request);
  const known = if_none_exist === undefined ? undefined : await matchOne(act, type, if_none_exist, 'If-None-Exist');
  const stands = known === undefined ? undefined : await get(act.tx, type, known);
  if (stands === undefined) return answerWritten(request, await keep(act, { type, id: randomUUIDv7(), resource, if_version: 0 }));
  await openRecord(act, stands.patient_id, ruleOf(type).read);
  return answerWritten(request, { ...stands, created: false, changed: false });
}
