import { searchFault } from './fault.ts';
import { prefixOf } from './prefix.ts';
import type { Prefix } from './prefix.ts';

/** The stretch of time that a searched date covers, half open, in milliseconds since 1970. */
export interface DateAsked {
  prefix: Prefix;
  from: number;
  until: number;
}

const form = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** Reads `ge2024-03`: a prefix and a date at any precision. Without a zone it is laid at UTC, as what is searched is. */
export function dateAsked(parameter: string, text: string): DateAsked {
  const { prefix, rest } = prefixOf(text);
  // A plus that was not encoded arrives as a space.
  const parts = form.exec(rest.replace(' ', '+'));
  const from = parts === null ? Number.NaN : startOf(parts);
  if (parts === null || Number.isNaN(from)) {
    throw searchFault('value', parameter, `“${text.slice(0, 40)}” is not a date: write it as 2024, 2024-03, 2024-03-15 or 2024-03-15T09:30:00Z`);
  }
  return { prefix, from, until: endOf(from, parts) };
}

/** What a stretch of time in a resource must be to share a moment with this one, as a filter of jsonpath; at least one end is told. */
export function overlapPath(from: number | undefined, until: number | undefined): string {
  return [...(from === undefined ? [] : [`@.e > ${from}`]), ...(until === undefined ? [] : [`@.s < ${until}`])].join(' && ');
}

/** A date of an operation, which takes none of the prefixes of a search. */
export function plainDate(parameter: string, text: string): DateAsked {
  if (!/^\d/.test(text)) throw searchFault('value', parameter, `${parameter} is a date, such as 2024-03-15`);
  return dateAsked(parameter, text);
}

/** A moment as the database reads it. */
export function momentText(at: number): string {
  if (at < Date.parse('0001-01-01')) return '-infinity';
  return at >= Date.parse('+010000-01-01') ? 'infinity' : new Date(at).toISOString();
}

function startOf([, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z']: RegExpExecArray): number {
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // JavaScript reads 31 February as 3 March.
  if (date.getUTCDate() !== Number(day)) return Number.NaN;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}${zone}`);
}

function endOf(from: number, [, , month, day, hour, , second, fraction]: RegExpExecArray): number {
  if (fraction !== undefined) return from + 10 ** (3 - Math.min(fraction.length - 1, 3));
  if (second !== undefined) return from + 1000;
  if (hour !== undefined) return from + 60_000;
  const end = new Date(from);
  if (day !== undefined) end.setUTCDate(end.getUTCDate() + 1);
  else if (month !== undefined) end.setUTCMonth(end.getUTCMonth() + 1);
  else end.setUTCFullYear(end.getUTCFullYear() + 1);
  return end.getTime();
}

/** About a time: a tenth of how long ago it is, to both sides. */
export function widened({ from, until }: DateAsked, now: number): { from: number; until: number } {
  const slack = Math.abs(now - from) / 10;
  return { from: Math.floor(from - slack), until: Math.ceil(until + slack) };
}

/** What a stretch of time in a resource must be, as a filter of jsonpath on its `s` and `e`. */
export function datePath(asked: DateAsked, now: number): string {
  const { prefix, from, until } = asked;
  const within = `@.s >= ${from} && @.e <= ${until}`;
  if (prefix === 'eq') return within;
  if (prefix === 'ne') return `!(${within})`;
  if (prefix === 'lt') return `@.s < ${from}`;
  if (prefix === 'gt') return `@.e > ${until}`;
  if (prefix === 'le') return `@.s < ${from} || (${within})`;
  if (prefix === 'ge') return `@.e > ${until} || (${within})`;
  if (prefix === 'sa') return `@.s >= ${until}`;
  if (prefix === 'eb') return `@.e <= ${from}`;
  const wide = widened(asked, now);
  return `@.s < ${wide.until} && @.e > ${wide.from}`;
}

const year = 366 * 86_400_000;

/** A stretch in which everything begins that a search for this date finds: what is dated by year or month begins before it may end. */
export function narrowedSpan(asked: DateAsked, now: number): { from: number; until: number } {
  const { prefix, from, until } = asked;
  if (prefix === 'eq') return { from, until };
  if (prefix === 'lt' || prefix === 'eb') return { from: -Infinity, until: from };
  if (prefix === 'le') return { from: -Infinity, until };
  if (prefix === 'sa') return { from: until, until: Infinity };
  if (prefix === 'gt' || prefix === 'ge') return { from: from - year, until: Infinity };
  if (prefix === 'ne') return { from: -Infinity, until: Infinity };
  const wide = widened(asked, now);
  return { from: wide.from - year, until: wide.until };
}
