import { Problem } from '@openward/platform/http';
import type { Act, Reply } from '@openward/platform/http';
import { get } from '@openward/records/api';
import { ruleOf } from '../../../rules/fhir/types.ts';
import { documentsOfRecord } from '../../search/documents.ts';
import { answerText } from '../answer.ts';
import { fhirEndpoint } from '../endpoint.ts';
import type { FhirRequest } from '../request.ts';
import { openRecord, refuseUnseen } from '../see.ts';
import { askedOf, oneOf } from './parameters.ts';

const place = {
  path: '/DocumentReference/$docref', summary: 'The documents of a patient, as US Core asks for them', permission: 'fhir.read', event: 'exchange.fhir.docref',
} as const;
const needs = () => [ruleOf('DocumentReference').search];

/** `$docref` of US Core: the documents of a patient, of a time and of a kind. */
export const docref = fhirEndpoint({ ...place, method: 'GET' }, answer, { needs });
export const docrefByPost = fhirEndpoint({ ...place, method: 'POST' }, answer, { needs });

async function answer(request: FhirRequest, act: Act): Promise<Reply> {
  // `profile` speaks of documents that are made on demand, and none are.
  const asked = askedOf(request, ['patient', 'start', 'end', 'type', 'on-demand', 'profile', '_count', '_page']);
  const patient = oneOf(asked, 'patient')?.replace(/^Patient\//, '');
  if (patient === undefined) throw new Problem(400, 'fhir.operation_parameter', '$docref names the patient', { field: 'patient' });
  const on_demand = oneOf(asked, 'on-demand') ?? 'false';
  if (on_demand !== 'true' && on_demand !== 'false') throw new Problem(400, 'fhir.operation_parameter', 'on-demand is true or false', { field: 'on-demand' });
  const found = await get(act.tx, 'Patient', patient);
  if (found?.patient_id == null) return refuseUnseen(act, 'Patient', patient);
  await openRecord(act, found.patient_id);
  const { bundle_text, shown } = await documentsOfRecord(act, {
    base: request.base, parameters: asked, patient_id: found.patient_id, only_on_demand: on_demand === 'true',
    type: oneOf(asked, 'type'), start: oneOf(asked, 'start'), end: oneOf(asked, 'end'), count: oneOf(asked, '_count'), page: oneOf(asked, '_page'),
  });
  act.audit.detail({ type: 'DocumentReference', by: [...new Set(asked.map(([name]) => name))], shown });
  return answerText(request, 200, bundle_text);
}
