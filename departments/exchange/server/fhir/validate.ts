import { Problem } from '@openward/platform/http';
import type { Act, Reply } from '@openward/platform/http';
import { rawAt } from '@openward/records/api';
import type { ParsedResource } from '@openward/records/api';
import { ruleOf } from '../../rules/fhir/types.ts';
import { validateResource } from '../validation/validate.ts';
import { answerOutcome } from './answer.ts';
import { objectIn, outcomeIssue, parsed } from './body.ts';
import { fhirEndpoint } from './endpoint.ts';
import { refuseParameters } from './request.ts';
import type { FhirRequest } from './request.ts';

const place = { method: 'POST', permission: 'fhir.read', event: 'exchange.fhir.validate' } as const;

/** Says what is wrong with a resource, without keeping it. */
export const validate = fhirEndpoint({ ...place, path: '/{type}/$validate', summary: 'Validates a resource' }, validateSent);

/** As `validate`, for what is to stand under an id. */
export const validateInstance = fhirEndpoint({ ...place, path: '/{type}/{id}/$validate', summary: 'Validates a resource for this id' }, validateSent);

async function validateSent(request: FhirRequest, act: Act): Promise<Reply> {
  refuseParameters(request, ['mode', 'profile']);
  const { resource, mode, profiles } = sentIn(request);
  act.audit.detail({ type: request.type });
  if (mode === 'delete') return answerDelete(request);
  if (resource.value['resourceType'] !== request.type) {
    throw new Problem(400, 'fhir.other_type', `The body must be a ${request.type}, as the address says`, { field: 'resourceType' });
  }
  const issues = validateResource(resource.value, { asked: profiles }).map((issue) => outcomeIssue(issue));
  if (mode === 'update' && request.id !== '' && resource.value['id'] !== request.id) {
    issues.push({ severity: 'error', code: 'value', problem: 'fhir.other_id', message: 'The id of the resource must be that of the address', path: `${request.type}.id` });
  }
  if (issues.length > 0) return answerOutcome(request, 200, issues);
  return answerOutcome(request, 200, [{ severity: 'information', code: 'informational', problem: 'fhir.valid', message: 'Nothing is wrong with it' }]);
}

/** The resource by itself, or inside Parameters as the operation is defined. */
function sentIn(request: FhirRequest): { resource: ParsedResource; mode: string | undefined; profiles: string[] } {
  const body = objectIn(request);
  const asked = request.parameters.find(([name]) => name === 'mode')?.[1];
  const profiles = request.parameters.filter(([name]) => name === 'profile').map(([, url]) => url);
  if (body.value['resourceType'] !== 'Parameters' || request.type === 'Parameters') return { resource: body, mode: asked, profiles };
  const list = Array.isArray(body.value['parameter']) ? (body.value['parameter'] as Record<string, unknown>[]) : [];
  const at = list.findIndex((each) => each?.['name'] === 'resource');
  const mode = list.find((each) => each?.['name'] === 'mode')?.['valueCode'];
  for (const each of list) {
    const url = each?.['name'] === 'profile' ? (each['valueUri'] ?? each['valueCanonical']) : undefined;
    if (typeof url === 'string') profiles.push(url);
  }
  const said = typeof mode === 'string' ? mode : asked;
  const text = at < 0 ? undefined : rawAt(body.text, ['parameter', at, 'resource']);
  if (text === undefined && said !== 'delete') throw new Problem(400, 'fhir.no_resource', 'The parameters hold no resource', { field: 'Parameters.parameter' });
  return { resource: text === undefined ? body : parsed(text), mode: said, profiles };
}

function answerDelete(request: FhirRequest): Reply {
  const { not_deleted } = ruleOf(request.type);
  return answerOutcome(request, 200, [
    not_deleted === undefined
      ? { severity: 'information', code: 'informational', problem: 'fhir.valid', message: 'Resources of this type may be deleted' }
      : { severity: 'error', code: 'business-rule', problem: 'fhir.not_deleted', message: not_deleted },
  ]);
}
