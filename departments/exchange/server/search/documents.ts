import type { Act } from '@openward/platform/http';
import { bundleText, searchUrl } from './asked/bundle.ts';
import type { Condition } from './asked/condition.ts';
import { overlapPath, plainDate } from './asked/dates.ts';
import { pageText, readPage } from './asked/page.ts';
import { readParameter } from './asked/read.ts';
import type { Reading } from './asked/read.ts';
import { pageCountOf } from './asked/result.ts';
import { findPage } from './find.ts';
import { settle } from './settle.ts';

interface DocumentsAsked {
  base: string;
  patient_id: string;
  /** Only those that would be made for this question: none are. */
  only_on_demand: boolean;
  type: string | undefined;
  start: string | undefined;
  end: string | undefined;
  count: string | undefined;
  page: string | undefined;
  /** All that was asked, for the link to the next page. */
  parameters: readonly (readonly [string, string])[];
}

const documentReference = 'DocumentReference';
const path = `${documentReference}/$docref`;

/** The documents of a record, the latest first, in pages. The caller has authorised the record. */
export async function documentsOfRecord(act: Act, asked: DocumentsAsked): Promise<{ bundle_text: string; shown: number }> {
  const { base, parameters } = asked;
  const conditions = await settle(act, conditionsOf(asked, { base, now: Date.now() }));
  const after = asked.page === undefined ? null : readPage(path, parameters, asked.page);
  const count = pageCountOf(asked.count);
  const { rows, next } = asked.only_on_demand ? { rows: [], next: null }
    : await findPage(act.tx, { type: documentReference, conditions, keys: [], latest_first: false, after, count });
  const next_url = next === null ? null
    : searchUrl(base, path, [...parameters.filter(([name]) => name !== '_page'), ['_page', pageText(path, parameters, next)]]);
  const total = next === null && after === null ? rows.length : undefined;
  const entries = rows.map(({ type, id, text }) => ({ type, id, text, mode: 'match' as const }));
  return { bundle_text: bundleText({ base, self: searchUrl(base, path, parameters), next: next_url, total, entries, ignored: [] }), shown: rows.length };
}

function conditionsOf({ patient_id, type, start, end }: DocumentsAsked, reading: Reading): Condition[] {
  const of = (name: string, value: string): Condition => readParameter(documentReference, name, value, reading);
  const conditions: Condition[] = [{ kind: 'patients', ids: [patient_id] }];
  if (type !== undefined) conditions.push(of('type', type));
  if (start === undefined && end === undefined) return conditions;
  const from = start === undefined ? undefined : plainDate('start', start).from;
  const until = end === undefined ? undefined : plainDate('end', end).until;
  const cared = (name: string): Condition => ({ kind: 'facts', any: [`$.${name}[*] ? (${overlapPath(from, until)})`] });
  // The time of the care; a document that tells none is of the day on which it was written.
  return [...conditions, { kind: 'either', of: [cared('period'), { kind: 'both', of: [of('period:missing', 'true'), cared('date')] }] }];
}
