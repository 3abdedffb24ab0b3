import { getVersion } from '@openward/records/api';
import { ruleOf } from '../../rules/fhir/types.ts';
import { answerVersion } from './answer.ts';
import { fhirEndpoint } from './endpoint.ts';
import { refuseParameters } from './request.ts';
import { openRecord, refuseUnseen, refuseVersions } from './see.ts';

/** One version of a resource, as it was. */
export const vread = fhirEndpoint(
  {
    method: 'GET', path: '/{type}/{id}/_history/{version}', summary: 'Reads one version of a resource', permission: 'fhir.read',
    event: 'exchange.fhir.vread',
  },
  async (request, act) => {
    refuseParameters(request);
    const { type, id, version } = request;
    refuseVersions(type);
    const found = await getVersion(act.tx, type, id, version);
    if (found === undefined) return refuseUnseen(act, type, id);
    await openRecord(act, found.patient_id);
    act.audit.detail({ type, id, version });
    return answerVersion(request, found);
  },
  { needs: ({ type }) => [ruleOf(type).read] },
);
