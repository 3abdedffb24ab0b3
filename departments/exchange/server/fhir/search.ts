import { Problem, Reply } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { isKept, ruleOf } from '../../rules/fhir/types.ts';
import { fastBundle, fastSearch } from '../search/fast.ts';
import type { FastPage, FastSearch } from '../search/fast.ts';
import { searchResources } from '../search/search.ts';
import type { SearchRequest } from '../search/search.ts';
import { answerText } from './answer.ts';
import { fhirEndpoint } from './endpoint.ts';
import type { FhirRequest } from './request.ts';
import { searchSlots } from './slot/search.ts';

const needs = ({ type }: FhirRequest) => [ruleOf(type).search];

function asked({ type, id, compartment_type, base, parameters, prefer }: FhirRequest): SearchRequest {
  const common = { base, parameters, strict: prefer.handling !== 'lenient' };
  return compartment_type === '' ? { ...common, type } : { ...common, type: compartment_type, compartment: { patient_id: id } };
}

/** Names of parameters only, for the audit log: their values may be somebody's. */
function namesOf({ parameters }: FhirRequest): string[] {
  return [...new Set(parameters.map(([name]) => name.slice(0, 60)))].slice(0, 20);
}

async function answer(request: FhirRequest, act: Act): Promise<Reply> {
  const search = asked(request);
  const { type } = search;
  if (type !== null && !isKept(type)) throw new Problem(404, 'fhir.not_kept', `${type} is not kept here, and so not searched`);
  const slots = search.compartment === undefined && type === 'Slot' ? await searchSlots(request, act) : null;
  if (slots !== null) return slots;
  const found = await searchResources(act, search);
  act.audit.shown(found.patients);
  act.audit.detail({ type, by: namesOf(request), shown: found.patients.length });
  return answerText(request, 200, found.bundle_text);
}

/** How a search is asked of the one statement; kept from the question whether it can be, to its answer. */
const fastSearches = new WeakMap<FhirRequest, FastSearch>();

/** Searches. The usual ones, in one record and for patients by name, are judged, found and audited in one statement. */
export const search = fhirEndpoint(
  { method: 'GET', path: '/{type}', summary: 'Searches the resources of a type', permission: 'fhir.read', event: 'exchange.fhir.search' },
  answer,
  {
    needs,
    fast: {
      name: 'fhir-search-audited',
      text: 'select n, answer, refusal, finds from exchange.search_audited($1::jsonb)',
      when: (request) => {
        const fast = isKept(request.type) && request.type !== 'Slot' ? fastSearch(asked(request), namesOf(request)) : undefined;
        if (fast !== undefined) fastSearches.set(request, fast);
        return fast !== undefined;
      },
      values: (request) => fastSearches.get(request)!.values,
      missing: ({ type }) => new Error(`A search of ${type} has an answer`),
      reply: (page: FastPage, request) => answerText(request, 200, fastBundle(fastSearches.get(request)!, page, request.base)),
    },
  },
);

export const searchByPost = fhirEndpoint(
  { method: 'POST', path: '/{type}/_search', summary: 'Searches the resources of a type; its parameters are not in the address', permission: 'fhir.read', event: 'exchange.fhir.search' },
  answer, { needs },
);

/** Searches in one record: `Patient/1/Observation?…`. */
export const searchInCompartment = fhirEndpoint(
  { method: 'GET', path: '/{type}/{id}/{compartment_type}', summary: 'Searches the resources of a type in one record', permission: 'fhir.read', event: 'exchange.fhir.search' },
  async (request, act) => {
    if (request.type !== 'Patient') throw new Problem(404, 'fhir.unknown_compartment', 'The record of a patient is the only compartment here: Patient/<id>/Observation?…');
    return answer(request, act);
  },
  { needs: ({ compartment_type }) => [ruleOf(compartment_type).search] },
);

/** A search over all types is not answered, and says so. */
export const searchOfSystem = fhirEndpoint(
  { method: 'GET', path: '/', summary: 'Says that a search names a type', permission: 'fhir.read', event: 'exchange.fhir.search' },
  async (request, act) => {
    const found = await searchResources(act, { ...asked(request), type: null });
    return answerText(request, 200, found.bundle_text);
  },
);
