import type { Act, Reply } from '@openward/platform/http';
import { get } from '@openward/records/api';
import { ruleOf } from '../../../rules/fhir/types.ts';
import { wholeRecord } from '../../search/whole-record.ts';
import { answerText } from '../answer.ts';
import { fhirEndpoint } from '../endpoint.ts';
import type { FhirRequest } from '../request.ts';
import { openRecord, refuseUnseen } from '../see.ts';
import { askedOf } from './parameters.ts';

const place = {
  path: '/Patient/{id}/$everything', summary: 'The whole record of a patient, in pages', permission: 'fhir.read', event: 'exchange.fhir.everything',
} as const;
const needs = () => [ruleOf('Patient').read, ruleOf('Observation').read];

/** The whole record of a patient. */
export const everything = fhirEndpoint({ ...place, method: 'GET' }, answer, { needs });
export const everythingByPost = fhirEndpoint({ ...place, method: 'POST' }, answer, { needs });

async function answer(request: FhirRequest, act: Act): Promise<Reply> {
  const { id, base } = request;
  const parameters = askedOf(request, ['start', 'end', '_since', '_type', '_count', '_page']);
  const found = await get(act.tx, 'Patient', id);
  if (found?.patient_id == null) return refuseUnseen(act, 'Patient', id);
  await openRecord(act, found.patient_id);
  const { bundle_text, shown } = await wholeRecord(act, { base, patient_id: found.patient_id, parameters });
  act.audit.detail({ type: 'Patient', id, by: [...new Set(parameters.map(([name]) => name))], shown });
  return answerText(request, 200, bundle_text);
}
