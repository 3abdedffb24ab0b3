import { fold, prefixTerm } from '@openward/records/api';
import type { Condition } from './condition.ts';
import { searchFault } from './fault.ts';
import { unescaped } from './split.ts';

/** The condition of a string: begins so, contains, or is exactly so. `type`: the resource type that is searched. */
export function stringCondition(type: string, name: string, modifier: string | undefined, values: string[]): Condition {
  if (modifier === 'exact') return { kind: 'terms', any: values.map((value) => `${name}:exact=${unescaped(value)}`), none: false };
  const folded = values.map((value) => fold(unescaped(value)));
  const at = `$.${JSON.stringify(name)}[*]`;
  if (modifier === 'contains') return { kind: 'facts', any: folded.map((text) => `${at} ? (@ like_regex ${JSON.stringify(text)} flag "q")`) };
  if (modifier !== undefined) throw searchFault('modifier', name, `:${modifier} is not answered for ${name}: only :missing, :exact and :contains`);
  return {
    kind: 'facts',
    any: folded.map((text) => `${at} ? (@ starts with ${JSON.stringify(text)})`),
    narrowed: { parameter: name, beginnings: folded.map((text) => ({ text, term: prefixTerm(type, name, text) })) },
  };
}

/** The condition of an address: exactly so, everything below it, or everything above it. */
export function uriCondition(name: string, modifier: string | undefined, values: string[]): Condition {
  const wanted = values.map(unescaped);
  if (modifier === undefined) return { kind: 'terms', any: wanted.map((value) => `${name}=${value}`), none: false };
  if (modifier === 'below') return { kind: 'facts', any: wanted.map((value) => `$.${JSON.stringify(name)}[*] ? (@ starts with ${JSON.stringify(value)})`) };
  if (modifier === 'above') return { kind: 'terms', any: wanted.flatMap((value) => aboveOf(value).map((above) => `${name}=${above}`)), none: false };
  throw searchFault('modifier', name, `:${modifier} is not answered for ${name}: only :missing, :above and :below`);
}

/** An address and all that it lies under: `http://a/b/c`, `http://a/b`, `http://a`. */
function aboveOf(value: string): string[] {
  const parts = value.split('/');
  const least = value.includes('://') ? 3 : 1;
  return parts.flatMap((_part, at) => (at + 1 < least ? [] : [parts.slice(0, at + 1).join('/')]));
}
