import { patientElements } from '../../rules/extract/compartment.ts';
import { shapeOf } from '../../rules/structure/shapes.ts';
import table from './parameters.json' with { type: 'json' };

export type ParameterType = 'token' | 'string' | 'date' | 'reference' | 'uri' | 'quantity' | 'number';

/** One step to a value: a member, and what it must be to count. */
export interface Step {
  name: string;
  where?: readonly [name: string, value: string];
  target?: string;
}

/** A place where values of a parameter stand. */
export interface Place {
  steps: readonly Step[];
  /** The FHIR data type there; `existing` where only that something stands there counts. */
  type: string;
}

/** A search parameter of one resource type. */
export interface Parameter {
  name: string;
  type: ParameterType;
  places: readonly Place[];
  /** Types that a reference may lead to; undefined where it may lead to many. */
  targets: readonly string[] | undefined;
  /** It names the patient in whose record the resource is kept: the search is a range of that record. */
  is_patient: boolean;
  /** It is answered by these parameters together; nothing of its own is kept. */
  union: readonly string[] | undefined;
}

const unions: Record<string, Record<string, readonly string[]>> = {
  Observation: {
    'combo-code': ['code', 'component-code'],
    'combo-data-absent-reason': ['data-absent-reason', 'component-data-absent-reason'],
    'combo-value-concept': ['value-concept', 'component-value-concept'],
    'combo-value-quantity': ['value-quantity', 'component-value-quantity'],
  },
};

const ofEveryType: Record<string, string> = {
  _profile: 'uri meta.profile:canonical',
  _security: 'token meta.security:Coding',
  _source: 'uri meta.source:uri',
  _tag: 'token meta.tag:Coding',
};

const compiled = new Map<string, ReadonlyMap<string, Parameter>>();

/** The search parameters of a resource type by their names; those that are columns (`_id`, `_lastUpdated`) are not among them. */
export function parametersOf(type: string): ReadonlyMap<string, Parameter> {
  let known = compiled.get(type);
  if (known === undefined) {
    const said = Object.hasOwn(table, type) ? (table as unknown as Record<string, Record<string, string>>)[type] : {};
    known = new Map(Object.entries({ ...said, ...ofEveryType }).map(([name, description]) => [name, compile(type, name, description)]));
    compiled.set(type, known);
  }
  return known;
}

/** True for a type whose resources belong to patients. */
export function namesPatient(type: string): boolean {
  return type === 'Patient' || patientElements(type).some((element) => shapeOf(type)?.members.has(element.split('.')[0]!));
}

function compile(type: string, name: string, description: string): Parameter {
  const [kind, paths, targets] = description.split(' ') as [ParameterType, string, string?];
  return {
    name,
    type: kind,
    places: paths.split('|').map(placeOf),
    targets: targets?.slice(1).split(','),
    is_patient: kind === 'reference' && paths.split('|').every((path) => isPatientElement(type, path)),
    union: unions[type]?.[name],
  };
}

function placeOf(text: string): Place {
  const colon = text.lastIndexOf(':');
  const steps = text.slice(0, colon).match(/[^.[]+(?:\[[^\]]*\])?/g)!.map((part): Step => {
    const [, name, filter] = /^([^[]+)(?:\[(.*)\])?$/.exec(part)!;
    if (filter === undefined) return { name: name! };
    if (filter.startsWith('>')) return { name: name!, target: filter.slice(1) };
    const equals = filter.indexOf('=');
    return { name: name!, where: [filter.slice(0, equals), filter.slice(equals + 1)] };
  });
  return { steps, type: text.slice(colon + 1) };
}

/** True where the one patient of a resource stands: a list of several may name patients whose record it is not in. */
function isPatientElement(type: string, path: string): boolean {
  const element = path.replace(/(?:\[>Patient\])?:Reference$/, '');
  return patientElements(type).includes(element) && shapeOf(type)?.members.get(element)?.several === false;
}
