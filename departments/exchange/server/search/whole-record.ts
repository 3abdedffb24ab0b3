import type { Act } from '@openward/platform/http';
import { aliasSet, isResourceType } from '@openward/records/api';
import { isKept, ruleOf } from '../../rules/fhir/types.ts';
import { bundleText, searchUrl } from './asked/bundle.ts';
import type { Entry } from './asked/bundle.ts';
import { referencesOfType } from './asked/common.ts';
import { momentText, plainDate } from './asked/dates.ts';
import { searchFault } from './asked/fault.ts';
import { pageText, readPage } from './asked/page.ts';
import { pageCountOf } from './asked/result.ts';
import { included } from './include.ts';
import type { Found } from './rows.sql.ts';
import { findRecord } from './whole-record.sql.ts';
import type { RecordAsked } from './whole-record.sql.ts';

interface WholeRecordAsked {
  base: string;
  patient_id: string;
  parameters: readonly (readonly [string, string])[];
}

type Filter = Pick<RecordAsked, 'since' | 'start' | 'end'> & { types: string[] | null; count: number; page: string | null };

/** A whole record in pages, the patient first, with the people and places that each page speaks of. The caller has authorised the record. */
export async function wholeRecord(act: Act, { base, patient_id, parameters }: WholeRecordAsked): Promise<{ bundle_text: string; shown: number }> {
  const path = `Patient/${patient_id}/$everything`;
  const { types, count, page, since, start, end } = filterOf(parameters);
  const after = page === null ? null : readPage(path, parameters, page);
  const patients = await aliasSet(act.tx, patient_id);
  const found = await findRecord(act.tx, { since, start, end, types, readable: readable(act), patients, after, most: count + 1 });
  const rows = found.slice(0, count);
  const around = (await spokenOf(act, rows, base)).filter(({ type }) => types === null || types.includes(type));
  const self = searchUrl(base, path, parameters);
  const next = found.length <= count ? null
    : searchUrl(base, path, [...parameters.filter(([name]) => name !== '_page'), ['_page', pageText(path, parameters, rows.at(-1)!.place)]]);
  const total = next === null && page === null ? rows.length : undefined;
  return { bundle_text: bundleText({ base, self, next, total, entries: [...rows.map(entryOf('match')), ...around.map(entryOf('include'))], ignored: [] }), shown: rows.length };
}

const entryOf = (mode: Entry['mode']) => ({ type, id, text }: Found): Entry => ({ type, id, text, mode });

/** What the rows refer to outside of any record: people of the staff, places, medicines. */
async function spokenOf(act: Act, rows: readonly Found[], base: string): Promise<Found[]> {
  const references = [...new Set(rows.map(({ type }) => type))].map((type) => ({ type, parameters: referencesOfType(type), target: undefined, iterate: false }));
  return (await included(act, rows, references, [], base)).filter(({ patient_id }) => patient_id === null);
}

/** The types that this actor may not read are not among it. */
const readable = (act: Act) => (type: string): boolean => isKept(type) && act.actor.permissions.has(ruleOf(type).read);

function filterOf(parameters: WholeRecordAsked['parameters']): Filter {
  const filter: Filter = { types: null, since: null, start: null, end: null, count: pageCountOf(undefined), page: null };
  for (const [name, value] of parameters) {
    if (name === '_type') filter.types = [...(filter.types ?? []), ...typesOf(value)];
    else if (name === '_count') filter.count = pageCountOf(value);
    else if (name === '_since') filter.since = momentText(plainDate(name, value).from);
    else if (name === 'start') filter.start = momentText(plainDate(name, value).from);
    else if (name === 'end') filter.end = momentText(plainDate(name, value).until);
    else filter.page = value;
  }
  return filter;
}

function typesOf(value: string): string[] {
  const types = value.split(',');
  const strange = types.find((type) => !isResourceType(type));
  if (strange !== undefined) throw searchFault('value', '_type', `“${strange.slice(0, 60)}” is not a resource type`);
  return types;
}
