import { rawAt } from '../json/scan.ts';
import { conceptText, tokensOf } from './codes.ts';
import { isObject, object, objects, text } from './look.ts';
import type { Json } from './look.ts';

/** A value as a person reads it; numbers stand as they were written. */
export interface Value {
  text: string;
  unit?: string;
}

type Path = (string | number)[];

/** The value of an observation (or of the elements named), from the resource and its own text. */
export function valueOf(resource: Json, raw: string, elements: readonly string[] = ['value']): Value | undefined {
  for (const element of elements) {
    const found = element === 'value' ? choiceValue(resource, raw, []) : quantityAt(resource, raw, element.split('.'));
    if (found !== undefined) return found;
  }
  return elements[0] === 'value' ? componentsValue(resource, raw) ?? absence(resource) : undefined;
}

function quantityAt(resource: Json, raw: string, path: Path): Value | undefined {
  let holder: unknown = resource;
  for (const part of path) holder = isObject(holder) ? holder[part] : undefined;
  if (!isObject(holder) || typeof holder['value'] !== 'number') return undefined;
  return quantity(holder, raw, path);
}

function quantity(holder: Json, raw: string, path: Path): Value {
  const number = rawAt(raw, [...path, 'value']) ?? String(holder['value']);
  const unit = text(holder, 'unit') ?? text(holder, 'code') ?? text(holder, 'currency');
  const value = `${text(holder, 'comparator') ?? ''}${number}`;
  return unit === undefined ? { text: value } : { text: value, unit };
}

/** Reads `value[x]`, whichever of its types was given. `path` leads to the object that holds it. */
function choiceValue(holder: Json, raw: string, path: Path): Value | undefined {
  const { valueQuantity, valueBoolean, valueInteger } = holder;
  if (isObject(valueQuantity) && typeof valueQuantity['value'] === 'number') {
    return quantity(valueQuantity, raw, [...path, 'valueQuantity']);
  }
  const plain = text(holder, 'valueString') ?? conceptText(object(holder, 'valueCodeableConcept')) ?? text(holder, 'valueDateTime')
    ?? text(holder, 'valueTime');
  if (plain !== undefined) return { text: plain };
  if (typeof valueBoolean === 'boolean') return { text: valueBoolean ? 'yes' : 'no' };
  if (typeof valueInteger === 'number') return { text: rawAt(raw, [...path, 'valueInteger']) ?? String(valueInteger) };
  return betweenValue(holder, raw, path);
}

function betweenValue(holder: Json, raw: string, path: Path): Value | undefined {
  for (const [name, from, to, sign] of [['valueRange', 'low', 'high', '–'], ['valueRatio', 'numerator', 'denominator', ' : ']] as const) {
    const both = object(holder, name);
    const [first, second] = [object(both, from), object(both, to)];
    if (both === undefined || (first === undefined && second === undefined)) continue;
    const low = first && quantity(first, raw, [...path, name, from]);
    const high = second && quantity(second, raw, [...path, name, to]);
    const unit = high?.unit ?? low?.unit;
    const said = [low?.text, high?.text].map((side) => side ?? '').join(sign);
    return unit === undefined ? { text: said } : { text: said, unit };
  }
  return undefined;
}

const systolic = ['http://loinc.org|8480-6'];
const diastolic = ['http://loinc.org|8462-4'];

/** Blood pressure reads 120/80; other observations of several parts name each. */
function componentsValue(resource: Json, raw: string): Value | undefined {
  const parts = objects(resource, 'component').map((component, index) => ({
    component, value: choiceValue(component, raw, ['component', index]),
  }));
  const part = (codes: string[]) => parts.find((item) => tokensOf(item.component, 'code').some((token) => codes.includes(token)))?.value;
  const [upper, lower] = [part(systolic), part(diastolic)];
  if (upper !== undefined && lower !== undefined) {
    return upper.unit === undefined ? { text: `${upper.text}/${lower.text}` } : { text: `${upper.text}/${lower.text}`, unit: upper.unit };
  }
  const named = parts.flatMap(({ component, value }) =>
    value === undefined ? [] : [`${conceptText(object(component, 'code')) ?? ''} ${value.text}${value.unit === undefined ? '' : ` ${value.unit}`}`.trim()]);
  return named.length === 0 ? undefined : { text: named.join('; ') };
}

function absence(resource: Json): Value | undefined {
  const reason = conceptText(object(resource, 'dataAbsentReason'));
  return reason === undefined ? undefined : { text: `no value: ${reason}` };
}
