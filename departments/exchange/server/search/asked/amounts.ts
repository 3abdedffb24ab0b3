import { canonicalUnit, ucum } from '@openward/records/api';
import { searchFault } from './fault.ts';
import { prefixOf } from './prefix.ts';
import type { Prefix } from './prefix.ts';
import { splitAt, unescaped } from './split.ts';

/** A number as it was asked for: 5.40 means from 5.395 to 5.405. */
interface NumberAsked {
  value: number;
  from: number;
  until: number;
}

const form = /^([+-]?\d+)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

function numberAsked(parameter: string, text: string): NumberAsked {
  const parts = form.exec(text);
  const value = Number(text);
  if (parts === null || !Number.isFinite(value)) {
    throw searchFault('value', parameter, `“${text.slice(0, 40)}” is not a number: write it as 5.4, 100 or 1.2e3`);
  }
  const half = 0.5 * 10 ** (Number(parts[3] ?? 0) - (parts[2] ?? '').length);
  // Decimal halves that binary numbers miss by a hair.
  const tidy = (bound: number): number => Number(bound.toPrecision(15));
  return { value, from: tidy(value - half), until: tidy(value + half) };
}

/** What an amount from `l` to `h` must be, as a filter of jsonpath. */
function compared(prefix: Prefix, { value, from, until }: NumberAsked, low: string, high: string): string {
  const within = `@.${low} >= ${from} && @.${high} < ${until}`;
  if (prefix === 'eq') return within;
  if (prefix === 'ne') return `!(${within})`;
  if (prefix === 'gt') return `@.${high} > ${value}`;
  if (prefix === 'lt') return `@.${low} < ${value}`;
  if (prefix === 'ge') return `@.${high} > ${value} || (${within})`;
  if (prefix === 'le') return `@.${low} < ${value} || (${within})`;
  if (prefix === 'sa') return `@.${low} > ${value}`;
  if (prefix === 'eb') return `@.${high} < ${value}`;
  const slack = Math.abs(value) / 10;
  return `@.${low} <= ${value + slack} && @.${high} >= ${value - slack}`;
}

/** Reads `lt5.4` of a number parameter. */
export function numberPath(parameter: string, text: string): string {
  const { prefix, rest } = prefixOf(unescaped(text));
  return compared(prefix, numberAsked(parameter, rest), 'l', 'h');
}

/**
 * Reads `gt5.4|http://unitsofmeasure.org|mg`, `5.4||mg` or `5.4`. A unit of UCUM finds amounts in every unit of the same
 * dimension; other units are compared as they are called.
 */
export function quantityPath(parameter: string, text: string): string {
  const [number = '', system = '', code = '', ...more] = splitAt(text, '|').map(unescaped);
  if (more.length > 0) throw searchFault('value', parameter, 'A quantity is written number|system|code');
  const { prefix, rest } = prefixOf(number);
  const asked = numberAsked(parameter, rest);
  const plain = compared(prefix, asked, 'l', 'h');
  if (code === '') return plain;
  const called = `exists(@.u[*] ? (@ == ${JSON.stringify(system === '' ? code : `${system}|${code}`)}))`;
  const unit = system === ucum ? canonicalUnit(code) : undefined;
  if (unit === undefined) return `${called} && (${plain})`;
  const turn = (value: number): number => (value + unit.offset) * unit.factor;
  // Turning units moves numbers by a hair: a value on the edge is still on it.
  const hair = (bound: number, towards: number): number => bound + towards * Math.abs(bound) * 1e-12;
  const base: NumberAsked = { value: turn(asked.value), from: hair(turn(asked.from), -1), until: hair(turn(asked.until), -1) };
  const edge = prefix === 'lt' || prefix === 'eb' ? -1 : prefix === 'gt' || prefix === 'sa' ? 1 : 0;
  base.value = hair(base.value, edge);
  return `@.d == ${JSON.stringify(unit.dimension)} && (${compared(prefix, base, 'cl', 'ch')})`;
}
