import type { Act } from '@openward/platform/http';
import { aliasSet, isResourceType } from '@openward/records/api';
import { bundleText, searchUrl } from '../../rules/search/bundle.ts';
import { referencesOfType } from '../../rules/search/common.ts';
import { dateAsked } from '../../rules/search/dates.ts';
import { searchFault } from '../../rules/search/fault.ts';
import { pageText, readPage } from '../../rules/search/page.ts';
import { usualCount } from '../../rules/search/result.ts';
import { isKept, ruleOf } from '../../rules/fhir/types.ts';
import { included } from './include.ts';
import { findRecord } from './rows.sql.ts';
import type { RecordAsked } from './rows.sql.ts';
import { shownPatients } from './search.ts';
import type { SearchAnswer } from './search.ts';

interface EverythingAsked {
  base: string;
  /** Address under the base: `Patient/1/$everything`. */
  path: string;
  patient_id: string;
  visit_id: string | null;
  parameters: readonly (readonly [string, string])[];
}

type Filter = Pick<RecordAsked, 'types' | 'since' | 'start' | 'end'> & { count: number; page: string | null };

const mostCount = 1000;

/** A whole record, or that of a visit, in pages, with whom and where it speaks of. The caller has authorised the record. */
export async function everything(act: Act, { base, path, patient_id, visit_id, parameters }: EverythingAsked): Promise<SearchAnswer> {
  const { count, page, ...filter } = filterOf(parameters);
  const patients = await aliasSet(act.tx, patient_id);
  const after = page === null ? null : readPage(path, parameters, page);
  const allowed = (filter.types ?? null)?.filter((type) => mayRead(act, type)) ?? null;
  const found = await findRecord(act.tx, { ...filter, types: allowed, patients, visit_id, after, most: count + 1 });
  const rows = found.slice(0, count).filter(({ type }) => mayRead(act, type));
  const references = [...new Set(rows.map(({ type }) => type))].map((type) => ({ type, parameters: referencesOfType(type), target: undefined, iterate: false }));
  const around = filter.types === null ? (await included(act, rows, references, [], base)).filter((row) => row.patient_id === null) : [];
  const last = found.length > count ? found[count - 1]! : undefined;
  const next = last === undefined ? null
    : searchUrl(base, path, [...parameters.filter(([name]) => name !== '_page'), ['_page', pageText(path, parameters, last.place)]]);
  const entries = [
    ...rows.map(({ type, id, text }) => ({ type, id, text, mode: 'match' as const })), ...around.map(({ type, id, text }) => ({ type, id, text, mode: 'include' as const })),
  ];
  return { bundle_text: bundleText({ base, self: searchUrl(base, path, parameters), next, total: undefined, entries, ignored: [] }), patients: shownPatients(rows) };
}

const mayRead = (act: Act, type: string): boolean => isKept(type) && act.actor.permissions.has(ruleOf(type).read);

function filterOf(parameters: readonly (readonly [string, string])[]): Filter {
  const filter: Filter = { types: null, since: null, start: null, end: null, count: usualCount, page: null };
  for (const [name, value] of parameters) {
    if (name === '_type') filter.types = typesOf(value);
    else if (name === '_count' && /^[1-9]\d{0,8}$/.test(value)) filter.count = Math.min(Number(value), mostCount);
    else if (name === '_since' || name === 'start') filter[name === 'start' ? 'start' : 'since'] = new Date(dateAsked(name, value).from).toISOString();
    else if (name === 'end') filter.end = new Date(dateAsked(name, value).until).toISOString();
    else if (name === '_page') filter.page = value;
    else throw searchFault('parameter', name, `$everything takes no ${name.slice(0, 60)} like that: only start, end, _since, _type and _count`);
  }
  return filter;
}

function typesOf(value: string): string[] {
  const types = value.split(',');
  const strange = types.find((type) => !isResourceType(type));
  if (strange !== undefined) throw searchFault('value', '_type', `${strange.slice(0, 60)} is not a resource type`);
  return types;
}
