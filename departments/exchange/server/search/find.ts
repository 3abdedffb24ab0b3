import { Problem } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import type { Place } from './asked/page.ts';
import { streamOf } from './candidates.ts';
import type { Settled } from './conditions.ts';
import { newestFirst } from './order.ts';
import type { Key } from './order.ts';
import { countRows, findAmong, findRows } from './rows.sql.ts';
import type { Found } from './rows.sql.ts';

/** One page of what was found. */
export interface Page {
  rows: Found[];
  /** Where the next page begins; null where this is the last. */
  next: Place | null;
}

/** As many as are ever looked at for one page, and as a search inside a search may find. */
const mostLooked = 1000;

/** Conditions that make a search a range of an index by themselves. */
const isRange = (condition: Settled): boolean => condition.kind === 'patients' || condition.kind === 'ids';

const tooCostly = (why: string): Problem =>
  new Problem(422, 'exchange.search_too_costly', `${why}: name a patient, or narrow the search`, { field: 'url' });

interface Asked {
  type: string;
  conditions: readonly Settled[];
  keys: readonly Key[];
  /** The order asked for is only that the latest change comes first. */
  latest_first: boolean;
  after: Place | null;
  count: number;
}

/** One page of a search. What is read does not grow with what is stored: a record, given ids, or at most a thousand candidates. */
export async function findPage(tx: Tx, asked: Asked): Promise<Page> {
  const { type, conditions, after, count } = asked;
  const range = conditions.find(isRange);
  if (range !== undefined) {
    const keys = asked.keys.length > 0 ? asked.keys : range.kind === 'patients' ? newestFirst : [];
    return pageOf(await findRows(tx, { type, conditions, keys, after, most: count + 1 }), count);
  }
  const stream = streamOf(tx, type, conditions);
  const streams = asked.keys.length === 0 || (asked.latest_first && stream.by_change);
  if (!streams) {
    const ids = await completeIds(tx, type, conditions);
    return pageOf(await findRows(tx, { type, conditions: [{ kind: 'ids', ids }, ...conditions], keys: asked.keys, after, most: count + 1 }), count);
  }
  // Most candidates fit: a few more than a page are enough. Where they do not, a thousand are looked at.
  for (const most of [2 * count + 10, mostLooked]) {
    const candidates = await stream.read(after, Math.min(most, mostLooked));
    const rows = await findAmong(tx, type, candidates.map(({ id }) => id), conditions, count + 1);
    const ended = candidates.length < Math.min(most, mostLooked);
    if (rows.length <= count && !ended && most < mostLooked) continue;
    const shown = rows.slice(0, count);
    const last = rows.length > count ? candidates.find(({ id }) => id === shown.at(-1)!.id) : ended ? undefined : candidates.at(-1);
    return { rows: shown, next: last?.place ?? null };
  }
  throw new Error('A page of a stream has an end');
}

function pageOf(rows: Found[], count: number): Page {
  const shown = rows.slice(0, count);
  return { rows: shown, next: rows.length > count ? shown.at(-1)!.place : null };
}

async function completeIds(tx: Tx, type: string, conditions: readonly Settled[]): Promise<string[]> {
  const candidates = await streamOf(tx, type, conditions).read(null, mostLooked + 1);
  if (candidates.length > mostLooked) throw tooCostly(`More than ${mostLooked} of ${type} may fit`);
  return candidates.map(({ id }) => id);
}

/** All that fulfil the conditions, for a search inside a search; refused where they are many. */
export async function findComplete(tx: Tx, type: string, conditions: readonly Settled[]): Promise<Found[]> {
  const ranged = conditions.some(isRange) ? conditions : [{ kind: 'ids', ids: await completeIds(tx, type, conditions) } as const, ...conditions];
  const rows = await findRows(tx, { type, conditions: ranged, keys: [], after: null, most: mostLooked + 1 });
  if (rows.length > mostLooked) throw tooCostly(`More than ${mostLooked} of ${type} fit a part of the search`);
  return rows;
}

/** How many fulfil the conditions. */
export async function countFound(tx: Tx, type: string, conditions: readonly Settled[]): Promise<number> {
  if (conditions.some(isRange)) return countRows(tx, type, conditions);
  return countRows(tx, type, [{ kind: 'ids', ids: await completeIds(tx, type, conditions) }, ...conditions]);
}

