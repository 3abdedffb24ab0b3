import { isResourceType, resourceTypes, targetOf } from '@openward/records/api';
import type { Parameter } from '@openward/records/api';
import type { Condition } from './condition.ts';
import { searchFault } from './fault.ts';
import { splitAt, unescaped } from './split.ts';

const id = /^[A-Za-z0-9\-.]{1,64}$/;

/** The condition of a reference: `Type/id`, `id`, the address of a resource here, or any other address. */
export function referenceCondition(parameter: Parameter, modifier: string | undefined, values: string[], base: string): Condition {
  const { name } = parameter;
  if (modifier === 'identifier') {
    return { kind: 'terms', none: false, any: values.map((value) => `${name}:identifier=${splitAt(value, '|').map(unescaped).join('|')}`) };
  }
  if (modifier !== undefined && !isResourceType(modifier)) {
    throw searchFault('modifier', name, `:${modifier} is not answered for ${name}: only :missing, :identifier and a resource type`);
  }
  const canonical = parameter.places.some((place) => place.type === 'canonical' || place.type === 'uri');
  const wanted = values.map(unescaped).flatMap((value) => addresses(parameter, modifier, value, base, canonical));
  return conditionFor(parameter, wanted);
}

/** The condition that one of these references stands in the resource. The patient of a resource is a column, not a term. */
export function conditionFor(parameter: Parameter, references: readonly string[]): Condition {
  const patients = parameter.is_patient ? references.filter((reference) => reference.startsWith('Patient/')) : [];
  const others = references.filter((reference) => !patients.includes(reference));
  const parts: Condition[] = [];
  if (patients.length > 0) parts.push({ kind: 'patients', ids: patients.map((reference) => reference.slice('Patient/'.length).toLowerCase()) });
  if (others.length > 0 || parts.length === 0) parts.push({ kind: 'terms', none: false, any: others.map((reference) => `${parameter.name}=${reference}`) });
  return parts.length === 1 ? parts[0]! : { kind: 'either', of: parts };
}

function addresses(parameter: Parameter, type: string | undefined, value: string, base: string, canonical: boolean): string[] {
  if (canonical && value.includes(':')) return [value];
  const here = value.startsWith(`${base}/`) ? value.slice(base.length + 1) : value;
  if (id.test(here)) return (type === undefined ? parameter.targets ?? resourceTypes : [type]).map((target) => `${target}/${here}`);
  const target = targetOf(here);
  if (target === undefined && !here.includes(':')) {
    throw searchFault('value', parameter.name, `“${value.slice(0, 60)}” is not a reference: write it as ${parameter.targets?.[0] ?? 'Patient'}/id`);
  }
  return [here.replace(/\/_history\/[^/]*$/, '')];
}
