import { Problem } from '@openward/platform/http';
import type { Act, Reply } from '@openward/platform/http';
import { get } from '@openward/records/api';
import { ruleOf } from '../../rules/fhir/types.ts';
import { everything as readEverything } from '../search/everything.ts';
import { answerText } from './answer.ts';
import { fhirEndpoint } from './endpoint.ts';
import type { FhirRequest } from './request.ts';
import { openRecord, refuseUnseen } from './see.ts';

const place = { method: 'GET', permission: 'fhir.read', event: 'exchange.fhir.everything' } as const;
const needs = () => [ruleOf('Patient').read, ruleOf('Observation').read];

/** The whole record of a patient. */
export const everything = fhirEndpoint({ ...place, path: '/{type}/{id}/$everything', summary: 'A whole record of a patient, or that of a visit, in pages' }, answer, { needs });

async function answer(request: FhirRequest, act: Act): Promise<Reply> {
  const { type, id, base, parameters } = request;
  if (type !== 'Patient' && type !== 'Encounter') throw new Problem(404, 'fhir.unknown_operation', '$everything is asked of a Patient or an Encounter');
  const found = await get(act.tx, type, id);
  if (found === undefined || found.patient_id === null) return refuseUnseen(act, type, id);
  await openRecord(act, found.patient_id);
  act.audit.detail({ type, id });
  const bundle = await readEverything(act, {
    base, parameters, path: `${type}/${id}/$everything`, patient_id: found.patient_id, visit_id: type === 'Encounter' ? id : null,
  });
  return answerText(request, 200, bundle.bundle_text);
}
