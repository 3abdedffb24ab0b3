import { isObject, object, text } from '../../rules/extract/look.ts';
import { keepable } from '../../rules/extract/words.ts';
import { canonicalUnit, ucum } from './units.ts';

/** An amount as it is searched: from `l` to `h` (the same for a plain value), in its own unit, and in base units where UCUM knows it. */
export interface Amount {
  l: number;
  h: number;
  /** What the unit may be called: `system|code`, the code, the unit as a person reads it. */
  u?: string[];
  cl?: number;
  ch?: number;
  /** Dimension: amounts of one dimension can be compared. */
  d?: string;
}

/** Stands for an end that is open: no amount in a record is larger. JSON has no infinity. */
export const largest = 1e300;

/** The amounts of an element of a quantity or number parameter. */
export function amountsOf(value: unknown, type: string): Amount[] {
  if (typeof value === 'number') return [{ l: value, h: value }];
  if (!isObject(value)) return [];
  if (type === 'SampledData') return amountsOf(object(value, 'origin'), 'Quantity');
  if (type === 'Money') return plain(value['value'], text(value, 'currency'), 'urn:iso:std:iso:4217', undefined);
  if (type === 'Range') return range(object(value, 'low'), object(value, 'high'));
  return plain(value['value'], text(value, 'code'), text(value, 'system'), text(value, 'unit'), text(value, 'comparator'));
}

function plain(value: unknown, code?: string, system?: string, unit?: string, comparator?: string): Amount[] {
  if (typeof value !== 'number') return [];
  const open = comparator?.[0];
  const ends = { l: open === '<' ? -largest : value, h: open === '>' ? largest : value };
  return [{ ...ends, ...unitNames(code, system, unit), ...inBaseUnits(ends, code, system) }];
}

function range(low: unknown, high: unknown): Amount[] {
  const [from] = amountsOf(low, 'Quantity');
  const [to] = amountsOf(high, 'Quantity');
  if (from === undefined && to === undefined) return [];
  const known = (from ?? to)!;
  const same = from === undefined || to === undefined || from.d === to.d;
  return [{
    l: from?.l ?? -largest, h: to?.h ?? largest,
    ...(known.u && { u: known.u }), ...(same && known.d !== undefined && { cl: from?.cl ?? -largest, ch: to?.ch ?? largest, d: known.d }),
  }];
}

function unitNames(code?: string, system?: string, unit?: string): { u?: string[] } {
  const names = [...(code === undefined ? [] : [code, `${system ?? ''}|${code}`]), ...(unit === undefined || unit === code ? [] : [unit])];
  return names.length === 0 ? {} : { u: names.map(keepable) };
}

/** An amount that is already in a base unit gains nothing from being written twice, but is compared with others through it. */
function inBaseUnits({ l, h }: { l: number; h: number }, code?: string, system?: string): Pick<Amount, 'cl' | 'ch' | 'd'> {
  const unit = system === ucum && code !== undefined ? canonicalUnit(code) : undefined;
  if (unit === undefined) return {};
  const turn = (value: number): number => (Math.abs(value) >= largest ? value : (value + unit.offset) * unit.factor);
  return { cl: turn(l), ch: turn(h), d: unit.dimension };
}
