import { Problem, Reply } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { isKept, ruleOf } from '../../rules/fhir/types.ts';
import { searchResources } from '../search/search.ts';
import { answerText } from './answer.ts';
import { fhirEndpoint } from './endpoint.ts';
import type { FhirRequest } from './request.ts';

const needs = ({ type }: FhirRequest) => [ruleOf(type).search];

async function answer(request: FhirRequest, act: Act, compartment?: { patient_id: string }): Promise<Reply> {
  const { type, base, parameters, prefer } = request;
  if (!isKept(type)) throw new Problem(404, 'fhir.not_kept', `${type} is not kept here, and so not searched`);
  const found = await searchResources(act, { type, base, parameters, strict: prefer.handling !== 'lenient', ...(compartment && { compartment }) });
  act.audit.shown(found.patients);
  // Names of parameters only: their values may be somebody's.
  act.audit.detail({ type, by: [...new Set(parameters.map(([name]) => name.slice(0, 60)))].slice(0, 20), shown: found.patients.length });
  return answerText(request, 200, found.bundle_text);
}

export const search = fhirEndpoint(
  { method: 'GET', path: '/{type}', summary: 'Searches the resources of a type', permission: 'fhir.read', event: 'exchange.fhir.search' },
  (request, act) => answer(request, act), { needs },
);

export const searchByPost = fhirEndpoint(
  { method: 'POST', path: '/{type}/_search', summary: 'Searches the resources of a type; its parameters are not in the address', permission: 'fhir.read', event: 'exchange.fhir.search' },
  (request, act) => answer(request, act), { needs },
);
