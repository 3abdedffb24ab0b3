import { Problem } from '@openward/platform/http';
import type { Act, Reply } from '@openward/platform/http';
import { ruleOf } from '../../rules/fhir/types.ts';
import { searchResources } from '../search/search.ts';
import { answerText } from './answer.ts';
import { fhirEndpoint } from './endpoint.ts';
import { objectIn } from './body.ts';
import type { FhirRequest } from './request.ts';

const place = { permission: 'fhir.read', event: 'exchange.fhir.docref' } as const;
const needs = () => [ruleOf('DocumentReference').search];
const summary = 'The documents of a patient, as US Core asks for them';

/** `$docref` of US Core: the documents of a patient, of a time and of a kind. */
export const docref = fhirEndpoint({ ...place, method: 'GET', path: '/DocumentReference/$docref', summary }, (request, act) => answer(request, act, request.parameters), { needs });

export const docrefByPost = fhirEndpoint({ ...place, method: 'POST', path: '/DocumentReference/$docref', summary }, (request, act) => {
  if (request.content_type === 'application/x-www-form-urlencoded') return answer(request, act, request.parameters);
  const { parameter } = objectIn(request).value;
  const list = Array.isArray(parameter) ? (parameter as Record<string, unknown>[]) : [];
  return answer(request, act, list.map((each) => [String(each?.['name']), said(each)] as const));
}, { needs });

/** The value of one of Parameters, as it would stand in an address. */
function said(parameter: Record<string, unknown>): string {
  const value = Object.entries(parameter ?? {}).find(([name]) => name.startsWith('value'))?.[1];
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  const concept = value as { coding?: { system?: string; code?: string }[]; system?: string; code?: string };
  const coding = concept.coding?.[0] ?? concept;
  return `${coding.system ?? ''}|${coding.code ?? ''}`;
}

async function answer(request: FhirRequest, act: Act, given: readonly (readonly [string, string])[]): Promise<Reply> {
  const value = (name: string): string | undefined => given.find(([each]) => each === name)?.[1];
  const patient = value('patient');
  if (patient === undefined || patient === '') throw new Problem(400, 'fhir.docref_patient', 'Name the patient', { field: 'patient' });
  const strange = given.find(([name]) => !['patient', 'start', 'end', 'type', 'on-demand', 'profile', '_page', '_count'].includes(name));
  if (strange !== undefined) throw new Problem(400, 'fhir.unknown_parameter', `$docref takes no parameter ${strange[0].slice(0, 60)}`, { field: strange[0].slice(0, 60) });
  // Nothing is written on demand: what is there is told.
  const found = await searchResources(act, {
    type: 'DocumentReference', base: request.base, strict: true,
    parameters: [
      ['patient', patient],
      ...['type', '_count', '_page'].flatMap((name) => (value(name) === undefined ? [] : [[name, value(name)!] as const])),
      ...(value('start') === undefined ? [] : [['period', `ge${value('start')!}`] as const]),
      ...(value('end') === undefined ? [] : [['period', `le${value('end')!}`] as const]),
    ],
  });
  act.audit.shown(found.patients);
  act.audit.detail({ by: given.map(([name]) => name), shown: found.patients.length });
  return answerText(request, 200, found.bundle_text);
}
