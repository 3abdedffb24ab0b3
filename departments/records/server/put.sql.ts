import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { booleanArray, digestArray, intArray, momentArray, textArray, uuidArray } from './binary-array.ts';
import type { Row } from './row.ts';

/** What became of one row: the version that stood when we looked, and the one that was written. */
export interface Written {
  known_version: number | null;
  /** Null when nothing was written. */
  version: number | null;
  /** The same content stood already. */
  same: boolean;
  /** It stands in the record of the same patient, or nothing stands. */
  same_patient: boolean;
  /** It may be replaced as far as its source goes. */
  same_source: boolean;
}

interface Found {
  what: 'known' | 'locked' | 'written';
  type: string;
  id: string;
  version: number;
  same: boolean | null;
  same_patient: boolean | null;
  same_source: boolean | null;
}

/**
 * Writes rows that are new or whose content differs, in one statement; rows of one call have different keys. What is
 * there unchanged is not touched, and neither is what belongs to another patient or has another version than expected.
 * Rows are locked in the order of their keys. Answers in the order of the rows.
 */
export async function writeRows(tx: Tx, rows: readonly Row[]): Promise<Written[]> {
  const column = <T>(read: (row: Row) => T): T[] => rows.map(read);
  const { rows: found } = await sql<Found>`
    with ready as materialized (
      select item.type, item.id, item.if_version, item.moves, item.bound, item.patient_id, item.body::json as body, item.meta_at, item.digest,
        item.sensitivity, item.source, coalesce(item.author, platform.actor_id()) as author, item.author_name, item.kind,
        string_to_array(item.category, e'\n') as category, string_to_array(item.codes, e'\n') as codes, item.status,
        case when item.starts is not null then tstzrange(item.starts, nullif(item.ends, 'infinity')) end as period,
        item.precision, item.visit_id, item.title, item.value, item.unit, item.flag, item.words, item.terms::bigint[] as terms, item.facts::jsonb as facts,
        coalesce(c.restricted, item.patient_id is not null) as restricted, r.version as known_version,
        r.digest = item.digest and not r.deleted as same
      from unnest(
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
        ${textArray(column((row) => row.terms))}::text[], ${textArray(column((row) => row.facts))}::text[]
      ) as item (type, id, patient_id, body, meta_at, digest, sensitivity, source, author, author_name, if_version, moves, bound, kind,
        category, codes, status, starts, ends, precision, visit_id, title, value, unit, flag, words, terms, facts)
      left join records.resource r on r.type = item.type and r.id = item.id
      left join records.compartment c on c.patient_id = item.patient_id
    ), locked as materialized (
      select ready.*, r.version as locked_version, case when r.patient_id is not distinct from ready.patient_id then true
          else coalesce(ready.patient_id = any (records.alias_set(r.patient_id)), false) end as same_patient,
        not ready.bound or r.source = ready.source as same_source
      from ready join records.resource r on r.type = ready.type and r.id = ready.id
      where ready.known_version is not null and not ready.same
      order by ready.type, ready.id
      for no key update of r
    ), inserted as (
      insert into records.resource (type, id, patient_id, restricted, deleted, body, meta_at, digest, sensitivity,
        source, author, author_name, kind, category, codes, status, period, precision, visit_id, title, value, unit, flag, words, terms, facts)
      select type, id, patient_id, restricted, false, body, meta_at, digest, sensitivity, source, author, author_name, kind,
        category, codes, status, period, precision, visit_id, title, value, unit, flag, words, terms, facts
      from ready
      where known_version is null and coalesce(if_version, 0) = 0
      order by type, id
      on conflict (type, id) do nothing
      returning type, id, version
    ), updated as (
      update records.resource r set
        patient_id = l.patient_id, restricted = l.restricted, deleted = false, body = l.body, meta_at = l.meta_at,
        digest = l.digest, sensitivity = l.sensitivity, source = l.source, author = l.author, author_name = l.author_name,
        kind = l.kind, category = l.category, codes = l.codes, status = l.status, period = l.period, precision = l.precision,
        visit_id = l.visit_id, title = l.title, value = l.value, unit = l.unit, flag = l.flag, words = l.words,
        terms = l.terms, facts = l.facts
      from locked l
      where r.type = l.type and r.id = l.id and (l.same_patient or l.moves) and l.same_source
        and coalesce(l.if_version, l.locked_version) = l.locked_version
      returning r.type, r.id, r.version
    )
    select 'known' as what, type, id, known_version as version, same, null::boolean as same_patient, null::boolean as same_source
      from ready where known_version is not null
    union all select 'locked', type, id, locked_version, null, same_patient, same_source from locked
    union all select 'written', type, id, version, null, null, null from inserted
    union all select 'written', type, id, version, null, null, null from updated`.execute(tx);
  return collect(rows, found);
}

function collect(rows: readonly Row[], found: readonly Found[]): Written[] {
  const byKey = new Map<string, Written>();
  const written = rows.map((row): Written => {
    const empty = { known_version: null, version: null, same: false, same_patient: true, same_source: true };
    byKey.set(`${row.type}/${row.id}`, empty);
    return empty;
  });
  for (const { what, type, id, version, same, same_patient, same_source } of found) {
    const entry = byKey.get(`${type}/${id}`)!;
    if (what === 'written') entry.version = version;
    else entry.known_version = version;
    if (what === 'known') entry.same = same ?? false;
    if (what !== 'locked') continue;
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
