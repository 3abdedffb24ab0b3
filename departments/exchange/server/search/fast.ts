import { Problem } from '@openward/platform/http';
import { birthRange } from '@openward/patients/api';
import { termArray, withMeta } from '@openward/records/api';
import { bundleText, searchUrl } from './asked/bundle.ts';
import type { Condition } from './asked/condition.ts';
import { pageText, readPage } from './asked/page.ts';
import type { Place } from './asked/page.ts';
import { readSearch } from './asked/read-search.ts';
import type { Search } from './asked/read-search.ts';
import { trimmed } from './asked/trim.ts';
import { patientStream } from './candidates.ts';
import { isNewestFirst } from './order.ts';
import type { SearchRequest } from './search.ts';

/** A search that one statement can answer (exchange.search_audited), and what the statement is asked. */
export interface FastSearch {
  search: Search;
  values: Record<string, unknown>;
}

/** A page that the statement found: texts and what is told beside them, both separated. */
export interface FastPage {
  answer: string | null;
  finds: string | null;
}

type Plain = Extract<Condition, { kind: 'terms' | 'facts' | 'patients' }>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const between = '\u001e';
const within = '\u001f';

/**
 * The search as one statement: in one record with the latest first, or of patients by name or day of birth. Undefined for any
 * other, and for one that does not read: the long way answers them.
 */
export function fastSearch(request: SearchRequest, by: readonly string[]): FastSearch | undefined {
  try {
    return readFast(request, by);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

function readFast({ type, parameters, strict, base, compartment }: SearchRequest, by: readonly string[]): FastSearch | undefined {
  if (type === null || compartment !== undefined) return undefined;
  const search = readSearch(type, parameters, { base, strict, now: Date.now() });
  if (!search.conditions.every(isPlain)) return undefined;
  const { result } = search;
  if (result.summary === 'count' || result.total !== 'none' || result.include.length > 0 || result.revinclude.length > 0) return undefined;
  const conditions = search.conditions as Plain[];
  const after = result.page === null ? null : readPage(type, search.used, result.page);
  const range = conditions.some(({ kind }) => kind === 'patients') ? inRecord(search, conditions, after) : byName(search, conditions, after);
  if (range === undefined) return undefined;
  return { search, values: { type, parameters: by, most: result.count + 1, ...range, ...filtersOf(conditions) } };
}

const isPlain = ({ kind }: Condition): boolean => kind === 'terms' || kind === 'facts' || kind === 'patients';

function inRecord({ type, result }: Search, conditions: readonly Plain[], after: Place | null): Record<string, unknown> | undefined {
  const named = conditions.flatMap((condition) => (condition.kind === 'patients' ? condition.ids : []));
  const [patient_id] = named;
  if (named.length !== 1 || !uuid.test(patient_id!) || !isNewestFirst(type, result.sort)) return undefined;
  return { patient_id, ...(after !== null && { after_at: after[0], after_id: after[1] }) };
}

function byName({ type, result }: Search, conditions: readonly Plain[], after: Place | null): Record<string, unknown> | undefined {
  const asked = result.sort.length === 0 ? patientStream(type, conditions) : undefined;
  // Nearly all candidates fit. A thousand of them are given at most.
  const look_at = result.count + 5;
  if (asked === undefined || look_at > 1000) return undefined;
  const { beginning, births } = asked;
  return {
    look_at,
    ...(beginning !== undefined && { beginning }),
    ...(births !== undefined && { births: birthRange(births) }),
    ...(after !== null && { after_place: after[0], after_id: after[1] }),
  };
}

function filtersOf(conditions: readonly Plain[]): Record<string, unknown> {
  const groups: string[] = [];
  const none: string[] = [];
  const facts: string[] = [];
  for (const condition of conditions) {
    if (condition.kind === 'facts') facts.push(`(${condition.any.map((path) => `exists(@${path.slice(1)})`).join(' || ')})`);
    else if (condition.kind === 'terms' && condition.none) none.push(...condition.any);
    else if (condition.kind === 'terms') groups.push(termArray(condition.any));
  }
  const [terms, ...more_terms] = groups;
  return {
    ...(terms !== undefined && { terms }),
    ...(more_terms.length > 0 && { more_terms }),
    ...(none.length > 0 && { no_terms: termArray(none) }),
    ...(facts.length > 0 && { facts: `$ ? (${facts.join(' && ')})` }),
  };
}

/** The Bundle of a page that the statement found. */
export function fastBundle({ search }: FastSearch, page: FastPage, base: string): string {
  const { type, used, ignored, result } = search;
  const lines = page.finds === null ? [] : page.finds.split(between).map((line) => line.split(within));
  const texts = page.answer === null ? [] : page.answer.split(between);
  const shown = lines.slice(0, result.count);
  const last = lines.length > result.count ? shown.at(-1) : undefined;
  const entries = shown.map(([id = '', version, changed, meta_at], at) => {
    const text = withMeta(texts[at]!, Number(meta_at), Number(version), new Date(Number(changed)).toISOString());
    return { type, id, mode: 'match' as const, text: trimmed(type, text, result.summary, result.elements) };
  });
  const next = last === undefined ? null : searchUrl(base, type, [
    ...used.filter(([name]) => name !== '_page'), ['_page', pageText(type, used, [last[4] ?? null, last[0]!])],
  ]);
  const total = next === null && result.page === null ? entries.length : undefined;
  return bundleText({ base, self: searchUrl(base, type, used), next, total, entries, ignored });
}
