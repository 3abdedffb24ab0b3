import { Problem } from '@openward/platform/http';
import { objectIn } from '../body.ts';
import { refuseParameters } from '../request.ts';
import type { FhirRequest } from '../request.ts';

/** One of the Parameters that were sent to an operation. */
export interface Sent {
  at: number;
  name: string;
  /** Its value[x]; undefined where it has none. */
  value: unknown;
  resource: unknown;
}

/** The Parameters in the body of an operation; a body that is absent has none. */
export function sentTo(request: FhirRequest): Sent[] {
  if (request.body === '') return [];
  const { resourceType, parameter = [] } = objectIn(request).value;
  if (resourceType !== 'Parameters') throw new Problem(400, 'fhir.other_type', 'An operation takes Parameters', { field: 'resourceType' });
  if (!Array.isArray(parameter)) throw fault('Parameters.parameter', 'Parameters are a list');
  return parameter.map((each: unknown, at) => {
    const { name, resource, ...rest } = typeof each === 'object' && each !== null ? (each as Record<string, unknown>) : {};
    if (typeof name !== 'string') throw fault(`Parameters.parameter[${at}].name`, 'A parameter has a name');
    return { at, name, resource, value: Object.entries(rest).find(([key]) => /^value[A-Z]/.test(key))?.[1] };
  });
}

/** What an operation is asked with, in its address or as Parameters: each value as it would stand in an address. Others than `taken` are refused. */
export function askedOf(request: FhirRequest, taken: readonly string[]): [string, string][] {
  const sent = sentTo(request).map(({ at, name, value }): [string, string] => [name, textOf(value) ?? refuse(at, name)]);
  const parameters = [...request.parameters, ...sent];
  refuseParameters({ ...request, parameters }, taken);
  return parameters.filter(([name]) => taken.includes(name));
}

/** The one value of a parameter; refused where it is given twice or empty. */
export function oneOf(asked: readonly (readonly [string, string])[], name: string): string | undefined {
  const values = asked.filter(([each]) => each === name).map(([, value]) => value);
  if (values.length > 1) throw fault(name, `${name} is given once`);
  if (values[0] === '') throw fault(name, `${name} is empty`);
  return values[0];
}

const refuse = (at: number, name: string): never => {
  throw fault(`Parameters.parameter[${at}]`, `${name.slice(0, 60)} has no value that is a code, a date, a number or a text`);
};

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const { coding, system, code, reference } = value as Record<string, unknown>;
  if (typeof reference === 'string') return reference;
  const codings = Array.isArray(coding) ? (coding as unknown[]) : [{ system, code }];
  const tokens = codings.flatMap((each) => tokenOf(each) ?? []);
  return tokens.length === 0 ? undefined : tokens.join(',');
}

/** A code as a search writes it. */
function tokenOf(coding: unknown): string | undefined {
  const { system, code } = (typeof coding === 'object' && coding !== null ? coding : {}) as Record<string, unknown>;
  if (typeof code !== 'string') return undefined;
  const escaped = (text: string): string => text.replaceAll(/[\\,|$]/g, String.raw`\$&`);
  return typeof system === 'string' ? `${escaped(system)}|${escaped(code)}` : escaped(code);
}

const fault = (field: string, message: string): Problem => new Problem(400, 'fhir.operation_parameter', message, { field });
