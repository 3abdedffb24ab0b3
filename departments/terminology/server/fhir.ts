import type { Tx } from '@openward/platform/db';
import { codeKinds, type CodeKind } from '../contract/index.ts';
import { ancestors, findConcept, mapsOf } from './codes/lookup.sql.ts';
import { searchCodes } from './codes/search.sql.ts';

type Resource = { resourceType: string; [name: string]: unknown };
const parameters = (parameter: object[]): Resource => ({ resourceType: 'Parameters', parameter });

/** The address of the value set of a kind: all codes that a form of this kind offers. */
export const valueSetOf = (kind: CodeKind) => `https://openward.org/fhir/ValueSet/${kind.replaceAll('_', '-')}`;

/** The kind of a value set of ours; undefined for another's. */
export const kindOf = (url: string): CodeKind | undefined => codeKinds.find((kind) => valueSetOf(kind) === url.split('|')[0]);

/** CodeSystem/$lookup: what is known of a code, as Parameters; null where it is not known. */
export async function lookup(tx: Tx, system: string, code: string): Promise<Resource | null> {
  const concept = await findConcept(tx, system, code);
  if (concept === undefined) return null;
  const property = (name: string, value: object) => ({ name: 'property', part: [{ name: 'code', valueCode: name }, { name: 'value', ...value }] });
  const maps = await mapsOf(tx, system, code);
  return parameters([
    { name: 'name', valueString: concept.system_name },
    { name: 'version', valueString: concept.release },
    { name: 'display', valueString: concept.display },
    ...concept.terms.map((term) => ({ name: 'designation', part: [{ name: 'value', valueString: term }] })),
    property('inactive', { valueBoolean: !concept.active }),
    ...concept.parents.map((parent) => property('parent', { valueCode: parent })),
    ...maps.map((map) => property('map', { valueCoding: { system: map.system, code: map.code } })),
    ...Object.entries(concept.properties).map(([name, value]) => property(name, typeof value === 'boolean' ? { valueBoolean: value } : { valueString: String(value) })),
  ]);
}

/** CodeSystem/$validate-code, and ValueSet/$validate-code where `url` is one of ours: whether the code is there and in force, and its right display. */
export async function validateCode(
  tx: Tx, { system, code, display, url }: { system: string; code: string; display?: string | undefined; url?: string | undefined },
): Promise<Resource> {
  const concept = await findConcept(tx, system, code);
  const kind = url === undefined ? undefined : kindOf(url);
  const no = (message: string) => parameters([{ name: 'result', valueBoolean: false }, { name: 'message', valueString: message }]);
  if (concept === undefined) return no(`${code} is not a code of ${system} as it is loaded here`);
  if (url !== undefined && kind === undefined) return no(`${url} is not a value set that is known here`);
  if (!concept.active) return no(`${code} was withdrawn`);
  if (kind !== undefined && !concept.kinds.includes(kind)) return no(`${code} is not in ${url}`);
  const right = display === undefined || [concept.display, ...concept.terms].some((each) => each.localeCompare(display, 'en', { sensitivity: 'accent' }) === 0);
  return parameters([
    { name: 'result', valueBoolean: right },
    ...(right ? [] : [{ name: 'message', valueString: `${code} does not mean “${display}”` }]),
    { name: 'display', valueString: concept.display },
  ]);
}

/** CodeSystem/$subsumes: whether one code is as wide as the other, wider or narrower. */
export async function subsumes(tx: Tx, system: string, a: string, b: string): Promise<Resource> {
  const [aboveA, aboveB] = [await ancestors(tx, system, a), await ancestors(tx, system, b)];
  const outcome = a === b ? 'equivalent' : aboveB.includes(a) ? 'subsumes' : aboveA.includes(b) ? 'subsumed-by' : 'not-subsumed';
  return parameters([{ name: 'outcome', valueCode: outcome }]);
}

/** ValueSet/$expand of a value set of ours, filtered by what is typed; null for another's. It is never whole: what is typed narrows it. */
export async function expand(
  tx: Tx, { url, filter = '', count = 50, now }: { url: string; filter?: string | undefined; count?: number | undefined; now: Date },
): Promise<Resource | null> {
  const kind = kindOf(url);
  if (kind === undefined) return null;
  const codes = await searchCodes(tx, kind, filter, Math.min(Math.max(count, 1), 200));
  return {
    resourceType: 'ValueSet', url: valueSetOf(kind), status: 'active',
    expansion: {
      timestamp: now.toISOString(),
      parameter: [{ name: 'filter', valueString: filter === '' ? '(none)' : filter }, { name: 'count', valueInteger: count }],
      contains: codes.map(({ system, code, display }) => ({ system, code, display })),
    },
  };
}
