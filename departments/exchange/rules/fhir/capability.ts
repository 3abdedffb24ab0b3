import { isKept, isLog, ruleOf } from './types.ts';

/** What a type can be searched by. */
export interface SearchedBy {
  name: string;
  type: string;
}

export interface CapabilityFacts {
  base: string;
  /** When this software was made; an instant. */
  date: string;
  version: string;
  types: readonly string[];
  /** The mounted endpoints. */
  endpoints: readonly { method: string; path: string }[];
  parametersOf: (type: string) => readonly SearchedBy[];
  /** What a search of a type can include, as `_include` names it. */
  includesOf: (type: string) => readonly string[];
}

const interactions: Record<string, string> = {
  'GET /{type}/{id}': 'read', 'GET /{type}/{id}/_history/{version}': 'vread', 'GET /{type}/{id}/_history': 'history-instance',
  'GET /{type}/_history': 'history-type', 'POST /{type}': 'create', 'PUT /{type}/{id}': 'update', 'PATCH /{type}/{id}': 'patch',
  'DELETE /{type}/{id}': 'delete', 'GET /{type}': 'search-type',
};
const needsWriting: ReadonlySet<string> = new Set(['create', 'update', 'patch']);

const definitions: Record<string, string> = {
  validate: 'http://hl7.org/fhir/OperationDefinition/Resource-validate',
  everything: 'http://hl7.org/fhir/OperationDefinition/Patient-everything',
  match: 'http://hl7.org/fhir/OperationDefinition/Patient-match',
  docref: 'http://hl7.org/fhir/us/core/OperationDefinition/docref',
};

/**
 * The CapabilityStatement, made of the endpoints that are mounted, the rules of the types and the table of the searches:
 * what is not in it does not work, and what is in it does.
 */
export function capabilityStatement(facts: CapabilityFacts): object {
  const { base, date, version, types } = facts;
  const has = (place: string): boolean => facts.endpoints.some(({ method, path }) => `${method} ${path}` === place);
  const offered = Object.entries(interactions).filter(([place]) => has(place)).map(([, code]) => code);
  const system = [
    ...(has('POST /') ? ['transaction', 'batch'] : []), ...(has('GET /_history') ? ['history-system'] : []),
  ].map((code) => ({ code }));
  return {
    resourceType: 'CapabilityStatement', status: 'active', date, kind: 'instance', fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'], patchFormat: ['application/json-patch+json'],
    software: { name: 'OpenWard', version }, implementation: { description: 'The hospital’s FHIR R4 API', url: base },
    instantiates: ['http://hl7.org/fhir/us/core/CapabilityStatement/us-core-server'],
    rest: [{
      mode: 'server',
      security: { cors: false, description: 'A bearer token of a service account, or the session of a person of the staff' },
      resource: types.filter((type) => isKept(type) || (isLog(type) && has(`GET /${type}`))).map((type) => (isLog(type) ? logOf(type, facts) : resourceOf(type, facts, offered, has))),
      interaction: system,
      ...(has('GET /{type}/{id}/{compartment_type}') && { compartment: ['http://hl7.org/fhir/CompartmentDefinition/patient'] }),
    }],
  };
}

/** What is only read and searched, by addresses of its own. */
function logOf(type: string, { parametersOf }: CapabilityFacts): object {
  return {
    type, documentation: 'Events are after IHE BALP, as far as one of its profiles fits; a query that showed several patients is an event for each. Needs the right to search the audit log.',
    interaction: [{ code: 'read' }, { code: 'search-type' }], versioning: 'no-version', readHistory: false, updateCreate: false, conditionalRead: 'full-support',
    searchParam: parametersOf(type).map(({ name, type: kind }) => ({ name, type: kind })),
  };
}

function resourceOf(type: string, facts: CapabilityFacts, offered: readonly string[], has: (place: string) => boolean): object {
  const rule = ruleOf(type);
  const codes = offered.filter((code) => !(needsWriting.has(code) && rule.create === null) && !(code === 'delete' && rule.not_deleted !== undefined));
  const searched = codes.includes('search-type');
  const parameters = searched ? facts.parametersOf(type) : [];
  const includes = searched ? facts.includesOf(type) : [];
  const operations = operationsOf(type, facts.endpoints);
  const may = (code: string): boolean => codes.includes(code);
  return {
    type,
    ...(rule.not_deleted !== undefined && { documentation: `Not deleted: ${rule.not_deleted}` }),
    interaction: codes.map((code) => ({ code })),
    versioning: 'versioned-update', readHistory: may('vread'), updateCreate: may('update') && type !== 'Patient',
    conditionalCreate: may('create'), conditionalRead: may('read') ? 'full-support' : 'not-supported',
    conditionalUpdate: may('update') && has('PUT /{type}'), conditionalDelete: may('delete') && has('DELETE /{type}') ? 'single' : 'not-supported',
    referencePolicy: ['literal'],
    ...(includes.length > 0 && { searchInclude: includes }),
    ...(searched && type !== 'Provenance' && { searchRevInclude: ['Provenance:target'] }),
    ...(parameters.length > 0 && { searchParam: parameters.map(({ name, type: kind }) => ({ name, type: kind })) }),
    ...(operations.length > 0 && { operation: operations }),
  };
}

/** The operations on a type: those on all types, and those of its own. */
function operationsOf(type: string, endpoints: CapabilityFacts['endpoints']): object[] {
  const names = endpoints.flatMap(({ path }) => {
    const [, first, ...rest] = path.split('/');
    const operation = rest.find((part) => part.startsWith('$'));
    return operation !== undefined && (first === '{type}' || first === type) ? [operation.slice(1)] : [];
  });
  return [...new Set(names)].map((name) => ({ name, definition: definitions[name] ?? `urn:openward:operation:${name}` }));
}
