import { Reply } from '@openward/platform/http';
import type { Served } from '@openward/platform/http';
import { resourceTypes } from '@openward/records/api';
import { capabilityStatement } from '../../rules/fhir/capability.ts';
import { isLog } from '../../rules/fhir/types.ts';
import { searchParametersOf } from '../search/asked/common.ts';
import { includesOf } from '../search/include.ts';
import { auditParameters } from './audit/asked.ts';
import { answerText } from './answer.ts';
import { fhirEndpoint } from './endpoint.ts';

const started = new Date().toISOString();

/** What the API does, made of the endpoints that are mounted beside it. Anybody may ask. */
export function metadataEndpoint(endpoints: readonly Served[]): Served {
  const places = endpoints.map(({ declaration: { method, path } }) => ({ method, path }));
  return fhirEndpoint(
    { method: 'GET', path: '/metadata', summary: 'What the FHIR API does', permission: 'public', event: 'none' },
    async (request) => {
      const mode = request.parameters.find(([name]) => name === 'mode')?.[1] ?? 'full';
      if (mode !== 'full' && mode !== 'normative') return new Reply({ status: 404 });
      return answerText(request, 200, JSON.stringify(capabilityStatement({
        base: request.base, date: started, version: '0.1.0', types: resourceTypes, endpoints: places, parametersOf: (type) => (isLog(type) ? auditParameters : searchParametersOf(type)), includesOf,
      })));
    },
  );
}
