import { Problem } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { bundleText, searchUrl } from './asked/bundle.ts';
import type { Entry } from './asked/bundle.ts';
import { pageText, readPage } from './asked/page.ts';
import { readSearch } from './asked/read-search.ts';
import type { Search } from './asked/read-search.ts';
import { trimmed } from './asked/trim.ts';
import type { Settled } from './conditions.ts';
import { countFound, findPage } from './find.ts';
import type { Page } from './find.ts';
import { included } from './include.ts';
import { keysOf } from './order.ts';
import type { Found } from './rows.sql.ts';
import { settle } from './settle.ts';

/** A search as it came in. */
export interface SearchRequest {
  type: string | null;
  parameters: readonly (readonly [string, string])[];
  /** Only in the record of this patient: `Patient/1/Observation?…`. */
  compartment?: { patient_id: string };
  /** Refuse what is not understood; else pass it over and say so in the answer. */
  strict: boolean;
  /** Address of the API, as the client reached it. */
  base: string;
}

export interface SearchAnswer {
  /** The whole Bundle, as text. */
  bundle_text: string;
  /** The patients of whom something is shown. */
  patients: string[];
  total?: number;
}

/**
 * Answers a search. The caller has authorised that this actor may search the type at all; here each record that is named
 * is authorised, and what may not be seen is neither shown, counted, included nor followed.
 */
export async function searchResources(act: Act, request: SearchRequest): Promise<SearchAnswer> {
  const { type, base, strict } = request;
  if (type === null) throw new Problem(400, 'exchange.search_type', 'A search names a type: Observation?…', { field: 'url' });
  const search = readSearch(type, request.parameters, { base, strict, now: Date.now() });
  const conditions = await settle(act, search.conditions);
  if (request.compartment !== undefined) conditions.unshift(...(await settle(act, [{ kind: 'patients', ids: [request.compartment.patient_id] }])));
  const { result } = search;
  const path = request.compartment === undefined ? type : `Patient/${request.compartment.patient_id}/${type}`;
  const self = searchUrl(base, path, search.used);
  if (result.summary === 'count') {
    const total = await countFound(act.tx, type, conditions);
    return { bundle_text: bundleText({ base, self, next: null, total, entries: [], ignored: search.ignored }), patients: [], total };
  }
  const [first, ...others] = result.sort;
  const page = await findPage(act.tx, {
    type, conditions, keys: keysOf(type, result.sort), count: result.count,
    latest_first: first?.parameter === '_lastUpdated' && first.descending && others.length === 0,
    after: result.page === null ? null : readPage(path, search.used, result.page),
  });
  const companions = await included(act, page.rows, result.include, result.revinclude, base);
  const total = await totalOf(act, search, conditions, page);
  const entries = [...page.rows.map((row) => entryOf(row, 'match', search)), ...companions.map((row) => entryOf(row, 'include', search))];
  const next = page.next === null ? null : searchUrl(base, path, [
    ...search.used.filter(([name]) => name !== '_page'), ['_page', pageText(path, search.used, page.next)],
  ]);
  return {
    bundle_text: bundleText({ base, self, next, total, entries, ignored: search.ignored }),
    patients: shownPatients([...page.rows, ...companions]),
    ...(total !== undefined && { total }),
  };
}

/** Of a first page that is the last, the total is known anyway. */
async function totalOf(act: Act, { type, result }: Search, conditions: readonly Settled[], page: Page): Promise<number | undefined> {
  if (page.next === null && result.page === null) return page.rows.length;
  return result.total === 'none' ? undefined : countFound(act.tx, type, conditions);
}

function entryOf({ type, id, text }: Found, mode: Entry['mode'], { result }: Search): Entry {
  return { type, id, mode, text: trimmed(type, text, result.summary, result.elements) };
}

/** Whom the answer shows something of. */
export function shownPatients(rows: readonly Found[]): string[] {
  return [...new Set(rows.flatMap(({ patient_id }) => patient_id ?? []))];
}
