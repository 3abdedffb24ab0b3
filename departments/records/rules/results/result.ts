import { conceptText, tokensOf } from '../extract/codes.ts';
import { isObject, object, objects, text } from '../extract/look.ts';
import type { Json } from '../extract/look.ts';

/** What a result says beside its line in the chart. */
export interface ResultRead {
  /** What it is a result of: its first code, or its name where there is none. */
  key: string;
  value: number | null;
  low: number | null;
  high: number | null;
  range: string | null;
  /** As the sender flagged it, or as the range says where the sender said nothing. */
  flag: string | null;
}

/** Reads an observation of a laboratory. `flag` is what its sender said. */
export function readResult(resource: Json, flag: string | null): ResultRead {
  const quantity = object(resource, 'valueQuantity');
  const exact = isObject(quantity) && quantity['comparator'] === undefined && typeof quantity['value'] === 'number' ? quantity['value'] : null;
  const ranges = objects(resource, 'referenceRange');
  // A range for therapy or for another age is not the one to compare with.
  const normal = ranges.find((each) => tokensOf(each, 'type').some((token) => token.endsWith('|normal'))) ?? (ranges.length === 1 ? ranges[0] : undefined);
  const unit = text(quantity, 'code') ?? text(quantity, 'unit');
  const [low, high] = ['low', 'high'].map((side) => {
    const bound = object(normal, side);
    const stated = text(bound, 'code') ?? text(bound, 'unit');
    return isObject(bound) && typeof bound['value'] === 'number' && (stated === undefined || stated === unit) ? bound['value'] : null;
  }) as [number | null, number | null];
  const said = text(normal, 'text') ?? rangeText(low, high);
  return {
    key: tokensOf(resource, 'code')[0] ?? conceptText(object(resource, 'code')) ?? '',
    value: exact, low, high, range: said,
    flag: flag ?? (exact === null ? null : low !== null && exact < low ? 'L' : high !== null && exact > high ? 'H' : null),
  };
}

function rangeText(low: number | null, high: number | null): string | null {
  if (low !== null && high !== null) return `${low}–${high}`;
  if (low !== null) return `≥ ${low}`;
  return high === null ? null : `≤ ${high}`;
}
