import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { booleanArray, digestArray, intArray, momentArray, textArray, uuidArray } from './binary-array.ts';
import type { Row } from './row.ts';

/** What became of one row: the version that stood when we looked, and the one that was written. */
export interface Written {
  known_version: number | null;
  /** When the version that stands was written; null where there is none to see. */
  last_updated: Date | null;
  /** Null when nothing was written. */
  version: number | null;
  /** The same content stood already. */
  same: boolean;
  /** It stands in the record of the same patient, or nothing stands. */
  same_patient: boolean;
  /** It may be replaced as far as its source goes. */
  same_source: boolean;
}

/** What is expected of rows. */
export interface Expected {
  /** Leaves out what belongs to a restricted or unknown record. */
  only_open?: boolean;
  /** Nothing of it is expected to stand: what does is not looked at. */
  are_new?: boolean;
}

interface Found {
  what: 'locked' | 'same' | 'written';
  type: string;
  id: string;
  version: number;
  last_updated: Date;
  same_patient: boolean | null;
  same_source: boolean | null;
}

/**
 * Writes rows that are new or whose content differs, in one statement (records.write_rows); rows of one call have
 * different keys. Answers in the order of the rows.
 */
export async function writeRows(tx: Tx, rows: readonly Row[], { only_open = false, are_new = false }: Expected = {}): Promise<Written[]> {
  const column = <T>(read: (row: Row) => T): T[] => rows.map(read);
  const { rows: found } = await sql<Found>`select * from records.write_rows(
    ${textArray(column((row) => row.type))}::text[], ${textArray(column((row) => row.id))}::text[], ${uuidArray(column((row) => row.patient_id))}::uuid[],
    ${textArray(column((row) => row.body))}::text[], ${intArray(column((row) => row.meta_at))}::int[],
    ${digestArray(column((row) => row.digest))}::bytea[], ${textArray(column((row) => row.columns.sensitivity))}::text[],
    ${textArray(column((row) => row.source))}::text[], ${uuidArray(column((row) => row.author?.account_id))}::uuid[],
    ${textArray(column((row) => row.author?.name))}::text[], ${intArray(column((row) => row.if_version))}::int[],
    ${booleanArray(column((row) => row.moves))}::bool[], ${booleanArray(column((row) => row.bound_to_source))}::bool[],
    ${textArray(column((row) => row.columns.kind))}::text[], ${textArray(column((row) => tokens(row.columns.category)))}::text[],
    ${textArray(column((row) => tokens(row.columns.codes)))}::text[], ${textArray(column((row) => row.columns.status))}::text[],
    ${momentArray(column((row) => row.columns.happened?.start))}::timestamptz[],
    ${momentArray(column((row) => row.columns.happened && (row.columns.happened.end ?? Infinity)))}::timestamptz[],
    ${textArray(column((row) => row.columns.happened?.precision))}::text[],
    ${textArray(column((row) => row.columns.visit_id))}::text[], ${textArray(column((row) => clean(row.columns.line?.title)))}::text[],
    ${textArray(column((row) => clean(row.columns.line?.value)))}::text[], ${textArray(column((row) => clean(row.columns.line?.unit)))}::text[],
    ${textArray(column((row) => clean(row.columns.line?.flag)))}::text[], ${textArray(column((row) => clean(row.columns.words)))}::text[],
    ${textArray(column((row) => row.terms))}::text[], ${textArray(column((row) => row.facts))}::text[], ${only_open}::boolean, ${are_new}::boolean)`.execute(tx);
  return collect(rows, found);
}

function collect(rows: readonly Row[], found: readonly Found[]): Written[] {
  const byKey = new Map<string, Written>();
  const written = rows.map(({ type, id }): Written => {
    const empty = { known_version: null, last_updated: null, version: null, same: false, same_patient: true, same_source: true };
    byKey.set(`${type}/${id}`, empty);
    return empty;
  });
  for (const { what, type, id, version, last_updated, same_patient, same_source } of found) {
    const entry = byKey.get(`${type}/${id}`)!;
    entry.last_updated = last_updated;
    if (what === 'written') {
      entry.version = version;
      continue;
    }
    entry.known_version = version;
    entry.same = what === 'same';
    entry.same_patient = same_patient ?? true;
    entry.same_source = same_source ?? true;
  }
  return written;
}

const tokens = (list: readonly string[]): string => clean(list.filter((token) => !token.includes('\n')).join('\n'));

/** PostgreSQL cannot keep the character 0 in a text. */
function clean(text: string): string;
function clean(text: string | undefined): string | undefined;
function clean(text: string | undefined): string | undefined {
  return text?.includes('\0') ? text.replaceAll('\0', '') : text;
}

/** Keeps the identifiers of rows that were written, in place of those of the version before. */
export async function writeIdentifiers(tx: Tx, rows: readonly Row[], changed: readonly Row[]): Promise<void> {
  const entries = rows.flatMap((row) => row.identifiers.map((identifier) => ({ ...identifier, type: row.type, id: row.id })));
  const work: Promise<unknown>[] = [];
  if (changed.length > 0) {
    work.push(sql`delete from records.identifier where (type, id) in (select * from unnest(
      ${textArray(changed.map((row) => row.type))}::text[], ${textArray(changed.map((row) => row.id))}::text[]))`.execute(tx));
  }
  if (entries.length > 0) {
    work.push(sql`insert into records.identifier (type, system, value, id) select * from unnest(
        ${textArray(entries.map((entry) => entry.type))}::text[], ${textArray(entries.map((entry) => clean(entry.system)))}::text[],
        ${textArray(entries.map((entry) => clean(entry.value)))}::text[], ${textArray(entries.map((entry) => entry.id))}::text[])
      on conflict do nothing`.execute(tx));
  }
  await Promise.all(work);
}
