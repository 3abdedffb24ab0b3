import type { Consciousness, Measure } from '../../contract/vitals.ts';
import { measures } from '../../contract/vitals.ts';
import { conceptText, tokensOf } from '../extract/codes.ts';
import { isObject, object, objects, text } from '../extract/look.ts';
import type { Json } from '../extract/look.ts';
import { consciousnessCode, loinc, measureCodes, snomed } from './measures.ts';
import { consciousnessConcepts } from './observations.ts';
import { toKept } from './units.ts';

/** What an observation says, whoever wrote it. */
export interface VitalRead {
  numbers: { measure: Measure; value: number }[];
  breathing?: 'air' | 'oxygen';
  consciousness?: Consciousness;
  measured_by: string | null;
  method: string | null;
}

const byCode = new Map<string, Measure>(measures.flatMap((measure) => measureCodes[measure].loinc.map((code) => [`${loinc}|${code}`, measure] as const)));
const byLevel = new Map<string, Consciousness>(Object.entries(consciousnessConcepts).map(([level, [code]]) => [`${snomed}|${code}`, level as Consciousness]));

/**
 * Reads the vital signs out of an observation. A value in a unit that cannot be read as ours is left out rather than guessed;
 * it still stands in the timeline.
 */
export function readVital(resource: Json): VitalRead {
  const numbers = [resource, ...objects(resource, 'component')].flatMap(numberOf);
  const read: VitalRead = { numbers, measured_by: performerOf(resource), method: methodOf(resource) };
  const breathing = breathingOf(resource, numbers);
  if (breathing !== undefined) read.breathing = breathing;
  if (tokensOf(resource, 'code').includes(`${loinc}|${consciousnessCode}`)) {
    const level = tokensOf(resource, 'valueCodeableConcept').map((token) => byLevel.get(token)).find((found) => found !== undefined);
    if (level !== undefined) read.consciousness = level;
  }
  return read;
}

function numberOf(holder: Json): { measure: Measure; value: number }[] {
  const measure = tokensOf(holder, 'code').map((token) => byCode.get(token)).find((found) => found !== undefined);
  const { valueQuantity } = holder;
  if (measure === undefined || !isObject(valueQuantity) || typeof valueQuantity['value'] !== 'number') return [];
  // ‘< 4’ is no number to plot or to score.
  if (valueQuantity['comparator'] !== undefined) return [];
  const unit = unitOf(measure, text(valueQuantity, 'code') ?? text(valueQuantity, 'unit'));
  const value = toKept(measure, valueQuantity['value'], unit);
  return value === undefined ? [] : [{ measure, value }];
}

/** Spellings that mean the unit which is kept. */
const same: Readonly<Record<string, string>> = {
  '°C': 'Cel', C: 'Cel', degC: 'Cel', '°F': '[degF]', degF: '[degF]', lb: '[lb_av]', lbs: '[lb_av]', in: '[in_i]', mmHg: 'mm[Hg]', 'mm Hg': 'mm[Hg]',
  '{beats}/min': '/min', '{breaths}/min': '/min', bpm: '/min', 'beats/minute': '/min', 'breaths/minute': '/min', 'l/min': 'L/min', percent: '%',
};

function unitOf(measure: Measure, stated: string | undefined): string {
  const { ucum } = measureCodes[measure];
  if (stated === undefined) return measure === 'pain' ? ucum : '';
  return measure === 'pain' ? ucum : (same[stated] ?? stated);
}

function breathingOf(resource: Json, numbers: VitalRead['numbers']): 'air' | 'oxygen' | undefined {
  if (!numbers.some(({ measure }) => measure === 'oxygen_saturation')) return undefined;
  const of = (wanted: Measure) => numbers.find(({ measure }) => measure === wanted)?.value;
  const [flow, concentration] = [of('oxygen_flow'), of('oxygen_concentration')];
  if ((flow ?? 0) > 0 || (concentration ?? 0) > 21) return 'oxygen';
  if (concentration === 21 || flow === 0) return 'air';
  // Oxygen is given, how much was not measured.
  const named = objects(resource, 'component').some((part) => tokensOf(part, 'code').includes(`${loinc}|3151-8`) && part['dataAbsentReason'] !== undefined);
  return named ? 'oxygen' : undefined;
}

const performerOf = (resource: Json): string | null => text(object(resource, 'performer'), 'display') ?? null;

function methodOf(resource: Json): string | null {
  const position = objects(resource, 'extension').find((each) => text(each, 'url')?.endsWith('/observation-bodyPosition') === true);
  const parts = [conceptText(object(resource, 'bodySite')), conceptText(object(position, 'valueCodeableConcept')), conceptText(object(resource, 'method'))];
  return parts.filter((part) => part !== undefined).join(', ') || null;
}
