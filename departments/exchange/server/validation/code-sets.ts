import sets from './code-sets.json' with { type: 'json' };
import { isUnit } from '@openward/records/api';

/** The codes that a required binding allows. */
export interface CodeSet {
  name: string;
  has: (code: string, system?: string) => boolean;
  /** For a message: the codes if they are few. */
  said: string;
  /** The systems of its codes; empty where the set tells codes by a rule. */
  systems: readonly string[];
}

const compiled = new Map<string, CodeSet>();

/** The code set of a name that rules.json uses. */
export function codeSet(name: string): CodeSet {
  let set = compiled.get(name);
  if (set === undefined) compiled.set(name, set = byRule[name] ?? listed(name));
  return set;
}

function listed(name: string): CodeSet {
  const systems = Object.entries((sets as Record<string, Record<string, string>>)[name]!).map(([system, codes]) => [system, new Set(codes.split(' '))] as const);
  const codes = new Set(systems.flatMap(([, each]) => [...each]));
  return {
    name,
    has: (code, system) => (system === undefined ? codes.has(code) : systems.some(([url, each]) => url === system && each.has(code))),
    said: codes.size <= 12 ? `one of ${[...codes].join(', ')}` : `a code of ${name}`,
    systems: systems.map(([system]) => system),
  };
}

// CapabilityStatement.format also has FHIR's short names.
const mediaType = /^(?:xml|json|ttl|[A-Za-z0-9][\w!#$&^.+-]*\/[A-Za-z0-9*][\w!#$&^.+*-]*(?:\s*;.*)?)$/;

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const byRule: Record<string, CodeSet> = {
  mimetypes: { name: 'mimetypes', has: (code) => mediaType.test(code), said: 'a media type such as text/plain', systems: [] },
  currencies: { name: 'currencies', has: (code) => currencies.has(code), said: 'a currency of ISO 4217 such as EUR', systems: [] },
  'ucum-units': { name: 'ucum-units', has: (code) => isUnit(code), said: 'a unit of UCUM such as mg', systems: [] },
};
